// Level of detail: reduces the points in each column of one pixel.
import type { Points } from './points';
import type { Scale } from './scale';

export interface Place {
  x: number;
  y: number;
}

export interface Column {
  x: number;
  /** Range of points, with `to` excluded; at least one point. */
  from: number;
  to: number;
}

/** The columns that have points, from left to right. */
export function* columnsOf(points: Points, x: Scale): Generator<Column> {
  const end = points.upTo(x.to) + 1;
  let from = points.from(x.from);
  const pixel = (x.to - x.from) / (x.last - x.first);
  while (from < end) {
    const column = Math.floor(x(points.timeAt(from)));
    const next = x.from + (column + 1 - x.first) * pixel;
    // At least the current point, however the division is rounded.
    const to = Math.min(end, Math.max(from + 1, points.fromNear(next, from)));
    yield { x: column + 0.5, from, to };
    from = to;
  }
}

/**
 * Steps from value to value. They start at the left edge with the previous value, and end at the
 * right edge. If a column has many points, its last value is used.
 */
export function staircase(
  points: Points,
  y: (value: number) => number,
  x: Scale,
  values: Float64Array = points.low,
): Place[] {
  const places: Place[] = [];
  const before = points.from(x.from) - 1;
  if (before >= 0) places.push({ x: x.first, y: y(values[before]!) });
  const step = (at: number, value: number) => {
    const last = places.at(-1);
    if (last && last.x < at) places.push({ x: at, y: last.y });
    places.push({ x: at, y: y(value) });
  };
  const first = before + 1;
  const end = points.upTo(x.to) + 1;
  if (end - first <= 2 * (x.last - x.first)) {
    for (let i = first; i < end; i += 1) step(x(points.timeAt(i)), values[i]!);
  } else {
    for (const { x: at, to } of columnsOf(points, x)) step(at, values[to - 1]!);
  }
  const last = places.at(-1);
  if (last && last.x < x.last) places.push({ x: x.last, y: last.y });
  return places;
}
