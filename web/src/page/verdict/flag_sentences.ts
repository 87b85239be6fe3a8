// The facts of a connection as sentences, each with the segments it rests on.
import { twoMslSeconds, type TwoMsl } from '../../model/two_msl';
import type { Connection } from '../../model/connection';
import { summaryItems, retriesOf, stallCauseOf } from '../../model/connection_flags';
import type { SummaryItem } from '../../model/connection_flags';
import type { Side } from '../../model/segment';
import { factWords } from '../../words/flag_words.ts';
import type { FactWords } from '../../words/flag_words.ts';

export interface ToldFact {
  text: string;
  /** Rows, from 0. */
  evidence: number[];
  /** Worth a look even where nobody asks; the rest stands behind "more". */
  notable: boolean;
  /** What the reader may choose to see otherwise. */
  choice?: '2MSL';
  /** Ordinal of another connection that it speaks of. */
  connection?: number;
}

/** An end is at the place of the capture where the other is this many times as far away. */
const closeBy = 10;
/** A direction open for so many seconds after the other is told although nothing was sent. */
const longHalfClose = 0.1;

export function toldFacts(
  connection: Connection,
  words: Parameters<typeof factWords>[0],
  twoMsl: TwoMsl,
): ToldFact[] {
  const own = factWords(words);
  const facts = summaryItems(connection);
  const byName = (name: SummaryItem['name']) => facts.filter((fact) => fact.name === name);
  return [
    ...toldRetries(facts, own),
    ...byName('stall').map((fact) => toldStall(fact, own)),
    ...facts.flatMap((fact) => toldReuse(fact, own)),
    ...facts.flatMap((fact) => toldReset(fact, own)),
    ...byName('half_closed').flatMap((fact) => toldHalfClose(fact, own)),
    ...toldOptions(facts, own),
    ...facts.flatMap((fact) => toldExtension(fact, own)),
    ...byName('handshake_gaps').flatMap((fact) => toldGaps(fact, own)),
    ...(twoMsl === 'off' ? [] : byName('time_wait').map((fact) => toldWait(fact, own, twoMsl))),
    ...([0, 1] as const).map((who) => toldTotals(connection, who, own)),
  ];
}

const rowsIn = (fact: SummaryItem, ...names: string[]) =>
  names.map((name) => fact.args[name]!).filter((row) => row >= 0);
const seconds = (fact: SummaryItem, name: string) => fact.args[name]! / 1e9;

function toldRetries(facts: readonly SummaryItem[], own: FactWords): ToldFact[] {
  return retriesOf(facts).map(({ kind, end, rows, waits, doubling }) => ({
    text: own.retries[kind]({ who: end, n: rows.length, waits, doubling }),
    evidence: rows.length < 3 ? rows : [rows[0]!, rows[rows.length - 1]!],
    notable: true,
  }));
}

function toldStall(fact: SummaryItem, own: FactWords): ToldFact {
  const cause = stallCauseOf(fact);
  return {
    text: own.stall({ who: fact.end, cause, seconds: seconds(fact, 'duration_ns') }),
    evidence: rowsIn(fact, 'from_row', 'until_row'),
    notable: true,
  };
}

function toldReuse(fact: SummaryItem, own: FactWords): ToldFact[] {
  if (!fact.name.startsWith('reuse')) return [];
  const { previous = 0, number_distance: number = 0, timestamp_distance: stamp = 0 } = fact.args;
  const elapsed = seconds(fact, 'elapsed_ns');
  const judged =
    fact.name === 'reuse_by_timestamp'
      ? own.byTimestamp({ by: stamp })
      : fact.name === 'reuse_by_number'
        ? own.byNumber({ by: number })
        : own.risky({ by: number });
  const sentences = [own.reuse({ who: fact.end, previous, elapsed }), judged];
  if (elapsed >= twoMslSeconds.linux) sentences.push(own.reuseOver);
  return [{ text: own.join(sentences), evidence: [], notable: true, connection: previous }];
}

function toldReset(fact: SummaryItem, own: FactWords): ToldFact[] {
  const { ttl = 0, least = 0, most = 0, identification: id = 0, before = 0 } = fact.args;
  const who = fact.end;
  const text =
    fact.name === 'reset_ttl'
      ? own.resetTtl({ who, ttl, least, most })
      : fact.name === 'reset_identification'
        ? own.resetId({ who, id, before })
        : null;
  return text === null ? [] : [{ text, evidence: rowsIn(fact, 'row'), notable: true }];
}

function toldHalfClose(fact: SummaryItem, own: FactWords): ToldFact[] {
  const { bytes: octets = 0, until_row: until = -1 } = fact.args;
  const open = seconds(fact, 'duration_ns');
  if (octets === 0 && open < longHalfClose) return [];
  return [
    {
      text: own.halfClosed({ who: fact.end, seconds: open, octets, ended: until >= 0 }),
      evidence: rowsIn(fact, 'fin_row', 'until_row'),
      notable: octets > 0,
    },
  ];
}

function toldOptions(facts: readonly SummaryItem[], own: FactWords): ToldFact[] {
  const named = (name: SummaryItem['name'], who: Side | null, values: readonly string[]) =>
    facts
      .filter((fact) => fact.name === name && (who === null || fact.end === who))
      .map(({ args }) => own.option({ kind: args['kind']!, values: values.map((v) => args[v]!) }));
  const agreed = named('option_agreed', null, ['client_value', 'server_value']);
  const told: ToldFact[] = [];
  const add = (text: string, options: readonly string[], row: number | undefined) => {
    if (options.length > 0)
      told.push({ text, evidence: row === undefined ? [] : [row], notable: false });
  };
  add(own.agreed({ options: agreed }), agreed, undefined);
  for (const who of [0, 1] as const) {
    const rowOf = (name: string) =>
      facts.find((fact) => fact.name === name && fact.end === who)?.args['row'];
    const refused = named('option_refused', who, ['value']);
    add(own.refused({ who, options: refused }), refused, rowOf('option_refused'));
    const alone = named('option_unanswered', who, ['value']);
    add(own.unanswered({ who, options: alone }), alone, rowOf('option_unanswered'));
  }
  return told;
}

function toldExtension(fact: SummaryItem, own: FactWords): ToldFact[] {
  const { given, bytes: octets = 0, taken = 0 } = fact.args;
  const joins = fact.args['joins'] === 1;
  const text =
    fact.name === 'fast_open_cookie'
      ? own.cookie({ given: given === 1 })
      : fact.name === 'fast_open_data'
        ? own.synData({ octets, taken })
        : fact.name === 'multipath_agreed'
          ? own.multipath({ joins })
          : fact.name === 'multipath_refused'
            ? own.plain({ who: fact.end, joins })
            : null;
  return text === null
    ? []
    : [{ text, evidence: rowsIn(fact, 'syn_row', 'answer_row'), notable: false }];
}

function toldGaps(fact: SummaryItem, own: FactWords): ToldFact[] {
  const server = seconds(fact, 'server_side_ns');
  const client = seconds(fact, 'client_side_ns');
  // Without a clock, or with one that did not tick meanwhile, nothing was measured.
  if (server === 0 && client === 0) return [];
  const close = Math.max(server, client) >= closeBy * Math.min(server, client);
  return [
    {
      text: own.join([own.gaps({ server, client }), own.captured({ near: fact.end, close })]),
      evidence: rowsIn(fact, 'syn_ack_row', 'third_row'),
      notable: false,
    },
  ];
}

function toldWait(fact: SummaryItem, own: FactWords, twoMsl: 'linux' | 'rfc'): ToldFact {
  const from = seconds(fact, 'begin_at_ns');
  const until = from + twoMslSeconds[twoMsl];
  return {
    text:
      own.timeWait({ who: fact.end, sure: fact.args['certainty'] === 0, from, until }) +
      own.twoMsl({ linux: twoMsl === 'linux' }),
    evidence: rowsIn(fact, 'row'),
    notable: false,
    choice: '2MSL',
  };
}

function toldTotals(connection: Connection, who: Side, own: FactWords): ToldFact {
  const end = who === 0 ? connection.client : connection.server;
  return {
    text: own.totals({
      who,
      segments: end.segments,
      octets: end.payload,
      again: end.retransmissions,
    }),
    evidence: [],
    notable: false,
  };
}
