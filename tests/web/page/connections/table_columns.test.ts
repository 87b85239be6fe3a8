import { describe, expect, it } from 'vitest';
import {
  columnGap,
  columnsFor,
  leastName,
  type Needs,
} from '../../../../web/src/page/connections/table_columns';

const needs: Needs = {
  index: 30,
  start: 70,
  client: 140,
  server: 120,
  outcome: 150,
  zeek: 40,
  history: 80,
  duration: 70,
  sent: 60,
  received: 60,
  segments: 50,
  names: { client: 0, server: 0 },
};
const ample = 160;
const keys = (width: number, change: Partial<Needs> = {}) =>
  columnsFor(width, { ...needs, ...change }, ample).map(({ key }) => key);
const widthOf = (width: number, key: string, change: Partial<Needs> = {}) =>
  columnsFor(width, { ...needs, ...change }, ample).find((column) => column.key === key)!.width;
const all = 870 + 10 * columnGap;

describe('the columns of the table', () => {
  it('are all there where they have room, and fill it', () => {
    expect(keys(all)).toHaveLength(11);
    const columns = columnsFor(all + 100, needs, ample);
    const sum = columns.reduce((total, { width }) => total + width, 10 * columnGap);
    expect(sum).toBeCloseTo(all + 100, 6);
  });

  it('go in turn where they have none', () => {
    // A history gives 4 px before anything goes.
    expect(keys(all - 4)).toContain('segments');
    expect(keys(all - 5)).not.toContain('segments');
    const rest = all - 4 - 50 - columnGap;
    expect(keys(rest)).toContain('history');
    expect(keys(rest - 1)).not.toContain('history');
    expect(keys(300)).toEqual(['index', 'client', 'server', 'outcome']);
  });

  it('come back where what went behind them was wider', () => {
    // Without history there is room for segments again.
    const width = all - 80 - columnGap;
    expect(keys(width)).toContain('segments');
    expect(keys(width)).not.toContain('history');
    expect(keys(width - 1)).not.toContain('segments');
  });

  it('cut a long history before it goes', () => {
    const long = { history: 200 };
    expect(keys(all, long)).toContain('history');
    expect(widthOf(all, 'history', long)).toBe(80);
    expect(widthOf(all - 4, 'history', long)).toBe(76);
    expect(widthOf(all + 60, 'history', long)).toBe(140);
    expect(widthOf(all + 400, 'history', long)).toBe(200);
  });

  it('leave a name a part that can be read, without which it goes', () => {
    const named = { names: { client: 0, server: 200 } };
    // Segments, history and start, which are told elsewhere too, before the name.
    const bare = all - 50 - 80 - 70 - 3 * columnGap;
    expect(keys(bare + leastName, named)).not.toContain('start');
    expect(widthOf(bare + leastName, 'server', named)).toBe(120 + leastName);
    expect(keys(bare, named)).toContain('sent');
    expect(widthOf(bare, 'server', named)).toBe(120);
  });

  it('leave names what is over, and then each its share', () => {
    const named = { names: { client: 0, server: 200 } };
    expect(widthOf(all + 200, 'client', named)).toBe(140);
    expect(widthOf(all + 200, 'server', named)).toBe(320);
    expect(widthOf(all + 200 + 46, 'client', named)).toBeCloseTo(140 + 14, 6);
    expect(widthOf(all + 200 + 46, 'server', named)).toBeCloseTo(320 + 32, 6);
  });

  it('leave both names a part before one has all of its own', () => {
    const named = { names: { client: 90, server: 260 } };
    const width = all + 2 * leastName + 40;
    expect(widthOf(width, 'client', named) - 140).toBeGreaterThanOrEqual(leastName);
    expect(widthOf(width, 'server', named) - 120).toBeGreaterThanOrEqual(leastName);
  });

  it('cut a long address before a short one', () => {
    const long = { client: 400 };
    expect(widthOf(all + 20 + 100, 'client', long)).toBeCloseTo(260 + 4, 6);
    expect(widthOf(all + 20 + 100, 'server', long)).toBeCloseTo(120, 6);
  });

  it('take from both endpoints alike where these have no room', () => {
    const narrow = 300 - 30 - 150 - 3 * columnGap;
    expect(widthOf(300, 'client')).toBeCloseTo((narrow * 140) / 260, 6);
    expect(widthOf(300, 'server')).toBeCloseTo((narrow * 120) / 260, 6);
  });
});
