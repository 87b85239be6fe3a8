// ICMP errors in drawing, story and exports: told beside the segments, never counted as one.
import { describe, expect, it } from 'vitest';
import { ladderJson } from '../../../web/src/export/json';
import { toMermaid } from '../../../web/src/export/mermaid';
import { toText } from '../../../web/src/export/text';
import { panelWords } from '../../../web/src/words/panel';
import { LadderPlan, MOST_ERRORS } from '../../../web/src/ladder/plan';
import { tableRow } from '../../../web/src/ladder/table';
import { errorsAfter, rowQuoted } from '../../../web/src/model/icmp';
import { ladderWords } from '../../../web/src/story/ladder_words';
import { headlineOf } from '../../../web/src/story/verdict';
import { asked } from '../export/asked';
import { CLIENT, SERVER, Talk } from '../fixtures';
import { filtered, tooBig } from '../talks';
import { en, told, zh } from './reading';

const planOf = (connection: ReturnType<typeof filtered>, width = 904) =>
  new LadderPlan({ connection, words: ladderWords(panelWords.of('en')), width });

describe('an ICMP error', () => {
  it('stands between the rows it came between', () => {
    const connection = filtered();
    expect(errorsAfter(connection, 0)).toEqual({ from: 0, to: 1 });
    expect(errorsAfter(connection, 1)).toEqual({ from: 1, to: 2 });
    expect(errorsAfter(tooBig(), 0)).toEqual({ from: 0, to: 0 });
    const plan = planOf(connection);
    const [first, second] = [plan.entry(0), plan.entry(1)];
    const [placed] = plan.errors(first);
    expect(placed!.y).toBeGreaterThan(first.y + first.slant);
    expect(placed!.y).toBeLessThan(second.y - 40);
    expect(plan.errors(second)[0]!.y).toBeLessThan(plan.end);
  });

  it('is counted where there are many in one place', () => {
    const talk = new Talk().syn();
    for (let i = 0; i < 50; i += 1) talk.wait(10).icmp(CLIENT, { type: 11, code: 0 });
    const connection = talk.connection('unreachable', 'unanswered');
    const placed = planOf(connection).errors(planOf(connection).entry(0));
    expect(placed).toHaveLength(MOST_ERRORS);
    expect(placed.at(-1)!.more).toBe(50 - MOST_ERRORS);
    expect(told(connection, 1).paragraphs[0]).toContain('48 more ICMP errors follow.');
  });

  it('names the segment it quotes', () => {
    const connection = new Talk()
      .data(SERVER, 1448)
      .data(SERVER, 1448)
      .icmp(SERVER, { type: 3, code: 4, mtu: 1280 })
      .connection('still_open', 'mid_stream');
    expect(rowQuoted(connection.icmp[0]!, connection)).toBe(1);
    const older = { ...connection.icmp[0]!, seq: connection.segments.seq[0]! };
    expect(rowQuoted(older, connection)).toBe(0);
    expect(told({ ...connection, icmp: [older] }, 1).paragraphs[0]).toContain(
      'An ICMP error from 198.51.100.1 concerns this segment: unreachable, fragmentation needed, MTU 1280. It follows #2.',
    );
    expect(rowQuoted({ ...older, seq: 77 }, connection)).toBeNull();
  });

  it('is told in the story of the segment before it', () => {
    expect(told(filtered(), 1).paragraphs[0]).toContain(
      '198.51.100.1 sends the client an ICMP error about #1: unreachable, prohibited by a filter (type 3, code 13). RFC 9293 lets the client keep trying',
    );
    expect(told(tooBig(), 5).paragraphs.join(' ')).toContain('packets of at most 1280 bytes fit');
    const chinese = told(filtered(), 1, { words: zh }).paragraphs[0];
    expect(chinese).toContain('198.51.100.1 向客户端发回 ICMP 差错，针对 #1：目的不可达');
  });

  it('is the headline where nothing else answered', () => {
    expect(headlineOf(filtered(), en)).toBe(
      'Unreachable: 198.51.100.1 answers the SYN with ICMP, prohibited by a filter',
    );
    const expired = new Talk().syn().icmp(CLIENT, { type: 11, code: 0 });
    expect(headlineOf(expired.connection('unreachable', 'unanswered'), en)).toContain(
      'with ICMP, time exceeded: TTL expired on the way',
    );
    expect(headlineOf(filtered(), zh)).toContain('不可达：198.51.100.1 用 ICMP 应答 SYN');
  });

  it('names an end by its role and what it does not know by number', () => {
    const talk = new Talk({
      client: { address: '10.0.0.1' },
      server: { address: '10.0.0.2' },
    }).syn();
    talk.icmp(CLIENT, { type: 3, code: 99, source: '10.0.0.2' });
    const connection = talk.connection('unreachable', 'unanswered');
    expect(told(connection, 1).paragraphs[0]).toContain(
      'The server sends the client an ICMP error about #1: unreachable, code 99',
    );
  });

  it('is in the table and in every text, and in the data', () => {
    const connection = filtered();
    const sentence =
      'ICMP error from 198.51.100.1 to the client, about #1: Unreachable, prohibited by a filter';
    expect(tableRow(planOf(connection), 0).at(-1)).toBe(sentence);
    const text = toText(connection, asked());
    expect(text.replace(/\s+/g, ' ')).toContain('ICMP error from 198.51.100.1');
    expect(toMermaid(connection, asked())).toContain('ICMP error from 198.51.100.1 to the client');
    const { icmp, segmentCount } = ladderJson(connection, asked());
    expect(segmentCount).toBe(2);
    expect(icmp).toHaveLength(2);
    expect(icmp[0]).toMatchObject({ after: 1, quotes: 1, type: 3, code: 13, to: 'client' });
    expect(icmp[0]).toMatchObject({ source: '198.51.100.1', mtu: null, version: 4 });
  });
});
