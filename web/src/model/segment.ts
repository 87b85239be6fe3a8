// One segment of a connection, read from the columns.
import {
  ACK,
  AE,
  CERTAINTY_MASK,
  CERTAINTY_SHIFT,
  CWR,
  ECE,
  FAST_OPEN,
  FIN,
  FLAGS_MASK,
  FROM_SERVER,
  NO_LENGTH,
  NO_ROW,
  PSH,
  RST,
  STATE_MASK,
  SYN,
  UNKNOWN_BASE,
  UNKNOWN_OPTIONS,
  UNKNOWN_SEQ,
  UNKNOWN_WINDOW,
  URG,
} from '../../generated/values';
import { analyses, certainties, states } from './names';
import type { AnalysisName, Certainty, StateName } from './names';
import type { Connection, SegmentTable } from './connection';
import type { Side } from './side';

export { ACK, AE, CWR, ECE, FIN, PSH, RST, SYN, URG };

export type { Side };

/** The state of one end after a segment. */
export interface EndState {
  state: StateName;
  certainty: Certainty;
}

export interface Segment {
  /** Index in the connection, from 0. */
  row: number;
  from: Side;
  to: Side;
  /** Seconds since the capture's first frame. */
  time: number;
  flags: number;
  seq: number;
  ack: number;
  /** Payload bytes; 0 if unknown. */
  length: number;
  /** Number of sequence numbers it takes: payload, and one each for SYN and FIN. */
  takes: number;
  /** seq + takes, modulo 2^32. */
  end: number;
  window: number;
  /** Row of the first segment with these numbers, or null. */
  original: number | null;
}

/** Throws a RangeError if there is no such row. */
export function segmentAt(table: SegmentTable, row: number): Segment {
  if (!(row >= 0 && row < table.count)) throw new RangeError(`no segment ${row}`);
  const flags = table.flags[row]!;
  const seq = table.seq[row]!;
  const length = payloadAt(table, row);
  const takes = length + (flags & SYN ? 1 : 0) + (flags & FIN ? 1 : 0);
  const from: Side = flags & FROM_SERVER ? 1 : 0;
  const original = table.original[row]!;
  return {
    row,
    from,
    to: from === 0 ? 1 : 0,
    time: table.time[row]!,
    flags: flags & FLAGS_MASK,
    seq,
    ack: table.ack[row]!,
    length,
    takes,
    end: (seq + takes) >>> 0,
    window: table.window[row]!,
    original: original === NO_ROW || original === row ? null : original,
  };
}

/** Payload bytes; 0 if unknown. */
export function payloadAt(table: SegmentTable, row: number): number {
  const length = table.length[row]!;
  return length === NO_LENGTH ? 0 : length;
}

/** Fields of a segment that a text can omit, in the order of the header. */
export const unknowns = {
  seq: UNKNOWN_SEQ,
  base: UNKNOWN_BASE,
  window: UNKNOWN_WINDOW,
  options: UNKNOWN_OPTIONS,
} as const;
export type Unknown = keyof typeof unknowns;

/** Fields that the source text omits; empty for captured segments. */
export function unknownAt(table: SegmentTable, row: number): Unknown[] {
  return (Object.keys(unknowns) as Unknown[]).filter((name) => isUnknown(table, row, name));
}

export function isUnknown(table: SegmentTable, row: number, name: Unknown): boolean {
  return (table.unknown[row]! & unknowns[name]) !== 0;
}

/** The advertised window in bytes; null if unknown. */
export function windowAt(table: SegmentTable, row: number): number | null {
  return isUnknown(table, row, 'window') ? null : table.window[row]!;
}

export function senderAt(table: SegmentTable, row: number): Side {
  return table.flags[row]! & FROM_SERVER ? 1 : 0;
}

export function hasAnalysis(table: SegmentTable, row: number, name: AnalysisName): boolean {
  return (table.analysis[row]! & (1 << analyses.indexOf(name))) !== 0;
}

/** The state of `side` after segment `row`. */
export function stateAfter(table: SegmentTable, row: number, side: Side): EndState {
  const packed = (side === 0 ? table.clientState : table.serverState)[row]!;
  return {
    state: states[packed & STATE_MASK] ?? 'UNKNOWN',
    certainty: certainties[(packed >> CERTAINTY_SHIFT) & CERTAINTY_MASK] ?? 'unknown',
  };
}

/**
 * The state before segment `row`. Before the first segment, the opener was CLOSED, and its peer was
 * in LISTEN if it then answered. If the capture starts mid-stream, the state is unknown.
 */
export function stateBefore(connection: Connection, row: number, side: Side): EndState {
  const { segments: table } = connection;
  if (row > 0) return stateAfter(table, row - 1, side);
  const { flags, from } = segmentAt(table, 0);
  if (!(flags & SYN)) return { state: 'UNKNOWN', certainty: 'unknown' };
  const replies = (flags & ACK) !== 0;
  if (side === from) return { state: replies ? 'LISTEN' : 'CLOSED', certainty: 'assumed' };
  if (replies) return { state: 'SYN-SENT', certainty: 'assumed' };
  const listens = stateAfter(table, 0, side).state;
  const closed =
    listens === 'CLOSED' ||
    connection.opening === 'refused' ||
    connection.opening === 'simultaneous';
  return { state: closed ? 'CLOSED' : 'LISTEN', certainty: 'assumed' };
}

/** Whether a SYN has a Fast Open cookie (RFC 7413). */
export function showsCookie(table: SegmentTable, row: number): boolean {
  return (table.flags[row]! & FAST_OPEN) !== 0;
}

/** Signed distance from b to a in sequence space. */
export function seqDistance(a: number, b: number): number {
  return (a - b) | 0;
}

/** Flag names in reading order: SYN before ACK, FIN before ACK, as in "SYN ACK". */
export function flagNames(flags: number): string[] {
  return flagOrder.filter(([bit]) => flags & bit).map(([, name]) => name);
}

const flagOrder: readonly (readonly [number, string])[] = [
  [RST, 'RST'],
  [SYN, 'SYN'],
  [FIN, 'FIN'],
  [PSH, 'PSH'],
  [ACK, 'ACK'],
  [URG, 'URG'],
  [ECE, 'ECE'],
  [CWR, 'CWR'],
  [AE, 'AE'],
];

/**
 * Whether a segment and the next one crossed, as their numbers prove: two SYNs that do not answer
 * each other, the two SYN ACKs that follow them (an end that received the other's is ESTABLISHED
 * and sends none), or two FINs of which the second does not acknowledge the first.
 */
export function crossesNext({ segments }: Connection, row: number): boolean {
  if (row + 1 >= segments.count) return false;
  const both = segments.flags[row]! & segments.flags[row + 1]!;
  if (!(both & (SYN | FIN)) || senderAt(segments, row) === senderAt(segments, row + 1))
    return false;
  if (both & SYN) return ((segments.flags[row]! ^ segments.flags[row + 1]!) & ACK) === 0;
  const [a, b] = [segmentAt(segments, row), segmentAt(segments, row + 1)];
  return (b.flags & ACK) !== 0 && seqDistance(b.ack, a.end) < 0 && seqDistance(a.ack, b.end) < 0;
}
