// Positions and labels of the marks on a time axis, in familiar units instead of 86400 s.
import { symbolUnits } from '../../base/format';

const minute = 60;
const hour = 3600;
const day = 86400;

/** Intervals between marks, beyond plain seconds and below tens of days. */
const clockSteps = [
  ...[30, minute, 2 * minute, 5 * minute, 10 * minute, 20 * minute, 30 * minute],
  ...[hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day],
];
/** Up to this interval, in seconds, steps are 1, 2 and 5 times a power of ten. */
const longestInSeconds = 20;

/** Marks for a time axis of `duration` seconds: at most `most`, the first at 0. */
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
  /** Length of the unit in seconds. */
  seconds: number;
  symbol: string;
  decimals: number;
}

/**
 * Unit for marks that start at 0: the largest that occurs at least twice on the axis and is at most
 * twice the interval between marks.
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

/** Labels of the marks; the last one includes the unit. */
export function markTexts(marks: readonly number[]): string[] {
  const { seconds, symbol, decimals } = axisUnit(marks);
  return marks.map(
    (mark, i) => (mark / seconds).toFixed(decimals) + (i === marks.length - 1 ? ` ${symbol}` : ''),
  );
}
