import { describe, expect, it } from 'vitest';
import {
  countGroups,
  filterRows,
  noFilter,
  unknownWords,
  withTimeSpan,
} from '../../../../web/src/page/connections/connection_filter';
import { groupsOf } from '../../../../web/src/page/connections/connection_groups';
import { findingsIn } from '../../../../web/src/page/connections/connection_findings';
import { sortRows } from '../../../../web/src/page/connections/connection_order';
import type { OutcomeGroup } from '../../../../web/src/page/connections/outcome_groups';
import { ConnectionRows } from '../../../../web/src/page/connections/connection_rows';
import type { IncidentKind } from '../../../../web/src/model/incidents';
import { NO_LIMIT } from '../../../../web/generated/values';
import { incidents, limits } from '../../../../web/src/model/names';
import { nearestWords } from '../../../../web/src/page/connections/nearest_words';
import { pageWords } from '../../../../web/src/words/page';
import { connectionTable } from './capture_columns';

const rows = new ConnectionRows(
  connectionTable([
    {
      client: '10.0.0.9',
      clientPort: 50765,
      serverPort: 1688,
      start: 0,
      duration: 5,
      analyses: ['fast_retransmission', 'duplicate_ack'],
      sent: 365,
    },
    {
      client: '10.0.0.10',
      clientPort: 1688,
      serverPort: 80,
      start: 2,
      duration: 0.02,
      zeek: 'REJ',
      history: 'Sr',
      outcome: 'refused',
    },
    {
      client: '10.0.0.9',
      clientPort: 8080,
      serverPort: 443,
      start: 41,
      duration: 31,
      zeek: 'S0',
      outcome: 'no_answer',
      ends: ['SYN-SENT', 'LISTEN'],
    },
    {
      client: '2001:db8:0:0:0:0:0:1',
      server: '2001:db8:0:0:0:0:0:2',
      start: 45,
      duration: 12,
      zeek: 'RSTO',
      outcome: 'reset_by_client',
      received: 7,
      analyses: ['zero_window', 'retransmission'],
    },
  ]),
);
const words: Record<string, string> = {
  refused: '被拒绝',
  no_answer: 'No answer',
};
const shown = (query: string, ...groups: OutcomeGroup[]) => [
  ...filterRows(
    rows,
    { ...noFilter, query, groups: new Set(groups) },
    (name) => words[name] ?? name,
  ),
];

describe('the filter', () => {
  it('shows all for nothing', () => expect(shown('  ')).toEqual([0, 1, 2, 3]));
  it('finds a port at either end and not inside another', () => {
    expect(shown('1688')).toEqual([0, 1]);
    expect(shown(':80')).toEqual([1, 3]);
    expect(shown('0.0.9')).toEqual([0, 2]);
  });
  it('finds a number inside an address', () => expect(shown('2001')).toEqual([3]));
  it('finds IPv6 in its short form', () => expect(shown('db8::1')).toEqual([3]));
  it('finds an endpoint that was pasted whole, or begun', () => {
    expect(shown('10.0.0.9:50765')).toEqual([0]);
    expect(shown('10.0.0.9:')).toEqual([0, 2]);
    expect(shown('[2001:db8::2]:')).toEqual([3]);
    expect(shown('0.0.9:50')).toEqual([0]);
    expect(shown('0.0.9:50766')).toEqual([]);
    expect(shown('0.0.9:0')).toEqual([]);
    expect(shown('0.9:1')).toEqual([]);
  });
  it('finds an end by any name that the capture gives it', () => {
    const named = new ConnectionRows(
      rows.table,
      new Map([
        ['10.0.0.9', ['first.example', 'Büro-80.example']],
        ['2001:db8::2', ['<b>second.EXAMPLE</b>\u202e']],
      ]),
    );
    const found = (query: string) => [
      ...filterRows(named, { ...noFilter, query }, (outcome) => outcome),
    ];
    expect(found('first')).toEqual([0, 2]);
    expect(found('BÜRO')).toEqual([0, 2]);
    expect(found('first.example:50765')).toEqual([0]);
    expect(found('example:80')).toEqual([2]);
    expect(found('second.example rsto')).toEqual([3]);
    expect(found('example')).toEqual([0, 2, 3]);
    // As it is shown: what would turn the direction is not.
    expect(found('</b>\ufffd')).toEqual([3]);
    expect(found('80')).toEqual([1, 3]);
    expect(named.at(0).names).toEqual([['first.example', 'Büro-80.example'], []]);
  });
  it('takes a Zeek code for itself alone', () => {
    expect(shown('s0')).toEqual([2]);
    expect(shown('RSTO')).toEqual([3]);
  });
  it('finds outcomes by their word in the language of the page', () => {
    expect(shown('被拒绝')).toEqual([1]);
    expect(shown('answer')).toEqual([2]);
  });
  it('finds what limited a connection most', () => {
    const known = new ConnectionRows(rows.table);
    const of = (query: string) => [...filterRows(known, { ...noFilter, query }, (name) => name)];
    // Not before it is computed.
    expect(of('limit:loss')).toEqual([]);
    const at = (name: (typeof limits)[number]) => limits.indexOf(name);
    known.limits = {
      count: 4,
      limit: Uint8Array.of(at('loss'), NO_LIMIT, at('receiver_window'), at('loss')),
      seconds: Float64Array.of(1, 0, 30, 9),
      transfer: Float64Array.of(4, 0, 30, 10),
    };
    expect(of('limit:loss')).toEqual([0, 3]);
    expect(of('limit:receiver')).toEqual([2]);
    expect(of('limit:receiver-window')).toEqual([2]);
    expect(of('!limit:loss >10s')).toEqual([2]);
    expect(of('limit:')).toEqual([]);
    expect(unknownWords(known, 'limit:luck limit:slow', (name) => name)).toEqual(['limit:luck']);
    const all = Uint32Array.of(0, 1, 2, 3);
    const order = sortRows(known, all, { key: 'limit', descending: true });
    expect([...order]).toEqual([2, 3, 0, 1]);
  });
  it('bounds how long a connection lasted', () => {
    expect(shown('>10s')).toEqual([2, 3]);
    expect(shown('<50ms')).toEqual([1]);
    expect(shown('>4s <13')).toEqual([0, 3]);
    // Neither takes in the bound itself.
    expect(shown('>31')).toEqual([]);
    expect(shown('<5')).toEqual([1]);
  });
  it('bounds when it began', () => expect(shown('@41-45')).toEqual([2]));
  it('finds what was seen in a connection, in either language', () => {
    expect(shown('retransmission')).toEqual([0, 3]);
    expect(shown('重传')).toEqual([0, 3]);
    expect(shown('fast retransmission')).toEqual([0]);
    expect(shown('zero window')).toEqual([3]);
    expect(shown('Zero-Window')).toEqual([3]);
    expect(shown('zero_window')).toEqual([3]);
    expect(shown('零窗口')).toEqual([3]);
    expect(shown('rst')).toEqual([1]);
    expect(shown('out of order')).toEqual([]);
  });
  it('takes the beginning of a finding while it is typed, and only there', () => {
    expect(shown('retr')).toEqual([0, 3]);
    expect(shown('zero w')).toEqual([3]);
    expect(shown('retr 10.0')).toEqual([]);
  });
  it('joins findings with every other kind of word', () => {
    expect(shown('10.0.0.9 retransmission <10s sf')).toEqual([0]);
    expect(shown('zero window reset')).toEqual([3]);
    expect(shown('retransmission zero window')).toEqual([3]);
    expect(shown('retransmission :443')).toEqual([]);
  });
  it('lists what there is to find', () => {
    expect(findingsIn(rows)).toEqual([
      'retransmission',
      'fast_retransmission',
      'duplicate_ack',
      'zero_window',
      'rst',
    ]);
  });
  it('finds a state that either end is left in', () => {
    expect(shown('syn-sent')).toEqual([2]);
    expect(shown('close-wait')).toEqual([]);
  });
  it('finds a network', () => {
    expect(shown('10.0.0.0/8')).toEqual([0, 1, 2]);
    expect(shown('10.0.0.8/31')).toEqual([0, 2]);
    expect(shown('2001:db8::/32')).toEqual([3]);
    expect(shown('10.0.0.0/33')).toEqual([]);
  });
  it('turns a word around', () => {
    expect(shown('!10.0.0.9')).toEqual([1, 3]);
    expect(shown('!zero window')).toEqual([0, 1, 2]);
    expect(shown('retransmission !fast retransmission')).toEqual([3]);
  });
  it('keeps words in quotes together', () => {
    expect(shown('"no answer"')).toEqual([2]);
    expect(shown('"answer refused"')).toEqual([]);
    expect(shown('"zero window" rsto')).toEqual([3]);
  });
  it('finds what happened to a connection once that is known', () => {
    const known = new ConnectionRows(rows.table);
    const found = (query: string) => [...filterRows(known, { ...noFilter, query }, String)];
    expect(found('black hole')).toEqual([]);
    const bit = (name: IncidentKind) => 1 << incidents.indexOf(name);
    known.measures = {
      count: 4,
      incidents: Uint16Array.of(0, bit('black_hole'), bit('timer') | bit('retransmission'), 0),
      longestStall: Float64Array.of(0, 2, 0, 0),
      stalls: Float64Array.of(0, 3, 0, 0),
      roundTrip: new Float64Array(4),
      throughput: new Float64Array(4),
    };
    expect(found('black hole')).toEqual([1]);
    expect(found('rto')).toEqual([2]);
    expect(found('stall')).toEqual([1]);
    expect(found('findings')).toEqual([1, 2]);
  });
  it('tells words that nothing has from names of what is not there', () => {
    const unknown = (query: string) => unknownWords(rows, query, (name) => words[name] ?? name);
    expect(unknown('nothing-like-it 10.0.0.9')).toEqual(['nothing-like-it']);
    expect(unknown('keep-alive close-wait rej 10.9.0.0/16')).toEqual([]);
    expect(unknown('!refused')).toEqual([]);
  });
  it('names what is nearest to a word that nothing has', () => {
    const near = (word: string) => nearestWords(word, pageWords.of('en'));
    expect(near('retransmits')).toContain('retransmission');
    expect(near('close-waits')).toContain('close-wait');
    expect(near('qqqqqq')).toEqual([]);
  });
  it('has a group for what was captured in one direction', () => {
    const oneWay = new ConnectionRows(
      connectionTable([{ oneDirection: true, outcome: 'half_closed_by_client' }, {}]),
    );
    expect([...countGroups(oneWay)]).toEqual([
      ['one_direction', 1],
      ['closed', 1],
    ]);
  });
  it('wants every word to fit', () => expect(shown('10.0.0.9 s0')).toEqual([2]));
  it('keeps to the groups', () => {
    expect(shown('', 'refused', 'reset')).toEqual([1, 3]);
    expect(shown('10.0', 'reset')).toEqual([]);
  });
});

describe('groups', () => {
  const all = Uint32Array.of(0, 1, 2, 3);
  const groups = (by: 'server' | 'client' | 'port' | 'outcome') =>
    groupsOf(rows, all, by, pageWords.of('en'));
  it('gather connections, with sums and a filter that leaves them', () => {
    const [first] = groups('client');
    expect(groups('client')).toHaveLength(3);
    expect(first).toMatchObject({ label: '10.0.0.9', connections: 2, sent: 365 });
    expect(shown(first!.query)).toEqual([0, 2]);
    expect(groups('port').map(({ query }) => shown(query))).toContainEqual([1, 3]);
    expect(groups('outcome')).toHaveLength(4);
    for (const { query, connections } of groups('server'))
      expect(shown(query)).toHaveLength(connections);
  });
});

describe('a time span in the query', () => {
  it('replaces the one before and keeps the words', () => {
    const once = withTimeSpan('1688 SF', { from: 1.23456, to: 5 });
    expect(once).toBe('1688 SF @1.235-5');
    expect(withTimeSpan(once, { from: 0, to: 2 })).toBe('1688 SF @0-2');
    expect(withTimeSpan(once, null)).toBe('1688 SF');
  });
});

describe('the order', () => {
  const all = Uint32Array.of(0, 1, 2, 3);
  const order = (key: Parameters<typeof sortRows>[2]['key'], descending = false) => [
    ...sortRows(rows, all, { key, descending }),
  ];
  it('counts addresses as numbers, IPv4 first, then the port', () => {
    expect(order('client')).toEqual([2, 0, 1, 3]);
  });
  it('takes every key, and its reverse', () => {
    for (const key of ['start', 'server', 'outcome', 'zeek', 'history', 'segments'] as const) {
      expect(order(key).sort()).toEqual([0, 1, 2, 3]);
      expect(order(key, true)).toHaveLength(4);
    }
    expect(order('index', true)).toEqual([3, 2, 1, 0]);
  });
  it('turns around, and equal rows stay as captured', () => {
    expect(order('duration', true)).toEqual([2, 3, 0, 1]);
    expect(order('received', true)).toEqual([3, 0, 1, 2]);
  });
});

describe('the groups', () => {
  it('are counted, none of them empty', () => {
    expect(Object.fromEntries(countGroups(rows))).toEqual({
      closed: 1,
      refused: 1,
      no_answer: 1,
      reset: 1,
    });
  });
});
