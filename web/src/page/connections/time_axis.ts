// Where a time axis has its marks and what they say: in the unit a reader would use, not in 86400 s.
import { symbolUnits } from '../../base/format';

const minute = 60;
const hour = 3600;
const day = 86400;

/** Widths between marks where seconds end and tens of days begin. */
const clockSteps = [
  ...[30, minute, 2 * minute, 5 * minute, 10 * minute, 20 * minute, 30 * minute],
  ...[hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day],
];
/** Up to this width, in seconds, 1, 2 and 5 times a power of ten are ordinary. */
const longestInSeconds = 20;

/** Marks for a time axis of `duration` seconds, at most `most` and the first at 0. */
export function timeMarks(duration: number, most: number): number[] {
  if (!(duration > 0)) return [0];
  const step = stepOf(duration / most);
  return Array.from({ length: Math.floor(duration / step) + 1 }, (_, i) => i * step);
}

function stepOf(least: number): number {
  if (least <= longestInSeconds) return roundStep(least);
  return clockSteps.find((step) => step >= least) ?? day * roundStep(least / day);
}

function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least)!;
}

export interface AxisUnit {
  /** Seconds in one of it. */
  seconds: number;
  symbol: string;
  decimals: number;
}

/**
 * The unit of marks that begin at 0: the largest of which the axis shows at least two, and of which
 * a mark is at least a half.
 */
export function axisUnit(marks: readonly number[]): AxisUnit {
  const step = marks[1] ?? 1;
  const last = marks.at(-1) ?? 0;
  const [seconds, symbol] = (
    [
      [day, symbolUnits.d],
      [hour, symbolUnits.h],
      [minute, symbolUnits.min],
    ] as const
  ).find(([size]) => last >= 2 * size && step >= size / 2) ?? [1, symbolUnits.s];
  const decimals = Math.max(0, -Math.floor(Math.log10(step / seconds)));
  return { seconds, symbol, decimals };
}

/** What stands at each mark; the last one names the unit. */
export function markTexts(marks: readonly number[]): string[] {
  const { seconds, symbol, decimals } = axisUnit(marks);
  return marks.map(
    (mark, i) => (mark / seconds).toFixed(decimals) + (i === marks.length - 1 ? ` ${symbol}` : ''),
  );
}
