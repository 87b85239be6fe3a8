// The facts about a connection as sentences, each with the segments that show it.
import { twoMslSeconds, type TwoMsl } from '../../model/two_msl';
import type { Connection } from '../../model/connection';
import { summaryItems, retriesOf, stallCauseOf } from '../../model/connection_flags';
import type { SummaryItem } from '../../model/connection_flags';
import { retransmitted } from '../../model/exchange';
import { FIN, SYN, segmentAt, senderAt } from '../../model/segment';
import type { Side } from '../../model/segment';
import { tcpOptionName } from '../../model/tcp_options';
import type { PanelWords } from '../../words/panel';

export interface FlagSentence {
  text: string;
  /** Rows of the segments that show it, from 0. */
  evidence: number[];
  /** Whether it is shown at once; the others are behind "more". */
  notable: boolean;
  /** The setting that changes this sentence. */
  choice?: '2MSL';
  /** Index of another connection that the sentence refers to. */
  connection?: number;
}

/** Minimum length of a half-close in seconds that is mentioned even if no data was sent in it. */
const longHalfClose = 0.1;

export function flagSentences(
  connection: Connection,
  words: PanelWords,
  twoMsl: TwoMsl,
): FlagSentence[] {
  const facts = summaryItems(connection);
  const byName = (name: SummaryItem['name']) => facts.filter((fact) => fact.name === name);
  return [
    ...byName('two_clocks').map((fact) => toldClocks(fact, words)),
    ...toldAnswer(connection, words),
    ...toldRetries(facts, words),
    ...byName('stall').map((fact) => toldStall(fact, connection, words)),
    ...byName('stalls').flatMap((fact) => toldStalls(fact, words)),
    ...facts.flatMap((fact) => toldUnacknowledged(fact, words)),
    ...facts.flatMap((fact) => toldReuse(fact, words)),
    ...facts.flatMap((fact) => toldReset(fact, words)),
    ...byName('half_closed').flatMap((fact) => toldHalfClose(fact, words)),
    ...toldOptions(facts, words),
    ...facts.flatMap((fact) => toldExtension(fact, words)),
    ...byName('handshake_gaps').flatMap((fact) => toldGaps(fact, facts, words)),
    ...(twoMsl === 'off'
      ? []
      : byName('time_wait').map((fact) => toldWait(fact, connection, words, twoMsl))),
    ...([0, 1] as const).map((who) => toldTotals(connection, who, words)),
  ];
}

const rowsIn = (fact: SummaryItem, ...names: string[]) =>
  names.map((name) => fact.args[name]!).filter((row) => row >= 0);
const seconds = (fact: SummaryItem, name: string) => fact.args[name]! / 1e9;

function toldRetries(facts: readonly SummaryItem[], words: PanelWords): FlagSentence[] {
  return retriesOf(facts).map(({ kind, end, rows, waits, doubling }) => ({
    text: words.flags.retries[kind]({ who: end, n: rows.length, waits, doubling }),
    evidence: rows.length < 3 ? rows : [rows[0]!, rows[rows.length - 1]!],
    notable: true,
  }));
}

function toldClocks(fact: SummaryItem, words: PanelWords): FlagSentence {
  return {
    text: words.flags.twoClocks({ seconds: seconds(fact, 'by_ns') }),
    evidence: rowsIn(fact, 'row'),
    notable: true,
  };
}

/** The connection in which a SYN was answered, if that is another one. */
function toldAnswer({ verdict }: Connection, words: PanelWords): FlagSentence[] {
  const { answeredIn: connection } = verdict;
  if (connection === null) return [];
  const text = words.flags.answeredIn({ connection });
  return [{ text, evidence: [], notable: true, connection }];
}

function toldStall(fact: SummaryItem, { segments }: Connection, words: PanelWords): FlagSentence {
  const cause = stallCauseOf(fact);
  const { flags, length } = segmentAt(segments, fact.args['until_row'] ?? 0);
  const bare = length === 0 && (flags & (SYN | FIN)) === 0;
  return {
    text: words.flags.stall({ who: fact.end, cause, seconds: seconds(fact, 'duration_ns'), bare }),
    evidence: rowsIn(fact, 'from_row', 'until_row'),
    notable: true,
  };
}

/** All stalls with the same cause; nothing if there is one, which has its own sentence. */
function toldStalls(fact: SummaryItem, words: PanelWords): FlagSentence[] {
  const { count = 0 } = fact.args;
  if (count < 2) return [];
  const cause = stallCauseOf(fact);
  const text = words.flags.stalls({
    who: fact.end,
    cause,
    n: count,
    seconds: seconds(fact, 'total_ns'),
  });
  return [{ text, evidence: rowsIn(fact, 'until_row'), notable: true }];
}

function toldUnacknowledged(fact: SummaryItem, words: PanelWords): FlagSentence[] {
  const { sends = 0, length = 0, smaller = 0 } = fact.args;
  if (fact.name === 'never_arrives') {
    const text = words.flags.blackHole({ who: fact.end, sends, length, smaller });
    return [{ text, evidence: rowsIn(fact, 'row'), notable: true }];
  }
  if (fact.name !== 'falls_silent') return [];
  const text = words.flags.silent({ who: fact.end === 0 ? 1 : 0 });
  return [{ text, evidence: rowsIn(fact, 'row', 'last_row'), notable: true }];
}

function toldReuse(fact: SummaryItem, words: PanelWords): FlagSentence[] {
  if (!fact.name.startsWith('reuse')) return [];
  const { previous = 0, number_distance: number = 0, timestamp_distance: stamp = 0 } = fact.args;
  const elapsed = seconds(fact, 'elapsed_ns');
  const judged =
    fact.name === 'reuse_by_timestamp'
      ? words.flags.byTimestamp({ by: stamp })
      : fact.name === 'reuse_by_number'
        ? words.flags.byNumber({ by: number })
        : words.flags.risky({ by: number });
  const sentences = [words.flags.reuse({ who: fact.end, previous, elapsed }), judged];
  if (elapsed >= twoMslSeconds.linux) sentences.push(words.flags.reuseOver);
  return [
    {
      text: words.punctuation.sentences(sentences),
      evidence: [],
      notable: true,
      connection: previous,
    },
  ];
}

function toldReset(fact: SummaryItem, words: PanelWords): FlagSentence[] {
  const { ttl = 0, least = 0, most = 0, identification: id = 0, before = 0 } = fact.args;
  const who = fact.end;
  const text =
    fact.name === 'reset_ttl'
      ? words.flags.resetTtl({ who, ttl, least, most })
      : fact.name === 'reset_identification'
        ? words.flags.resetId({ who, id, before })
        : null;
  return text === null ? [] : [{ text, evidence: rowsIn(fact, 'row'), notable: true }];
}

function toldHalfClose(fact: SummaryItem, words: PanelWords): FlagSentence[] {
  const { bytes: octets = 0, until_row: until = -1 } = fact.args;
  const open = seconds(fact, 'duration_ns');
  if (octets === 0 && open < longHalfClose) return [];
  return [
    {
      text: words.flags.halfClosed({ who: fact.end, seconds: open, octets, ended: until >= 0 }),
      evidence: rowsIn(fact, 'fin_row', 'until_row'),
      notable: octets > 0,
    },
  ];
}

function toldOptions(facts: readonly SummaryItem[], words: PanelWords): FlagSentence[] {
  const named = (name: SummaryItem['name'], who: Side | null, values: readonly string[]) =>
    facts
      .filter((fact) => fact.name === name && (who === null || fact.end === who))
      .map(({ args }) =>
        optionText(
          args['kind']!,
          values.map((v) => args[v]!),
          words,
        ),
      );
  const agreed = named('option_agreed', null, ['client_value', 'server_value']);
  const told: FlagSentence[] = [];
  const sizes = facts.filter((fact) => fact.name === 'mss_announced');
  if (sizes.length > 0) {
    const ends = sizes.map(({ end, args }) => ({ who: end, mss: args['mss']! }));
    told.push({
      text: words.flags.mss({ ends }),
      evidence: sizes.flatMap((fact) => rowsIn(fact, 'row')),
      notable: false,
    });
  }
  const add = (text: string, options: readonly string[], row: number | undefined) => {
    if (options.length > 0)
      told.push({ text, evidence: row === undefined ? [] : [row], notable: false });
  };
  add(words.flags.agreed({ options: agreed }), agreed, undefined);
  for (const who of [0, 1] as const) {
    const rowOf = (name: string) =>
      facts.find((fact) => fact.name === name && fact.end === who)?.args['row'];
    const refused = named('option_refused', who, ['value']);
    add(words.flags.refused({ who, options: refused }), refused, rowOf('option_refused'));
    const alone = named('option_unanswered', who, ['value']);
    add(words.flags.unanswered({ who, options: alone }), alone, rowOf('option_unanswered'));
  }
  return told;
}

/** An option, with its negotiated value if it has one. */
function optionText(kind: number, values: readonly number[], words: PanelWords): string {
  const known = tcpOptionName(kind);
  const name = known ? words.options.names[known] : words.options.unknown(kind);
  if (known !== 'window_scale') return name;
  const texts = values.map((value) => `×${2 ** value}`);
  return words.flags.optionValues(name, [...new Set(texts)]);
}

function toldExtension(fact: SummaryItem, words: PanelWords): FlagSentence[] {
  const { given, bytes: octets = 0, taken = 0 } = fact.args;
  const joins = fact.args['joins'] === 1;
  const text =
    fact.name === 'fast_open_cookie'
      ? words.flags.cookie({ given: given === 1 })
      : fact.name === 'fast_open_data'
        ? words.flags.synData({ octets, taken })
        : fact.name === 'multipath_agreed'
          ? words.flags.multipath({ joins })
          : fact.name === 'multipath_refused'
            ? words.flags.plain({ who: fact.end, joins })
            : null;
  return text === null
    ? []
    : [{ text, evidence: rowsIn(fact, 'syn_row', 'answer_row'), notable: false }];
}

function toldPlace({ name, end: who }: SummaryItem, words: PanelWords): string[] {
  switch (name) {
    case 'captured_near':
      return [words.flags.capturedNear({ who })];
    case 'captured_between':
      return [words.flags.capturedBetween({ who })];
    case 'captured_on':
      return [words.flags.capturedOn({ who })];
    default:
      return [];
  }
}

function toldGaps(fact: SummaryItem, facts: SummaryItem[], words: PanelWords): FlagSentence[] {
  const server = seconds(fact, 'server_side_ns');
  const client = seconds(fact, 'client_side_ns');
  // Without timestamps, or if the clock did not tick in between, nothing was measured.
  if (server === 0 && client === 0) return [];
  return [
    {
      text: words.punctuation.sentences([
        words.flags.gaps({ server, client }),
        ...facts.flatMap((place) => toldPlace(place, words)),
      ]),
      evidence: rowsIn(fact, 'syn_ack_row', 'third_row'),
      notable: false,
    },
  ];
}

function toldWait(
  fact: SummaryItem,
  { start }: Connection,
  words: PanelWords,
  twoMsl: 'linux' | 'rfc',
): FlagSentence {
  // Counts from the connection's first segment, as the ladder does, not from the capture's.
  const from = Math.max(0, seconds(fact, 'begin_at_ns') - start);
  return {
    text:
      words.flags.timeWait({ who: fact.end, sure: fact.args['certainty'] === 0, from }) +
      words.flags.twoMsl({ linux: twoMsl === 'linux' }),
    evidence: rowsIn(fact, 'row'),
    notable: false,
    choice: '2MSL',
  };
}

/** Segments of an end that repeat what it had sent. */
function sentAgain(connection: Connection, who: Side): number {
  const { segments } = connection;
  let again = 0;
  for (let row = 0; row < segments.count; row += 1) {
    if (senderAt(segments, row) === who && retransmitted(connection, row)) again += 1;
  }
  return again;
}

function toldTotals(connection: Connection, who: Side, words: PanelWords): FlagSentence {
  const end = who === 0 ? connection.client : connection.server;
  return {
    text: words.flags.totals({
      who,
      segments: end.segments,
      octets: end.payload,
      again: sentAgain(connection, who),
    }),
    evidence: [],
    notable: false,
  };
}
