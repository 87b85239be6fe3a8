// The reader's options for the drawing.
import type { TwoMsl } from '../model/two_msl';

/** A note of the reader or in the file, or a line of a written text that is not drawn. */
export interface LadderNote {
  kind: 'note' | 'undrawn';
  text: string;
}

export interface LadderOptions {
  /**
   * Sequence and acknowledgment numbers relative to the initial sequence number, or as in the
   * header.
   */
  numbers: 'relative' | 'absolute';
  /** Time since the connection's first segment, time since the previous row, or time of day. */
  time: 'start' | 'previous' | 'day';
  /** Long idle times are folded, or drawn to scale like all others. */
  silence: 'folded' | 'scale';
  /** All arrows fall alike, or from the time at the sender to the time at the receiver. */
  moments: 'captured' | 'ends';
  /** Assumed length of TIME-WAIT; null names the possible values. */
  twoMsl: TwoMsl | null;
  /** The time scale is 2^zoom times the one chosen for the connection. */
  zoom: number;
  /** Offset of the time of day, in minutes east of UTC. */
  utcOffset: number;
  /** Runs of data that the reader opened, by their first rows. */
  openRuns: ReadonlySet<number>;
  /** States after this row are hidden behind blank outlines; -1 hides all, null shows all. */
  predictAfter: number | null;
  /**
   * Line of each row, where two drawings stand side by side: rows of one line are level. Then nothing is
   * folded, and no line is longer than another.
   */
  lines: Uint32Array | null;
  /** Notes between rows, by the row above. */
  notes: ReadonlyMap<number, readonly LadderNote[]>;
}

export const defaultOptions: LadderOptions = {
  numbers: 'relative',
  time: 'start',
  silence: 'folded',
  moments: 'captured',
  twoMsl: null,
  zoom: 0,
  utcOffset: 0,
  openRuns: new Set(),
  predictAfter: null,
  lines: null,
  notes: new Map(),
};

/** Whether two sets of options differ in any value. */
export function optionsDiffer(
  a: Partial<LadderOptions>,
  b: Partial<LadderOptions> | undefined,
): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b ?? {})]) as Set<keyof LadderOptions>;
  return b === undefined || [...keys].some((key) => a[key] !== b[key]);
}
