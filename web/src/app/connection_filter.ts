// Which connections the table shows, and in which order. Every word of the query must fit:
// a number is a port or part of an address, a Zeek code is that code, `>5s` and `<20ms` bound how
// long the connection lasted, `@41-46` when it began, anything else is part of an endpoint or of
// the outcome's name.
import { zeekStates, type OutcomeName } from '../engine/names';
import type { ConnectionRows } from './connection_rows';
import { outcomeGroup, type OutcomeGroup } from './outcome_groups';

export interface Filter {
  query: string;
  /** Groups to show; all when empty. */
  groups: ReadonlySet<OutcomeGroup>;
}

export const noFilter: Filter = { query: '', groups: new Set() };

export type SortKey =
  | 'index'
  | 'start'
  | 'client'
  | 'server'
  | 'outcome'
  | 'zeek'
  | 'history'
  | 'duration'
  | 'sent'
  | 'received'
  | 'segments';

export interface Order {
  key: SortKey;
  descending: boolean;
}

type Test = (index: number) => boolean;

/** Indices of the rows that pass, in capture order. `outcomeWord` names outcomes to the reader. */
export function filterRows(
  rows: ConnectionRows,
  filter: Filter,
  outcomeWord: (outcome: OutcomeName) => string,
): Uint32Array {
  const tests = queryTests(rows, filter.query, outcomeWord);
  if (filter.groups.size > 0) {
    tests.push((index) => filter.groups.has(outcomeGroup(rows.outcome(index))));
  }
  const passed = new Uint32Array(rows.count);
  let count = 0;
  for (let index = 0; index < rows.count; index++) {
    if (tests.every((test) => test(index))) passed[count++] = index;
  }
  return passed.subarray(0, count);
}

function queryTests(
  rows: ConnectionRows,
  query: string,
  outcomeWord: (outcome: OutcomeName) => string,
): Test[] {
  const { table } = rows;
  return query
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word): Test => {
      const span = timeSpan(word);
      if (span) {
        return (index) => table.start[index]! >= span.from && table.start[index]! < span.to;
      }
      const bound = durationBound(word);
      if (bound) return (index) => bound(table.duration[index]!);
      const code = zeekStates.findIndex((name) => name.toLowerCase() === word);
      if (code >= 0) return (index) => table.zeekState[index] === code;
      if (/^:?\d{1,5}$/.test(word)) {
        const port = Number(word.replace(':', ''));
        const inAddress = word.startsWith(':') ? null : word;
        return (index) =>
          table.ports[2 * index] === port ||
          table.ports[2 * index + 1] === port ||
          (inAddress !== null && addressesOf(rows.haystack(index)).includes(inAddress));
      }
      const fits = outcomesNamed(word, outcomeWord);
      return (index) => fits.has(rows.outcome(index)) || rows.haystack(index).includes(word);
    });
}

// Without the ports: a search for 80 must not find port 8080 or 50800.
const addressesOf = (endpoints: string) => endpoints.replace(/:\d+( |$)/g, ' ');

function outcomesNamed(
  word: string,
  outcomeWord: (outcome: OutcomeName) => string,
): { has: (outcome: OutcomeName) => boolean } {
  const known = new Map<OutcomeName, boolean>();
  return {
    has: (outcome) => {
      let fits = known.get(outcome);
      if (fits === undefined) {
        fits = `${outcome} ${outcomeWord(outcome)}`.toLowerCase().includes(word);
        known.set(outcome, fits);
      }
      return fits;
    },
  };
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

/** The same rows in the wanted order; equal rows stay in capture order. */
export function sortRows(rows: ConnectionRows, passed: Uint32Array, order: Order): Uint32Array {
  if (order.key === 'index' && !order.descending) return passed;
  const sign = order.descending ? -1 : 1;
  const compare = comparer(rows, order.key);
  return passed.slice().sort((a, b) => sign * compare(a, b) || a - b);
}

function comparer(rows: ConnectionRows, key: SortKey): (a: number, b: number) => number {
  const { table } = rows;
  const by = (value: (index: number) => number) => (a: number, b: number) => value(a) - value(b);
  switch (key) {
    case 'index':
      return (a, b) => a - b;
    case 'start':
      return by((i) => table.start[i]!);
    case 'client':
      return (a, b) => compareEnds(rows, a, b, 0);
    case 'server':
      return (a, b) => compareEnds(rows, a, b, 1);
    case 'outcome':
      return by((i) => table.outcome[i]!);
    case 'zeek':
      return by((i) => table.zeekState[i]!);
    case 'history':
      return (a, b) =>
        rows.history(a) < rows.history(b) ? -1 : +(rows.history(a) !== rows.history(b));
    case 'duration':
      return by((i) => table.duration[i]!);
    case 'sent':
      return by((i) => table.payload[2 * i]!);
    case 'received':
      return by((i) => table.payload[2 * i + 1]!);
    case 'segments':
      return by((i) => table.segments[2 * i]! + table.segments[2 * i + 1]!);
  }
}

// As numbers, so that 10.0.0.9 comes before 10.0.0.10.
function compareEnds({ table }: ConnectionRows, a: number, b: number, end: 0 | 1): number {
  if (table.version[a] !== table.version[b]) return table.version[a]! - table.version[b]!;
  for (let i = 0; i < 16; i++) {
    const difference =
      table.addresses[32 * a + 16 * end + i]! - table.addresses[32 * b + 16 * end + i]!;
    if (difference !== 0) return difference;
  }
  return table.ports[2 * a + end]! - table.ports[2 * b + end]!;
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
