// Which connections the table shows, and in which order. Every word of the query must fit:
// a number is a port or part of an address, a Zeek code is that code, `>5s` and `<20ms` bound how
// long the connection lasted, `@41-46` when it began, `zero window` is what was seen in it, anything
// else is part of an endpoint, of a name that the capture gives it, or of the outcome's name.
import { openings, outcomes, zeekStates, type OutcomeName } from '../../model/names';
import { findingAt, markFinding } from './connection_findings';
import type { ConnectionRows } from './connection_rows';
import { outcomeGroup, type OutcomeGroup } from './outcome_groups';
import {
  markAbove,
  markAddresses,
  markBetween,
  markCodes,
  markEndpoints,
  markPorts,
  markedByAll,
  type Fits,
} from './row_marks';

export interface Filter {
  query: string;
  /** Groups to show; all when empty. */
  groups: ReadonlySet<OutcomeGroup>;
}

export const noFilter: Filter = { query: '', groups: new Set() };

type OutcomeWord = (outcome: OutcomeName) => string;

/** Indices of the rows that pass, in capture order. `outcomeWord` names outcomes to the reader. */
export function filterRows(
  rows: ConnectionRows,
  filter: Filter,
  outcomeWord: OutcomeWord,
): Uint32Array {
  const parts = queryParts(rows, filter.query, outcomeWord);
  if (filter.groups.size > 0) {
    const fits = new Uint8Array(rows.count);
    markOutcomes(fits, rows, (outcome) => filter.groups.has(outcomeGroup(outcome)));
    parts.push(fits);
  }
  return markedByAll(parts, rows.count);
}

function queryParts(rows: ConnectionRows, query: string, outcomeWord: OutcomeWord): Fits[] {
  const words = query
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const parts: Fits[] = [];
  for (let at = 0; at < words.length;) {
    const found = findingAt(words.slice(at));
    const fits = new Uint8Array(rows.count);
    if (found) markFinding(fits, rows, found.finding);
    // A single word for a finding may as well be part of an outcome's name.
    if (!found || found.length === 1) markWord(fits, rows, words[at]!, outcomeWord);
    parts.push(fits);
    at += found?.length ?? 1;
  }
  return parts;
}

function markWord(fits: Fits, rows: ConnectionRows, word: string, outcomeWord: OutcomeWord): void {
  const { start, duration, zeekState, opening, ports } = rows.table;
  const span = timeSpan(word);
  if (span) return markBetween(fits, start, span.from, span.to);
  const bound = durationBound(word);
  if (bound?.side === '<') return markBetween(fits, duration, -Infinity, bound.seconds);
  if (bound) return markAbove(fits, duration, bound.seconds);
  const code = zeekStates.findIndex((name) => name.toLowerCase() === word);
  if (code >= 0) return markCodes(fits, zeekState, oneOf(256, code));
  if (word === 'mid_stream') return markCodes(fits, opening, beganBefore);
  if (/^:?\d{1,5}$/.test(word)) {
    markPorts(fits, ports, oneOf(65536, Number(word.replace(':', ''))));
    // In addresses only: a search for 80 must not find port 8080 or 50800, nor a name like web80.
    if (!word.startsWith(':')) markAddress(fits, rows, word, false);
    return;
  }
  markOutcomes(fits, rows, (outcome) =>
    `${outcome} ${outcomeWord(outcome)}`.toLowerCase().includes(word),
  );
  markAddress(fits, rows, word);
  markPortOfAddress(fits, rows, word);
}

/** Openings that the capture does not show, or not their beginning. */
const beganBefore = oneOf(256, openings.indexOf('mid_stream'), openings.indexOf('reply_only'));

function oneOf(count: number, ...wanted: number[]): Uint8Array {
  const codes = new Uint8Array(count);
  for (const code of wanted) codes[code] = 1;
  return codes;
}

function markAddress(fits: Fits, { addresses }: ConnectionRows, word: string, byName = true): void {
  markAddresses(fits, addresses.of, addresses.including(word, byName));
}

/** A word with a colon may reach from the end of an address, or of its name, into the port. */
function markPortOfAddress(fits: Fits, { addresses, table }: ConnectionRows, word: string): void {
  const [, head, port] = /^(.*):(\d*)$/.exec(word) ?? [];
  if (head === undefined || port === undefined) return;
  markEndpoints(fits, addresses.of, addresses.endingIn(head), table.ports, portsFrom(port));
}

/** 1 for each port that begins with `digits`. */
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

function durationBound(word: string): { side: '<' | '>'; seconds: number } | undefined {
  const match = /^([<>])(\d+(?:\.\d+)?)(µs|us|ms|s|min)?$/.exec(word);
  if (!match) return undefined;
  const unit = { µs: 1e-6, us: 1e-6, ms: 1e-3, s: 1, min: 60 }[match[3] ?? 's']!;
  return { side: match[1] as '<' | '>', seconds: Number(match[2]) * unit };
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
