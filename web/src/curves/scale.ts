// Scales from values to positions, and the ticks between them.
import { bytes, minus, threeDigits } from '../base/format';

/** Maps a range of values to a range of pixels. */
export interface Scale {
  (value: number): number;
  from: number;
  to: number;
  first: number;
  last: number;
}

export function scaleOf(from: number, to: number, first: number, last: number): Scale {
  const by = (last - first) / (to - from || 1);
  return Object.assign((value: number) => first + (value - from) * by, { from, to, first, last });
}

/** Ticks in round steps of 1, 2, 2.5 or 5, at most `most` between the ends. */
export function ticksOf(from: number, to: number, most: number): number[] {
  const span = to - from;
  if (!(span > 0)) return [];
  const power = 10 ** Math.floor(Math.log10(span / most));
  const step =
    [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => span / n <= most + 0.01) ?? span;
  const ticks: number[] = [];
  for (let i = Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i += 1) {
    // Adding 0 turns -0 into 0.
    ticks.push(i * step + 0);
  }
  return ticks;
}

/** "50 kB", "1.2 GB", "2.5 kB": without trailing zeros. */
export const shortBytes = (value: number): string =>
  bytes(Math.round(value))
    .replace(/\.0+(?= )/, '')
    .replace(/(\.\d*?)0+(?= )/, '$1');

const timeUnits = [
  { unit: 's', size: 1 },
  { unit: 'ms', size: 1e-3 },
  { unit: 'µs', size: 1e-6 },
  { unit: 'ns', size: 1e-9 },
] as const;

/** The unit in which a span of `seconds` has whole numbers. */
export const unitFor = (seconds: number) =>
  timeUnits.find(({ size }) => seconds >= size * 0.9999) ?? timeUnits.at(-1)!;

/** Times as numbers without their unit, as precise as the steps between them. */
export function timeTexts(ticks: readonly number[], size: number): string[] {
  const step = ticks.length > 1 ? (ticks[1]! - ticks[0]!) / size : 1;
  const decimals = Math.min(9, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  return ticks.map((tick) => {
    const text = Math.abs(tick / size).toFixed(
      Number.isInteger(step * 10 ** decimals) ? decimals : decimals + 1,
    );
    return (tick < 0 ? minus : '') + (/\./.test(text) ? text.replace(/\.?0+$/, '') : text);
  });
}

/** Formats a rate in bytes per second. */
export const rateText = (rate: number): string =>
  rate < 1000 ? `${threeDigits(rate)} B/s` : `${bytes(Math.round(rate))}/s`;
