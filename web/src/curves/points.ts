// The points of one direction by kind, as columns in order of time. Everything drawn is found in
// them by binary search, so that a million segments cost as little as a hundred.
import type { CurveTable } from '../../../wasm/engine.mjs';
import type { Connection } from '../model/connection';
import { curves as curveNames } from '../model/names';
import type { Side } from '../model/side';

export type CurveName = (typeof curveNames)[number];

/** Points of one kind. The columns are views of those that the engine sent. */
export class Points {
  readonly count: number;

  /** `times`: of every row of the connection, never decreasing. `high`: for kinds without a range, `low`. */
  constructor(
    readonly times: Float64Array,
    readonly row: Uint32Array,
    readonly low: Float64Array,
    readonly high: Float64Array = low,
  ) {
    this.count = row.length;
  }

  /** In seconds since the capture's first frame. */
  timeAt(i: number): number {
    return this.times[this.row[i]!]!;
  }

  /** Index of the first point at `time` or later; `count` if there is none. */
  from(time: number): number {
    return this.#search(time, 0, this.count);
  }

  /** The same if it is `start` or later, and likely near `start`. */
  fromNear(time: number, start: number): number {
    let [low, by] = [start, 1];
    while (low + by < this.count && this.timeAt(low + by) < time) {
      low += by;
      by *= 2;
    }
    return this.#search(time, low, Math.min(this.count, low + by));
  }

  #search(time: number, low: number, high: number): number {
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.timeAt(middle) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Index of the last point at `time` or earlier; -1 if there is none. */
  upTo(time: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.timeAt(middle) <= time) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Index of the last point of a row up to `row`; -1 if there is none. */
  upToRow(row: number): number {
    return lowerBound(this.row, row + 1) - 1;
  }
}

function lowerBound(sorted: Uint32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

export interface Direction extends Record<CurveName, Points> {
  sender: Side;
}

/** `pipe` is empty if no SACK blocks were read; then it equals `in_flight`. */
export interface Direction extends Record<CurveName, Points> {
  sender: Side;
}

/** The points about the data that `sender` sent; `table` is about it. */
export function directionOf(
  { segments }: Pick<Connection, 'segments'>,
  { first, row, low, high }: CurveTable,
  sender: Side,
): Direction {
  const times = neverDecreasing(segments.time);
  const points = curveNames.map((_, kind) => {
    const [from, to] = [first[kind] ?? 0, first[kind + 1] ?? 0];
    const values = low.subarray(from, to);
    const ends = to <= high.length ? high.subarray(from, to) : values;
    return new Points(times, row.subarray(from, to), values, ends);
  });
  const named = Object.fromEntries(curveNames.map((name, kind) => [name, points[kind]!]));
  return { ...(named as Record<CurveName, Points>), sender };
}

/** The same array if it never decreases, as in nearly every capture. */
function neverDecreasing(times: Float64Array): Float64Array {
  let first = 1;
  while (first < times.length && times[first]! >= times[first - 1]!) first += 1;
  if (first >= times.length) return times;
  const risen = times.slice();
  for (let i = first; i < risen.length; i += 1) risen[i] = Math.max(risen[i]!, risen[i - 1]!);
  return risen;
}

/** The side that sent more payload. */
export const busierSide = ({ client, server }: Pick<Connection, 'client' | 'server'>): Side =>
  server.payload > client.payload ? 1 : 0;

/**
 * Minimum and maximum of any range in a few hundred steps: stored for blocks of 64 values, blocks
 * of 64 such blocks, and so on.
 */
export class Extremes {
  readonly #levels: { least: Float64Array; most: Float64Array }[] = [];

  constructor(values: Float64Array) {
    let below = { least: values, most: values };
    this.#levels.push(below);
    while (below.least.length > FACTOR) {
      const count = Math.ceil(below.least.length / FACTOR);
      const level = {
        least: new Float64Array(count).fill(Infinity),
        most: new Float64Array(count).fill(-Infinity),
      };
      for (let i = 0; i < below.least.length; i += 1) {
        const at = (i / FACTOR) | 0;
        if (below.least[i]! < level.least[at]!) level.least[at] = below.least[i]!;
        if (below.most[i]! > level.most[at]!) level.most[at] = below.most[i]!;
      }
      this.#levels.push((below = level));
    }
  }

  /** Extremes of the values from `first` up to but excluding `end`; null if there are none. */
  of(first: number, end: number): { least: number; most: number } | null {
    if (first >= end) return null;
    let least = Infinity;
    let most = -Infinity;
    const take = (level: number, from: number, to: number) => {
      const { least: lows, most: highs } = this.#levels[level]!;
      for (let i = from; i < to; i += 1) {
        if (lows[i]! < least) least = lows[i]!;
        if (highs[i]! > most) most = highs[i]!;
      }
    };
    for (let level = 0; ; level += 1) {
      const inner = Math.ceil(first / FACTOR);
      const innerEnd = Math.floor(end / FACTOR);
      if (level === this.#levels.length - 1 || inner >= innerEnd) {
        take(level, first, end);
        return { least, most };
      }
      take(level, first, inner * FACTOR);
      take(level, innerEnd * FACTOR, end);
      [first, end] = [inner, innerEnd];
    }
  }
}

const FACTOR = 64;
