// The points of one direction by kind, as arrays in order of time. Everything drawn is found in
// them by binary search, so that a million segments cost as little as a hundred.
import { FROM_SERVER_POINT } from '../../generated/values';
import type { CurveTable } from '../../../wasm/engine.mjs';
import { curves as curveNames } from '../model/names';
import type { Side } from '../model/side';

export type CurveName = (typeof curveNames)[number];

/** Points of one kind; times never decrease. */
export class Points {
  readonly time: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly row: Uint32Array;

  constructor(readonly count: number) {
    this.time = new Float64Array(count);
    this.low = new Float64Array(count);
    this.high = new Float64Array(count);
    this.row = new Uint32Array(count);
  }

  /** Index of the first point at `time` or later; `count` if there is none. */
  from(time: number): number {
    return lowerBound(this.time, time);
  }

  /** Index of the last point at `time` or earlier; -1 if there is none. */
  upTo(time: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.time[middle]! <= time) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Index of the last point of a row up to `row`; -1 if there is none. */
  upToRow(row: number): number {
    return lowerBound(this.row, row + 1) - 1;
  }
}

function lowerBound(sorted: Float64Array | Uint32Array, value: number): number {
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

/** The points about the data that `sender` sent. */
export function directionOf(table: CurveTable, sender: Side): Direction {
  const wanted = sender === 1 ? FROM_SERVER_POINT : 0;
  const counts = new Uint32Array(curveNames.length);
  const { kind } = table;
  for (let i = 0; i < table.count; i += 1) {
    if ((kind[i]! & FROM_SERVER_POINT) === wanted) counts[kind[i]! & ~FROM_SERVER_POINT]! += 1;
  }
  const kinds = curveNames.map((_, id) => new Points(counts[id]!));
  counts.fill(0);
  for (let i = 0; i < table.count; i += 1) {
    if ((kind[i]! & FROM_SERVER_POINT) !== wanted) continue;
    const id = kind[i]! & ~FROM_SERVER_POINT;
    const points = kinds[id]!;
    const at = counts[id]!;
    counts[id]! += 1;
    points.time[at] = table.time[i]!;
    points.low[at] = table.low[i]!;
    points.high[at] = table.high[i]!;
    points.row[at] = table.row[i]!;
  }
  const named = Object.fromEntries(curveNames.map((name, id) => [name, kinds[id]!]));
  return { ...(named as Record<CurveName, Points>), sender };
}

/** The side that sent more bytes, without retransmissions. */
export function busierSide(table: CurveTable): Side {
  const bytes = [0, 0];
  const data = curveNames.indexOf('data');
  for (let i = 0; i < table.count; i += 1) {
    if ((table.kind[i]! & ~FROM_SERVER_POINT) !== data) continue;
    bytes[table.kind[i]! & FROM_SERVER_POINT ? 1 : 0]! += table.high[i]! - table.low[i]!;
  }
  return bytes[1]! > bytes[0]! ? 1 : 0;
}

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
