// Which connections the table shows, and in which order. Every word of the query must fit:
// a number is a port or part of an address, a Zeek code is that code, `>5s` and `<20ms` bound how
// long the connection lasted, `@41-46` when it began, `zero window` is what was seen in it, anything
// else is part of an endpoint, of a name that the capture gives it, or of the outcome's name.
import { openings, outcomes, zeekStates, type OutcomeName } from '../engine/names';
import { findingAt, hasFinding } from './connection_findings';
import { where, type ConnectionRows, type Fits } from './connection_rows';
import { outcomeGroup, type OutcomeGroup } from './outcome_groups';

export interface Filter {
  query: string;
  /** Groups to show; all when empty. */
  groups: ReadonlySet<OutcomeGroup>;
}

export const noFilter: Filter = { query: '', groups: new Set() };

/** Indices of the rows that pass, in capture order. `outcomeWord` names outcomes to the reader. */
export function filterRows(
  rows: ConnectionRows,
  filter: Filter,
  outcomeWord: (outcome: OutcomeName) => string,
): Uint32Array {
  const parts = queryParts(rows, filter.query, outcomeWord);
  if (filter.groups.size > 0) {
    const ofGroup = (outcome: OutcomeName) => filter.groups.has(outcomeGroup(outcome));
    parts.push(where(rows, hasOutcome(rows, ofGroup)));
  }
  const [first, ...rest] = parts;
  const passed = new Uint32Array(rows.count);
  if (!first) return passed.map((_, i) => i);
  let count = 0;
  for (let i = 0; i < first.length; i++) if (first[i]) passed[count++] = i;
  for (const part of rest) {
    const before = count;
    count = 0;
    for (let i = 0; i < before; i++) if (part[passed[i]!]) passed[count++] = passed[i]!;
  }
  return passed.subarray(0, count);
}

function queryParts(
  rows: ConnectionRows,
  query: string,
  outcomeWord: (outcome: OutcomeName) => string,
): Fits[] {
  const words = query
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const parts: Fits[] = [];
  for (let at = 0; at < words.length;) {
    const found = findingAt(words.slice(at));
    const word = words[at]!;
    if (!found) parts.push(byWord(rows, word, outcomeWord));
    else if (found.length > 1) parts.push(hasFinding(rows, found.finding));
    // A word for a finding may as well be part of an outcome's name.
    else parts.push(either(hasFinding(rows, found.finding), byWord(rows, word, outcomeWord)));
    at += found?.length ?? 1;
  }
  return parts;
}

function either(one: Fits, other: Fits): Fits {
  const fits = one.slice();
  for (let i = 0; i < fits.length; i++) fits[i]! |= other[i]!;
  return fits;
}

function byWord(
  rows: ConnectionRows,
  word: string,
  outcomeWord: (outcome: OutcomeName) => string,
): Fits {
  const { start, duration, zeekState, opening, ports } = rows.table;
  const span = timeSpan(word);
  if (span) return where(rows, (i) => start[i]! >= span.from && start[i]! < span.to);
  const bound = durationBound(word);
  if (bound) return where(rows, (i) => bound(duration[i]!));
  const code = zeekStates.findIndex((name) => name.toLowerCase() === word);
  if (code >= 0) return where(rows, (i) => zeekState[i] === code);
  if (word === 'mid_stream') return where(rows, (i) => beganBefore.has(opening[i]!));
  if (/^:?\d{1,5}$/.test(word)) {
    const port = Number(word.replace(':', ''));
    const isPort = (i: number) => ports[2 * i] === port || ports[2 * i + 1] === port;
    if (word.startsWith(':')) return where(rows, isPort);
    // In addresses only: a search for 80 must not find port 8080 or 50800, nor a name like web80.
    const isAddress = hasAddress(rows, word, false);
    return where(rows, (i) => isAddress(i) || isPort(i));
  }
  const isOutcome = hasOutcome(rows, (outcome) =>
    `${outcome} ${outcomeWord(outcome)}`.toLowerCase().includes(word),
  );
  const isEndpoint = hasEndpoint(rows, word);
  return where(rows, (i) => isOutcome(i) || isEndpoint(i));
}

/** Openings that the capture does not show, or not their beginning. */
const beganBefore: ReadonlySet<number> = new Set([
  openings.indexOf('mid_stream'),
  openings.indexOf('reply_only'),
]);

type Test = (index: number) => boolean;

function hasAddress(rows: ConnectionRows, word: string, byName = true): Test {
  const { addresses } = rows;
  const hits = addresses.including(word, byName);
  const { of } = addresses;
  return (i) => (hits[of[2 * i]!]! | hits[of[2 * i + 1]!]!) !== 0;
}

// A word with a colon may reach from the end of an address, or of its name, into the port.
function hasEndpoint(rows: ConnectionRows, word: string): Test {
  const inAddress = hasAddress(rows, word);
  const [, head, port] = /^(.*):(\d*)$/.exec(word) ?? [];
  if (head === undefined || port === undefined) return inAddress;
  const { of } = rows.addresses;
  const ends = rows.addresses.endingIn(head);
  const at = (end: number) =>
    ends[of[end]!]! !== 0 && String(rows.table.ports[end]).startsWith(port);
  return (i) => inAddress(i) || at(2 * i) || at(2 * i + 1);
}

function hasOutcome(rows: ConnectionRows, test: (outcome: OutcomeName) => boolean): Test {
  const wanted = outcomes.map(test);
  const { outcome } = rows.table;
  return (i) => wanted[outcome[i]!]!;
}

/** Seconds since the capture's first frame, half open. */
export interface TimeSpan {
  from: number;
  to: number;
}

/** A word of the query that bounds when connections began, such as `@41.2-46`. */
export function timeSpan(word: string): TimeSpan | undefined {
  const match = /^@(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)s?$/.exec(word);
  return match ? { from: Number(match[1]), to: Number(match[2]) } : undefined;
}

/** The query with its time span replaced, or without one for null. */
export function withTimeSpan(query: string, span: TimeSpan | null): string {
  const words = query.split(/\s+/).filter((word) => word !== '' && !timeSpan(word));
  if (span) words.push(`@${shortNumber(span.from)}-${shortNumber(span.to)}`);
  return words.join(' ');
}

const shortNumber = (value: number) => String(Number(value.toFixed(3)));

function durationBound(word: string): ((seconds: number) => boolean) | undefined {
  const match = /^([<>])(\d+(?:\.\d+)?)(µs|us|ms|s|min)?$/.exec(word);
  if (!match) return undefined;
  const unit = { µs: 1e-6, us: 1e-6, ms: 1e-3, s: 1, min: 60 }[match[3] ?? 's']!;
  const bound = Number(match[2]) * unit;
  return match[1] === '<' ? (seconds) => seconds < bound : (seconds) => seconds > bound;
}

/** How many rows each group has, groups without any left out. */
export function countGroups(rows: ConnectionRows): Map<OutcomeGroup, number> {
  const counts = new Map<OutcomeGroup, number>();
  for (let index = 0; index < rows.count; index++) {
    const group = outcomeGroup(rows.outcome(index));
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return counts;
}
