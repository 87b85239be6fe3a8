// Which connections the table shows, and in which order. Every word of the query must fit:
// a number is a port or part of an address, a Zeek code is that code, `>5s` and `<20ms` bound how
// long the connection lasted, `@41-46` when it began, `zero window` is what was seen in it, anything
// else is part of an endpoint, of a name that the capture gives it, or of the outcome's name.
import { openings, zeekStates, type OutcomeName } from '../engine/names';
import { findingAt, hasFinding } from './connection_findings';
import type { ConnectionRows } from './connection_rows';
import { outcomeGroup, type OutcomeGroup } from './outcome_groups';

export interface Filter {
  query: string;
  /** Groups to show; all when empty. */
  groups: ReadonlySet<OutcomeGroup>;
}

export const noFilter: Filter = { query: '', groups: new Set() };

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
  const words = query
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const tests: Test[] = [];
  for (let at = 0; at < words.length;) {
    const found = findingAt(words.slice(at));
    const word = words[at]!;
    if (!found) tests.push(wordTest(rows, word, outcomeWord));
    else if (found.length > 1) tests.push(hasFinding(rows, found.finding));
    else tests.push(either(hasFinding(rows, found.finding), wordTest(rows, word, outcomeWord)));
    at += found?.length ?? 1;
  }
  return tests;
}

// A word for a finding may as well be part of an outcome's name.
const either =
  (one: Test, other: Test): Test =>
  (index) =>
    one(index) || other(index);

function wordTest(
  rows: ConnectionRows,
  word: string,
  outcomeWord: (outcome: OutcomeName) => string,
): Test {
  const { table } = rows;
  const span = timeSpan(word);
  if (span) return (index) => table.start[index]! >= span.from && table.start[index]! < span.to;
  const bound = durationBound(word);
  if (bound) return (index) => bound(table.duration[index]!);
  const code = zeekStates.findIndex((name) => name.toLowerCase() === word);
  if (code >= 0) return (index) => table.zeekState[index] === code;
  if (word === 'mid_stream') return (index) => beganBefore.has(table.opening[index]!);
  if (/^:?\d{1,5}$/.test(word)) {
    const port = Number(word.replace(':', ''));
    const isPort: Test = (index) =>
      table.ports[2 * index] === port || table.ports[2 * index + 1] === port;
    if (word.startsWith(':')) return isPort;
    // In addresses only: a search for 80 must not find port 8080 or 50800, nor a name like web80.
    return either(isPort, addressTest(rows, word, false));
  }
  const fits = outcomesNamed(word, outcomeWord);
  const inEndpoint = endpointTest(rows, word);
  return (index) => fits.has(rows.outcome(index)) || inEndpoint(index);
}

/** Openings that the capture does not show, or not their beginning. */
const beganBefore: ReadonlySet<number> = new Set([
  openings.indexOf('mid_stream'),
  openings.indexOf('reply_only'),
]);

function addressTest({ addresses }: ConnectionRows, word: string, byName = true): Test {
  const hits = addresses.matching((text) => text.includes(word), byName);
  const { of } = addresses;
  return (index) => (hits[of[2 * index]!]! | hits[of[2 * index + 1]!]!) !== 0;
}

// A word with a colon may reach from the end of an address, or of its name, into the port.
function endpointTest(rows: ConnectionRows, word: string): Test {
  const inAddress = addressTest(rows, word);
  const [, head, port] = /^(.*):(\d*)$/.exec(word) ?? [];
  if (head === undefined || port === undefined) return inAddress;
  const { of } = rows.addresses;
  const ends = rows.addresses.matching((text) => text.endsWith(head));
  const at = (end: number) =>
    ends[of[end]!]! !== 0 && String(rows.table.ports[end]).startsWith(port);
  return (index) => inAddress(index) || at(2 * index) || at(2 * index + 1);
}

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

/** How many rows each group has, groups without any left out. */
export function countGroups(rows: ConnectionRows): Map<OutcomeGroup, number> {
  const counts = new Map<OutcomeGroup, number>();
  for (let index = 0; index < rows.count; index++) {
    const group = outcomeGroup(rows.outcome(index));
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return counts;
}
