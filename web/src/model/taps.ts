// When and where the segments of a connection passed: at its two ends, as one capture or two let the
// engine estimate it, and at the taps of two captures.
import type { PassageTable, TapSummaryTable, TimingTable } from '../../../wasm/engine.mjs';
import { NO_ROW } from '../../generated/values';
import { arrivals, tapFates, type TapFate } from './names';

export type { PassageTable, TapSummaryTable, TimingTable };

/** Two captures of the same traffic. */
export interface TwoTaps {
  /** Of the files, fit to be shown. */
  names: readonly [string, string];
  summary: TapSummaryTable;
}

/** A connection that two captures show together. */
export interface Passages extends TwoTaps {
  table: PassageTable;
}

/** A moment at an end; seconds since the capture's first frame. */
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

/** When its sender sent a segment; null where nothing shows it. */
export const sentAt = ({ sent }: TimingTable, row: number): EndMoment | null => momentIn(sent, row);

/** When its receiver got it; null where nothing shows it, or where it never did. */
export const arrivedAt = ({ arrived }: TimingTable, row: number): EndMoment | null =>
  momentIn(arrived, row);

export const isLostTo = ({ arrival }: TimingTable, row: number): boolean =>
  arrivals[arrival[row]!] === 'lost';

/** Of a pair, [the first capture, the second]; null where there is none. */
const told = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

export interface Passage {
  fate: TapFate;
  /** Frame numbers in the first capture and in the second. */
  frames: [number | null, number | null];
  /** When it passed each tap, seconds since the capture's first frame. */
  seen: [number | null, number | null];
  /** The capture whose tap it passes first; null where that cannot be told. */
  first: 0 | 1 | null;
  /** Seconds from the first tap to the second. */
  delay: number | null;
  /** Row that shows what became of it. */
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

/** How many segments met each fate. */
export function fatesOf(table: PassageTable): Record<TapFate, number> {
  const counts = Object.fromEntries(tapFates.map((fate) => [fate, 0])) as Record<TapFate, number>;
  for (let row = 0; row < table.count; row += 1) counts[tapFates[table.fate[row]!]!] += 1;
  return counts;
}

/** The clock of the second capture against that of the first; numbers that cannot be told are null. */
export interface ClockOffset {
  /** Seconds by which the second is ahead. */
  offset: number | null;
  low: number | null;
  high: number | null;
  /** How much faster it runs, parts per million. */
  drift: number | null;
  /** It was set meanwhile. */
  contradictory: boolean;
  /** Packets that passed the first capture's tap first, and the second's. */
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

/** Where on the way from the client, 0, to the server, 1, each capture was taken. */
export const placesOf = ({ place }: TimingTable): (number | null)[] =>
  Array.from(place, (share) => told(share));
