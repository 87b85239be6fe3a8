import { describe, expect, it } from 'vitest';
import { ladderJson, toJson } from '../../../web/src/export/json';
import type { LadderJson } from '../../../web/src/export/json_format';
import type { EventTable } from '../../../web/src/model/connection';
import { events as infos } from '../../../web/src/model/names';
import { asked } from './asked';
import { acting, hostile } from './hostile';
import * as talks from '../talks';

const parsed = (text: string) => JSON.parse(text) as LadderJson;

describe('the data', () => {
  const story = talks.story();
  const data = parsed(toJson(story, asked()));

  it('says by which schema it is written', () => {
    expect(data.schema).toBe('tcp-ladder/1');
  });

  it('has both kinds of numbers', () => {
    expect(data.segments[1]).toMatchObject({
      number: 2,
      from: 'server',
      flags: ['SYN', 'ACK'],
      seq: 1176504283,
      ack: 3041927616,
      relativeSeq: 0,
      relativeAck: 1,
      time: 0.000068,
    });
    expect(data.segments[0]).toMatchObject({ ack: null, relativeAck: null });
  });

  it('has the states of both ends, and how sure they are', () => {
    expect(data.segments[9]).toMatchObject({
      clientState: { state: 'LAST-ACK', certainty: 'sure' },
      serverState: { state: 'TIME-WAIT', certainty: 'expected' },
    });
    expect(data.client).toMatchObject({
      before: { state: 'CLOSED', certainty: 'assumed' },
      after: { state: 'CLOSED', certainty: 'expected' },
    });
  });

  it('has the verdict and the counted steps', () => {
    expect(data.verdict).toMatchObject({ outcome: 'closed_by_server', closer: 'server' });
    expect(data.phases.map(({ kind, first, last }) => [kind, first, last])).toEqual([
      ['opening', 1, 3],
      ['data', 4, 7],
      ['closing', 8, 11],
    ]);
    expect(data.phases[2]!.steps).toHaveLength(4);
  });

  it('ties a repetition to its original and names the analyses', () => {
    const again = ladderJson(talks.lossy(), asked()).segments.find(({ original }) => original)!;
    expect(again.analyses).toEqual(['retransmission', 'fast_retransmission']);
    expect(again.original).toBeLessThan(again.number);
  });

  it('says which segment acknowledges each one, and how much later', () => {
    const request = data.segments[3]!;
    const answer = data.segments[request.acknowledgedBy! - 1]!;
    expect(answer).toMatchObject({
      from: 'server',
      flags: expect.arrayContaining(['ACK']) as string[],
    });
    expect(request.acknowledgedAfter).toBeCloseTo(answer.time - request.time, 9);
    expect(request.sincePrevious).toBeCloseTo(request.time - data.segments[2]!.time, 9);
    // A segment without data, SYN and FIN takes no number.
    expect(data.segments[2]).toMatchObject({ acknowledgedBy: null, acknowledgedAfter: null });
    expect(data.segments[0]!.sincePrevious).toBeNull();
  });

  it('carries the statements with their arguments, rows as numbers of segments', () => {
    const id = infos.findIndex(({ name }) => name === 'confirmed');
    const statements: EventTable = {
      count: 1,
      row: Uint32Array.of(2),
      id: Uint16Array.of(id),
      end: Uint8Array.of(1),
      passed: Uint8Array.of(0),
      args: Float64Array.of(2, 0, 5, 0),
    };
    const { segments } = ladderJson({ ...story, events: statements }, asked());
    expect(segments[2]!.statements).toEqual([
      {
        name: 'confirmed',
        kind: 'transition',
        clause: infos[id]!.clause,
        about: 'server',
        args: { evidence_row: 3, since_row: 1, state: 5 },
      },
    ]);
    expect(segments[1]!.statements).toEqual([]);
  });

  it('holds the segments of a part under their own numbers', () => {
    const { segments, segmentCount } = ladderJson(story, asked({ part: 'teardown' }));
    expect(segments.map(({ number }) => number)).toEqual([8, 9, 10, 11]);
    expect(segmentCount).toBe(11);
  });

  it.each(Object.entries(hostile))(
    'gives a hostile title back, and shows none (%s)',
    (_, title) => {
      const text = toJson(story, asked({ title }));
      expect(text).not.toMatch(acting);
      expect(text).not.toContain('<');
      expect(parsed(text).title).toBe(title);
    },
  );
});
