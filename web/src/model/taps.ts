// When and where the segments of a connection passed: at its two ends, as estimated from one
// capture or two, and at the taps of two captures.
import type { PassageTable, TapSummaryTable, TimingTable } from '../../../wasm/engine.mjs';
import { NO_ROW } from '../../generated/values';
import { arrivals, tapFates, type TapFate } from './names';

export type { PassageTable, TapSummaryTable, TimingTable };

/** Two captures of the same traffic. */
export interface TwoTaps {
  /** Display names of the files. */
  names: readonly [string, string];
  summary: TapSummaryTable;
}

/** A connection that two captures show together. */
export interface Passages extends TwoTaps {
  table: PassageTable;
}

/** A time at an end, in seconds since the capture's first frame. */
export interface EndMoment {
  best: number;
  earliest: number;
  latest: number;
}

const momentIn = (column: Float64Array, row: number): EndMoment | null => {
  const [best, earliest, latest] = column.subarray(3 * row, 3 * row + 3);
  return best === undefined || Number.isNaN(best)
    ? null
    : { best, earliest: earliest!, latest: latest! };
};

/** Time at which its sender sent a segment; null if unknown. */
export const sentAt = ({ sent }: TimingTable, row: number): EndMoment | null => momentIn(sent, row);

/** Time at which its receiver got it; null if unknown, or if it never arrived. */
export const arrivedAt = ({ arrived }: TimingTable, row: number): EndMoment | null =>
  momentIn(arrived, row);

export const isLostTo = ({ arrival }: TimingTable, row: number): boolean =>
  arrivals[arrival[row]!] === 'lost';

/** A value of a pair [first capture, second capture]; null if there is none. */
const told = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

export interface Passage {
  fate: TapFate;
  /** Frame numbers in the first capture and in the second. */
  frames: [number | null, number | null];
  /** Time at which it passed each tap, in seconds since the capture's first frame. */
  seen: [number | null, number | null];
  /** The capture whose tap it passes first; null if unknown. */
  first: 0 | 1 | null;
  /** Seconds from the first tap to the second. */
  delay: number | null;
  /** Row that shows the fate of this segment. */
  proof: number | null;
}

export function passageAt(table: PassageTable, row: number): Passage {
  const frame = (file: 0 | 1) => {
    const number = table.frame[2 * row + file]!;
    return number === NO_ROW ? null : number;
  };
  const first = table.first[row]!;
  const proof = table.proof[row]!;
  return {
    fate: tapFates[table.fate[row]!]!,
    frames: [frame(0), frame(1)],
    seen: [told(table.seen[2 * row]), told(table.seen[2 * row + 1])],
    first: first > 1 ? null : first === 1 ? 1 : 0,
    delay: told(table.delay[row]),
    proof: proof === NO_ROW ? null : proof,
  };
}

/** Number of segments by fate. */
export function fatesOf(table: PassageTable): Record<TapFate, number> {
  const counts = Object.fromEntries(tapFates.map((fate) => [fate, 0])) as Record<TapFate, number>;
  for (let row = 0; row < table.count; row += 1) counts[tapFates[table.fate[row]!]!] += 1;
  return counts;
}

/** The clock of the second capture relative to that of the first; unknown values are null. */
export interface ClockOffset {
  /** Seconds by which the second is ahead. */
  offset: number | null;
  low: number | null;
  high: number | null;
  /** Relative drift: how much faster it runs, in parts per million. */
  drift: number | null;
  /** The clock was set during the capture. */
  contradictory: boolean;
  /** Number of packets that passed the first capture's tap first, and the second's. */
  pairs: [number, number];
}

export function clockOf({ summary }: TwoTaps): ClockOffset {
  return {
    offset: told(summary.offset),
    low: told(summary.offsetLow),
    high: told(summary.offsetHigh),
    drift: told(summary.drift),
    contradictory: summary.contradictory === 1,
    pairs: [summary.pairs[0]!, summary.pairs[1]!],
  };
}

/** Position of each capture's tap, from 0 at the client to 1 at the server. */
export const placesOf = ({ place }: TimingTable): (number | null)[] =>
  Array.from(place, (share) => told(share));
