// The distance of two rows. Time is drawn to scale if rows have room for it. If they have not, they
// are pushed apart, and if nothing happens for long, the time is cut out. The axis shows which of
// these applies.

import type { Connection, SegmentTable } from '../model/connection';

/**
 * first: no gap. pushed: closer than drawn. scale: true. cut: longer than drawn. silence: folded.
 */
export const gapKinds = ['first', 'pushed', 'scale', 'cut', 'silence'] as const;
export type GapKind = (typeof gapKinds)[number];

export interface TimeScale {
  /** px per second. */
  scale: number;
  /** A gap of at least this many seconds counts as idle. */
  silence: number;
  /** Longest gap drawn to scale, px. */
  longest: number;
}

/** Shortest idle time, in seconds: above the delay of an ACK and most round trips. */
const LEAST_SILENCE = 0.1;
/** A pause of one round trip is waiting, not idle time. */
const ROUND_TRIPS = 4;
/** An idle time is this many times the longer gaps (upper quartile) of its connection. */
const TIMES_THE_USUAL = 20;
/** Idle time from this many seconds on, unless even the shorter gaps are close to it. */
const CERTAIN_SILENCE = 1;
/** Height of a gap that is longer than nine tenths of all, px. */
const USUAL_LONG_GAP = 70;
const LONGEST_FOLDED = 110;
const LONGEST_TO_SCALE = 2400;

/** The pauses of a connection, in seconds, without those of zero length. */
export interface Pauses {
  /** In ascending order. */
  sorted: Float64Array;
  longest: number;
}

/** Maximum number of gaps to sort; of more, every second, third … is a sufficient sample. */
const MOST_SORTED = 1 << 15;

const cache = new WeakMap<Connection, Pauses>();

/** Computed once per connection. */
export function pausesOf(connection: Connection): Pauses {
  let pauses = cache.get(connection);
  if (!pauses) cache.set(connection, (pauses = findPauses(connection.segments)));
  return pauses;
}

/** Seconds before a row; what only makes up for a clock that ran backwards is not a pause. */
export function pauseBefore({ segments: { time }, verdict }: Connection, row: number): number {
  let latest = time[row - 1]!;
  if (verdict.twoClocks) for (let at = 0; at < row; at += 1) latest = Math.max(latest, time[at]!);
  return time[row]! - latest;
}

function findPauses({ time, count }: SegmentTable): Pauses {
  const gaps = Math.max(0, count - 1);
  const step = Math.max(1, Math.ceil(gaps / MOST_SORTED));
  const some = new Float64Array(Math.ceil(gaps / step));
  let longest = 0;
  let latest = time[0] ?? 0;
  for (let i = 0; i < gaps; i += 1) {
    latest = Math.max(latest, time[i]!);
    // Time that only makes up for a clock that ran backwards is not a pause.
    const gap = time[i + 1]! - latest;
    if (gap > longest) longest = gap;
    if (i % step === 0) some[i / step] = gap;
  }
  return { sorted: some.filter((gap) => gap > 0).sort(), longest };
}

/**
 * Chooses the scale for a connection's pauses: nine tenths of the gaps other than idle times are
 * drawn in full, so that processing time shows and bursts stay together. `roundTrip` is that of the
 * opening, 0 if unknown.
 */
export function chooseScale(
  { sorted, longest }: Pauses,
  roundTrip: number,
  folded: boolean,
  zoom: number,
): TimeScale {
  const silence = silenceOf(sorted, roundTrip);
  const inBursts = sorted.subarray(0, countBelow(sorted, silence));
  const reference = quantile(inBursts, 0.9) || longest || 1;
  const own = (USUAL_LONG_GAP / reference) * 2 ** zoom;
  if (folded) return { scale: own, silence, longest: LONGEST_FOLDED };
  const scale = Math.min(own, (LONGEST_TO_SCALE / (longest || 1)) * 2 ** zoom);
  return { scale, silence: Infinity, longest: Infinity };
}

function silenceOf(sorted: Float64Array, roundTrip: number): number {
  const long = TIMES_THE_USUAL * quantile(sorted, 0.75);
  const short = TIMES_THE_USUAL * quantile(sorted, 0.25);
  const least = Math.max(LEAST_SILENCE, ROUND_TRIPS * roundTrip);
  return Math.max(least, Math.min(long, Math.max(CERTAIN_SILENCE, short)));
}

/** The kind of a gap of `seconds` and its height in px if rows need at least `pitch`. */
export function gapOf(seconds: number, pitch: number, time: TimeScale): [GapKind, number] {
  const height = seconds * time.scale;
  if (seconds >= time.silence && height > time.longest) return ['silence', pitch];
  if (!(height >= pitch)) return ['pushed', pitch];
  return height > time.longest ? ['cut', Math.max(pitch, time.longest)] : ['scale', height];
}

/** Nearest rank; 0 for an empty array. */
function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

function countBelow(sorted: Float64Array, limit: number): number {
  let count = 0;
  while (count < sorted.length && sorted[count]! < limit) count += 1;
  return count;
}
