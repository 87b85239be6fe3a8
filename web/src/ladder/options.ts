// What the reader can choose about the drawing.
import type { TwoMsl } from '../model/two_msl';

export interface LadderOptions {
  /** Sequence and acknowledgment numbers from the initial one, or as in the header. */
  numbers: 'relative' | 'absolute';
  /** Since the connection's first segment, since the row before, or time of day. */
  time: 'start' | 'previous' | 'day';
  /** Long silences cut out, or drawn at the scale of everything else. */
  silence: 'folded' | 'scale';
  /** Arrows fall alike, or from the moment at the sender to that at the receiver. */
  moments: 'captured' | 'ends';
  /** Length of the wait behind TIME-WAIT; null tells what it may be. */
  twoMsl: TwoMsl | null;
  /** The time scale is 2^zoom times the one chosen for the connection. */
  zoom: number;
  /** Minutes east of UTC for the time of day. */
  utcOffset: number;
  /** Runs of data that the reader opened, by their first row. */
  openRuns: ReadonlySet<number>;
  /** States after this row are hidden behind blank outlines; -1 hides all, null shows all. */
  predictAfter: number | null;
  /** What stands between rows, by the row above: of a text, lines that are not drawn. */
  notes: ReadonlyMap<number, readonly string[]>;
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
  notes: new Map(),
};

/** Whether two sets of choices differ in any value. */
export function optionsDiffer(
  a: Partial<LadderOptions>,
  b: Partial<LadderOptions> | undefined,
): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b ?? {})]) as Set<keyof LadderOptions>;
  return b === undefined || [...keys].some((key) => a[key] !== b[key]);
}
