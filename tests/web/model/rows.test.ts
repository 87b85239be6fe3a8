import { describe, expect, test } from 'vitest';
import { prepareRows, rowsOf } from '../../../web/src/model/rows';
import type { Rows } from '../../../web/src/model/rows';
import { runsOf } from '../../../web/src/ladder/runs';
import { CLIENT, SERVER, Talk } from '../fixtures';
import * as talks from '../talks';

describe('rows', () => {
  test('relative numbers count from the initial ones', () => {
    const rows = rowsOf(talks.story());
    expect([...rows.seq]).toEqual([0, 0, 1, 1, 1, 1, 366, 1249, 366, 366, 1250]);
    expect([...rows.ack]).toEqual([0, 1, 1, 1, 366, 366, 1249, 366, 1250, 1250, 367]);
  });

  test('a wrap of the sequence space counts on', () => {
    const talk = new Talk({ client: { isn: 0xfffffff0 } }).syn().synAck().ack(CLIENT);
    const rows = rowsOf(talk.data(CLIENT, 100).data(CLIENT, 100).connection('still_open'));
    expect([...rows.seq].slice(2)).toEqual([1, 1, 101]);
  });

  test('made with pauses they are the same', async () => {
    const connection = talks.bulk(30_000);
    let pauses = 0;
    await prepareRows(connection, () => Promise.resolve((pauses += 1)));
    const prepared = rowsOf(connection);
    const atOnce = rowsOf({ ...connection });
    expect(prepared).not.toBe(atOnce);
    expect(pauses).toBeGreaterThanOrEqual(2 * Math.floor(connection.segments.count / 32_768));
    expect(pauses).toBeGreaterThan(0);
    for (const column of ['seq', 'ack', 'windowTurns'] as const) {
      const [one, other] = [prepared[column], atOnce[column]].map(({ buffer }) =>
        Buffer.from(buffer),
      );
      expect(Buffer.compare(one!, other!), column).toBe(0);
    }
  }, 20_000);

  test('a number before the base is negative', () => {
    expect(rowsOf(talks.midStream()).seq[2]).toBe(-1);
  });

  test('an old duplicate does not move the base', () => {
    const talk = new Talk().syn().synAck().ack(CLIENT).data(CLIENT, 500);
    talk
      .data(CLIENT, 10)
      .with({ seq: (3041927615 - 2 ** 30) >>> 0 })
      .data(CLIENT, 5);
    const rows = rowsOf(talk.connection('still_open'));
    expect(rows.seq[4]).toBe(-(2 ** 30));
    expect(rows.seq[5]).toBe(511);
  });

  test('a segment is lost only when the receiver asked for it', () => {
    const rows = rowsOf(talks.lossy());
    const { lost, again } = lossIn(rows);
    expect(rows.note(lost)).toEqual({ kind: 'lost', again });
    expect(rows.note(again)).toMatchObject({
      how: 'fast',
      original: lost,
      duplicates: 3,
    });
    const unasked = rowsOf(talks.unanswered());
    expect([0, 1, 2, 3].map((row) => unasked.isLost(row))).toEqual([false, false, false, false]);
  });

  test('kinds follow flags, length and analysis', () => {
    const rows = rowsOf(talks.story());
    const kinds = Array.from({ length: rows.count }, (_, row) => rows.kind(row));
    expect(kinds.join(' ')).toBe('syn syn ack data ack data ack fin ack fin ack');
    expect(rowsOf(talks.midStream()).kind(2)).toBe('probe');
    expect(rowsOf(talks.refused()).kind(1)).toBe('rst');
  });

  test('a window that closes or opens is marked', () => {
    const rows = rowsOf(talks.zeroWindow());
    const turns = [...rows.windowTurns].flatMap((turn, row) => (turn ? [row] : []));
    expect(turns).toEqual([5, 8]);
  });
});

function lossIn(rows: Rows): { lost: number; again: number } {
  const lost = Array.from({ length: rows.count }, (_, row) => row).find((row) => rows.isLost(row))!;
  return { lost, again: rows.connection.segments.lostTo[lost]! };
}

describe('runs', () => {
  const silence = 1;

  test('data of one side folds with the acknowledgments that come back', () => {
    const runs = runsOf(rowsOf(talks.bulk(10)), silence);
    expect(runs).toEqual([
      expect.objectContaining({
        first: 5,
        last: 18,
        from: SERVER,
        segments: 10,
        payload: 14480,
        acks: 4,
      }),
    ]);
  });

  test('five segments stay open', () => {
    expect(runsOf(rowsOf(talks.bulk(5)), silence)).toEqual([]);
  });

  test('a segment with a finding stands between two runs', () => {
    const rows = rowsOf(talks.lossy());
    const runs = runsOf(rows, silence);
    const { lost, again } = lossIn(rows);
    expect(runs).toHaveLength(2);
    expect(runs[0]!.last).toBeLessThan(lost);
    expect(runs[1]!.first).toBeGreaterThan(again);
  });

  test('a silence ends a run', () => {
    const talk = new Talk().syn().synAck().ack(CLIENT);
    for (let i = 0; i < 6; i += 1) talk.wait(10).data(SERVER, 100);
    talk.wait(2e6);
    for (let i = 0; i < 6; i += 1) talk.wait(10).data(SERVER, 100);
    const runs = runsOf(rowsOf(talk.connection('still_open')), silence);
    expect(runs.map((r) => [r.first, r.last])).toEqual([
      [3, 8],
      [9, 14],
    ]);
  });

  test('where findings abound, runs fold over them and count them', () => {
    const talk = new Talk().syn().synAck().ack(CLIENT);
    for (let i = 0; i < 50; i += 1) {
      talk.wait(10).data(SERVER, 100);
      talk.wait(10).again(3 + 2 * i, 'retransmission');
    }
    const [run, ...others] = runsOf(rowsOf(talk.connection('still_open')), silence);
    expect(others).toEqual([]);
    expect(run).toMatchObject({ segments: 100, retransmitted: 50 });
  });
});
