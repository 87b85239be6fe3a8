// Points by search, and the level of detail that loses nothing that matters.
import { describe, expect, it } from 'vitest';
import { columnsOf, staircase } from '../../../web/src/curves/columns';
import { Extremes, Points } from '../../../web/src/curves/points';
import { scaleOf, shortBytes, ticksOf, timeTexts } from '../../../web/src/curves/scale';
import {
  limitedSpan,
  moved,
  parseSpan,
  showing,
  spanText,
  zoomed,
} from '../../../web/src/curves/view_span';

function points(values: readonly (readonly [time: number, low: number, high?: number])[]): Points {
  return new Points(
    Float64Array.from(values, ([time]) => time),
    Uint32Array.from(values, (_, i) => i),
    Float64Array.from(values, ([, low]) => low),
    Float64Array.from(values, ([, low, high = low]) => high),
  );
}

describe('points', () => {
  const some = points([
    [1, 10],
    [2, 20],
    [2, 21],
    [5, 50],
  ]);

  it('are found by time and row', () => {
    expect(some.from(2)).toBe(1);
    expect(some.from(6)).toBe(4);
    expect(some.upTo(2)).toBe(2);
    expect(some.upTo(0.5)).toBe(-1);
    expect(some.upToRow(2)).toBe(2);
  });
});

describe('extremes', () => {
  it('are those of every range', () => {
    const values = Float64Array.from({ length: 10_000 }, (_, i) => Math.sin(i * 12.9898) * 43758.5);
    const extremes = new Extremes(values);
    for (const [first, end] of [
      [0, 10_000],
      [1, 2],
      [63, 65],
      [64, 128],
      [4000, 4200],
      [5, 9_999],
    ] as const) {
      const part = values.subarray(first, end);
      expect(extremes.of(first, end)).toEqual({
        least: Math.min(...part),
        most: Math.max(...part),
      });
    }
    expect(extremes.of(7, 7)).toBeNull();
  });
});

describe('columns', () => {
  const x = scaleOf(0, 10, 100, 200);

  it('hold every point once, in order', () => {
    const many = points(Array.from({ length: 5000 }, (_, i) => [i / 500, i]));
    let next = 0;
    for (const { from, to, x: at } of columnsOf(many, x)) {
      expect(from).toBe(next);
      expect(to).toBeGreaterThan(from);
      expect(at).toBeGreaterThanOrEqual(100);
      next = to;
    }
    expect(next).toBe(5000);
  });

  it('leave out what is not on view', () => {
    const zoomedIn = scaleOf(4, 6, 100, 200);
    const many = points(Array.from({ length: 100 }, (_, i) => [i / 10, i]));
    const [first] = [...columnsOf(many, zoomedIn)];
    expect(first!.from).toBe(40);
  });
});

describe('a staircase', () => {
  const y = (value: number) => -value;

  it('begins at the left edge with the value before it and ends at the right edge', () => {
    const x = scaleOf(2, 8, 0, 60);
    const places = staircase(
      points([
        [1, 5],
        [4, 7],
      ]),
      y,
      x,
    );
    expect(places).toEqual([
      { x: 0, y: -5 },
      { x: 20, y: -5 },
      { x: 20, y: -7 },
      { x: 60, y: -7 },
    ]);
  });

  it('takes the last value of a crowded column', () => {
    const x = scaleOf(0, 1, 0, 10);
    const many = points(Array.from({ length: 1000 }, (_, i) => [i / 1000, i]));
    const places = staircase(many, y, x);
    expect(places.length).toBeLessThan(50);
    expect(places.at(-1)!.y).toBe(-999);
  });
});

describe('ticks', () => {
  it('are round and few', () => {
    expect(ticksOf(0, 140_000, 5)).toEqual([0, 50_000, 100_000]);
    expect(ticksOf(0, 0, 5)).toEqual([]);
    expect(ticksOf(2.1, 2.9, 4)).toHaveLength(4);
  });

  it('have no zeros after the point', () => {
    expect(shortBytes(50_000)).toBe('50 kB');
    expect(shortBytes(2_500)).toBe('2.5 kB');
    expect(timeTexts([0.05, 0.1], 1e-3)).toEqual(['50', '100']);
    expect(timeTexts([0.5, 1], 1)).toEqual(['0.5', '1']);
  });
});

describe('the range on view', () => {
  const all = { from: 0, to: 10 };

  it('stays within the connection', () => {
    expect(limitedSpan({ from: -5, to: 3 }, all, 800)).toEqual({ from: 0, to: 8 });
    expect(limitedSpan({ from: -5, to: 30 }, all, 800)).toBeNull();
  });

  it('is never narrower than a microsecond a pixel', () => {
    const { from, to } = limitedSpan({ from: 5, to: 5 }, all, 800)!;
    expect(to - from).toBeCloseTo(8e-4, 9);
  });

  it('zooms around a moment, and moves', () => {
    expect(zoomed({ from: 0, to: 8 }, 2, 2)).toEqual({ from: 1, to: 5 });
    expect(moved({ from: 2, to: 4 }, 0.5)).toEqual({ from: 3, to: 5 });
  });

  it('moves only as far as a step needs', () => {
    const span = { from: 2, to: 4 };
    expect(showing(span, 3)).toBe(span);
    expect(showing(span, 8)).toEqual({ from: 6.2, to: 8.2 });
  });

  it('goes into a link and comes back', () => {
    const text = spanText({ from: 1.02, to: 1.235 }, 1);
    expect(text).toMatch(/^0\.0200*-0\.2350*$/);
    const back = parseSpan(text, 1)!;
    expect(back.from).toBeCloseTo(1.02, 6);
    expect(back.to).toBeCloseTo(1.235, 6);
    for (const bad of ['', 'a-b', '2-1', '1', '1-1e9']) expect(parseSpan(bad, 0)).toBeNull();
  });
});
