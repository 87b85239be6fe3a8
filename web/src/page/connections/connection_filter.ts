// Selects and sorts the connections of the table. Every term of the query must match: a number
// matches a port or part of an address, `10.0.0.0/8` a network, a Zeek code or a state exactly
// that; `>5s` and `<20ms` bound the duration, `@41-46` the start, `zero window` matches a finding,
// `limit:loss` what limited the connection most.
// Any other word matches part of an endpoint, of a name that the capture gives it, or of the
// outcome's name. `!` negates a term, quotes keep words together.
import { STATE_MASK } from '../../../generated/values';
import { mainLimitOf } from '../../model/insight';
import {
  limits,
  openings,
  outcomes,
  states,
  zeekStates,
  type OutcomeName,
} from '../../model/names';
import { findingAt, markFinding } from './connection_findings';
import type { ConnectionRows } from './connection_rows';
import { networkOf } from './network';
import { groupAt, type OutcomeGroup } from './outcome_groups';
import { queryWords, type QueryWord } from './query_words';
import {
  markAbove,
  markAddresses,
  markBetween,
  markCodes,
  markEither,
  markEndpoints,
  markOthers,
  markPorts,
  markedByAll,
  type Fits,
} from './row_marks';

export interface Filter {
  /** The query without its payload terms; their matches are in `among`. */
  query: string;
  /** Outcome groups to show; empty shows all. */
  groups: ReadonlySet<OutcomeGroup>;
  /** Sets of connection indices; only connections in all of them are shown. */
  among: readonly Iterable<number>[];
}

export const noFilter: Filter = { query: '', groups: new Set(), among: [] };

type OutcomeWord = (outcome: OutcomeName) => string;

/**
 * Indices of the matching rows, in capture order. `outcomeWord` returns the display name of an
 * outcome.
 */
export function filterRows(
  rows: ConnectionRows,
  filter: Filter,
  outcomeWord: OutcomeWord,
): Uint32Array {
  const parts = queryParts(rows, filter.query, outcomeWord).map(({ fits }) => fits);
  for (const indices of filter.among) {
    const fits = new Uint8Array(rows.count);
    for (const index of indices) fits[index] = 1;
    parts.push(fits);
  }
  if (filter.groups.size > 0) {
    const fits = new Uint8Array(rows.count);
    for (let i = 0; i < fits.length; i++) fits[i] = Number(filter.groups.has(groupAt(rows, i)));
    parts.push(fits);
  }
  return markedByAll(parts, rows.count);
}

/** Words of a query that match no connection and are not a known name either. */
export function unknownWords(
  rows: ConnectionRows,
  query: string,
  outcomeWord: OutcomeWord,
): string[] {
  return queryParts(rows, query, outcomeWord)
    .filter(({ known, negated, fits }) => !known && !fits.includes(negated ? 0 : 1))
    .map(({ text }) => text);
}

interface QueryPart {
  text: string;
  negated: boolean;
  /** Whether the word names a finding, state, Zeek code, time or network. */
  known: boolean;
  fits: Fits;
}

function queryParts(rows: ConnectionRows, query: string, outcomeWord: OutcomeWord): QueryPart[] {
  const words = queryWords(query);
  const parts: QueryPart[] = [];
  for (let at = 0; at < words.length;) {
    const { text, negated } = words[at]!;
    const phrase = phraseAt(words, at);
    const { quoted } = words[at]!;
    const named = findingAt(phrase);
    // A quoted phrase must match a name completely.
    const found = quoted && named?.length !== phrase.length ? undefined : named;
    const length = quoted ? 1 : (found?.length ?? 1);
    const fits = new Uint8Array(rows.count);
    if (found) markFinding(fits, rows, found.finding);
    // A single word that names a finding may also be part of an outcome's name.
    const known =
      (!found || found.length === 1 || quoted) && markWord(fits, rows, text, outcomeWord);
    if (negated) markOthers(fits);
    parts.push({ text, negated, known: known || found !== undefined, fits });
    at += length;
  }
  return parts;
}

/** The words from `at` on that together may name one thing. */
function phraseAt(words: readonly QueryWord[], at: number): string[] {
  const [first, ...rest] = words.slice(at);
  if (first!.quoted) return first!.text.split(/\s+/);
  const end = rest.findIndex(({ negated, quoted }) => negated || quoted);
  return [first!, ...(end < 0 ? rest : rest.slice(0, end))].map(({ text }) => text);
}

/**
 * Marks the matches of a word. Returns true if it is a known name, and false if it is search text.
 */
function markWord(
  fits: Fits,
  rows: ConnectionRows,
  word: string,
  outcomeWord: OutcomeWord,
): boolean {
  const { start, duration, zeekState, opening, ports } = rows.table;
  const span = timeSpan(word);
  if (span) {
    markBetween(fits, start, span.from, span.to);
    return true;
  }
  const bound = durationBound(word);
  if (bound) {
    if (bound.side === '<') markBetween(fits, duration, -Infinity, bound.seconds);
    else markAbove(fits, duration, bound.seconds);
    return true;
  }
  const code = zeekStates.findIndex((name) => name.toLowerCase() === word);
  if (code >= 0) {
    markCodes(fits, zeekState, oneOf(256, code));
    return true;
  }
  if (word === 'mid_stream') {
    markCodes(fits, opening, beganBefore);
    return true;
  }
  const state = stateNamed(word);
  if (state >= 0) {
    markEither(fits, rows.table.states, statesOf(state));
    return true;
  }
  if (word.startsWith('limit:')) return markLimit(fits, rows, word.slice('limit:'.length));
  const network = networkOf(word);
  if (network) {
    markAddresses(fits, rows.addresses.of, rows.addresses.within(network));
    return true;
  }
  if (/^:?\d{1,5}$/.test(word)) {
    markPorts(fits, ports, oneOf(65536, Number(word.replace(':', ''))));
    // A number is searched in addresses only: 80 must not match port 8080 or 50800, nor a name like
    // web80.
    if (!word.startsWith(':')) markAddress(fits, rows, word, false);
    return false;
  }
  markOutcomes(fits, rows, (outcome) =>
    `${outcome} ${outcomeWord(outcome)}`.toLowerCase().includes(word),
  );
  markAddress(fits, rows, word);
  markPortOfAddress(fits, rows, word);
  return false;
}

/** What limited them, by the beginning of its name: `limit:loss`, `limit:receiver`. */
function markLimit(fits: Fits, { limits: table, count }: ConnectionRows, word: string): boolean {
  const begins = word.replaceAll('-', '_');
  const wanted = limits.filter((name) => begins !== '' && name.startsWith(begins));
  for (let i = 0; table && i < count; i++) {
    const main = mainLimitOf(table, i);
    if (main && wanted.includes(main.limit)) fits[i] = 1;
  }
  return wanted.length > 0;
}

/** Excludes CLOSED, in which every connection ends: there, the word means the outcome. */
const stateNamed = (word: string): number =>
  states.findIndex(
    (name) => name !== 'UNKNOWN' && name !== 'CLOSED' && name.toLowerCase() === word,
  );

/** 1 at each packed code of that state, whatever its certainty. */
function statesOf(state: number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, packed) => Number((packed & STATE_MASK) === state));
}

/** Openings whose start is not in the capture, or only in part. */
const beganBefore = oneOf(256, openings.indexOf('mid_stream'), openings.indexOf('reply_only'));

function oneOf(count: number, ...wanted: number[]): Uint8Array {
  const codes = new Uint8Array(count);
  for (const code of wanted) codes[code] = 1;
  return codes;
}

function markAddress(fits: Fits, { addresses }: ConnectionRows, word: string, byName = true): void {
  markAddresses(fits, addresses.of, addresses.including(word, byName));
}

/** Matches a word with a colon: the end of an address or name, then the start of the port. */
function markPortOfAddress(fits: Fits, { addresses, table }: ConnectionRows, word: string): void {
  const [, head, port] = /^(.*):(\d*)$/.exec(word) ?? [];
  if (head === undefined || port === undefined) return;
  markEndpoints(fits, addresses.of, addresses.endingIn(head), table.ports, portsFrom(port));
}

/** 1 for each port whose decimal digits start with `digits`. */
function portsFrom(digits: string): Uint8Array {
  const ports = new Uint8Array(65536);
  if (digits === '') return ports.fill(1);
  if (digits === '0') return oneOf(65536, 0);
  if (digits.startsWith('0')) return ports;
  // 44, 440 to 449, 4400 to 4499 and so on.
  for (let [from, to] = [Number(digits), Number(digits) + 1]; from < 65536; from *= 10, to *= 10) {
    ports.fill(1, from, to);
  }
  return ports;
}

function markOutcomes(
  fits: Fits,
  { table }: ConnectionRows,
  test: (outcome: OutcomeName) => boolean,
): void {
  markCodes(
    fits,
    table.outcome,
    Uint8Array.from(outcomes, (name) => Number(test(name))),
  );
}

/** Seconds since the capture's first frame; `to` is exclusive. */
export interface TimeSpan {
  from: number;
  to: number;
}

/** The time span of a term such as `@41.2-46`, which bounds when connections started. */
export function timeSpan(word: string): TimeSpan | undefined {
  const match = /^@(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)s?$/.exec(word);
  return match ? { from: Number(match[1]), to: Number(match[2]) } : undefined;
}

/** The query with its time span replaced; null removes it. */
export function withTimeSpan(query: string, span: TimeSpan | null): string {
  const words = query.split(/\s+/).filter((word) => word !== '' && !timeSpan(word));
  if (span) words.push(`@${shortNumber(span.from)}-${shortNumber(span.to)}`);
  return words.join(' ');
}

const shortNumber = (value: number) => String(Number(value.toFixed(3)));

function durationBound(word: string): { side: '<' | '>'; seconds: number } | undefined {
  const match = /^([<>])(\d+(?:\.\d+)?)(µs|us|ms|s|min)?$/.exec(word);
  if (!match) return undefined;
  const unit = { µs: 1e-6, us: 1e-6, ms: 1e-3, s: 1, min: 60 }[match[3] ?? 's']!;
  return { side: match[1] as '<' | '>', seconds: Number(match[2]) * unit };
}

/** Number of rows in each group, without empty groups. */
export function countGroups(rows: ConnectionRows): Map<OutcomeGroup, number> {
  const counts = new Map<OutcomeGroup, number>();
  for (let index = 0; index < rows.count; index++) {
    const group = groupAt(rows, index);
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return counts;
}
