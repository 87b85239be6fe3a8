// The names that authors give to positions in a connection: `4`, `4-9`, `frame 17`, `teardown`,
// `syn-ack`, `retransmission 2`, and with two captures `lost-between`.
import { analyses, tapFates, type TapFate } from '../model/names';
import { rowsOf, partNames } from '../model/parts';
import type { PartName, RowRange } from '../model/parts';
import type { Connection } from '../model/connection';
import { hasAnalysis } from '../model/segment';
import { passageAt } from '../model/taps';
import type { SegmentTable } from '../model/connection';

export type { RowRange } from '../model/parts';

/** Segments with names of their own, each the first of its kind. */
const landmarks = {
  first: () => 0,
  last: (c) => c.segments.count - 1,
  syn: (c) => least(c.verdict.syn),
  'syn-ack': (c) => least(c.verdict.synAck),
  ack: (c) => c.verdict.third,
  'first-data': (c) => least(c.verdict.data),
  request: (c) => c.verdict.data[0],
  response: (c) => c.verdict.data[1],
  fin: (c) => least(c.verdict.fin),
  'fin-ack': (c) => c.verdict.finAcked[firstToClose(c)],
  'second-fin': (c) => c.verdict.fin[firstToClose(c) === 0 ? 1 : 0],
  'last-ack': (c) => c.verdict.finAcked[firstToClose(c) === 0 ? 1 : 0],
  rst: (c) => c.verdict.reset,
} as const satisfies Record<string, (connection: Connection) => number | null>;

const numbers = /^(frames?\s+)?(\d{1,9})(?:\s*[-–]\s*(\d{1,9}))?$/;
const named = /^([a-z][a-z-]*[a-z])(?:\s+(\d{1,9}))?$/;

const isPart = (name: string): name is PartName => (partNames as readonly string[]).includes(name);

/** Whether `text` is a valid position, whatever the connection. */
export function isPlace(text: string): boolean {
  const place = text.trim().toLowerCase();
  if (numbers.test(place)) return true;
  const name = named.exec(place)?.[1] ?? '';
  return isPart(name) || Object.hasOwn(landmarks, name) || markOf(name) !== null;
}

/**
 * Rows that `text` refers to, from 0; null if the connection has no such segment or the name is
 * unknown.
 */
export function rowsAt(connection: Connection, text: string): RowRange | null {
  const { segments } = connection;
  const place = text.trim().toLowerCase();
  const range = numbers.exec(place);
  if (range) {
    const first = Number(range[2]);
    const last = Number(range[3] ?? range[2]);
    if (range[1]) return framesOf(segments, first, last);
    return rowsOf(connection, { first: first - 1, last: last - 1 });
  }
  const [, name = '', ordinal = '1'] = named.exec(place) ?? [];
  if (isPart(name)) return rowsOf(connection, name);
  const row = Object.hasOwn(landmarks, name)
    ? landmarks[name as keyof typeof landmarks](connection)
    : nth(connection, name, Number(ordinal));
  return row === null ? null : { first: row, last: row };
}

/** Frames count from 1 over the whole capture, as in Wireshark's "No." column. */
function framesOf({ count, frame }: SegmentTable, from: number, to: number): RowRange | null {
  let first = 0;
  while (first < count && frame[first]! < from) first += 1;
  let last = count - 1;
  while (last >= first && frame[last]! > to) last -= 1;
  return first <= last ? { first, last } : null;
}

/** The test for segments of that name; null if the name is unknown. */
function markOf(name: string): ((connection: Connection, row: number) => boolean) | null {
  const analysis = analyses.find((each) => spelt(each) === name);
  if (analysis) return ({ segments }, row) => hasAnalysis(segments, row, analysis);
  const fate = tapFates.find((each) => spelt(each) === name && isTold(each));
  if (!fate) return null;
  return ({ passages }, row) =>
    passages !== undefined && passageAt(passages.table, row).fate === fate;
}

const spelt = (name: string) => name.replaceAll('_', '-');
/** The fates of a segment in two captures that authors can refer to. */
const isTold = (fate: TapFate) => fate !== 'both' && fate !== 'unknown' && fate !== 'outside';

/** Row of the n-th segment of that name; `ordinal` counts from 1. */
function nth(connection: Connection, name: string, ordinal: number): number | null {
  const holds = markOf(name);
  if (!holds) return null;
  let seen = 0;
  for (let row = 0; row < connection.segments.count; row += 1) {
    if (holds(connection, row) && (seen += 1) === ordinal) return row;
  }
  return null;
}

function least([a, b]: readonly [number | null, number | null]): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}

function firstToClose(connection: Connection): 0 | 1 {
  const { fin } = connection.verdict;
  return fin[1] !== null && fin[1] === least(fin) ? 1 : 0;
}
