import { describe, expect, it } from 'vitest';
import { ConnectionRows } from '../../../../web/src/page/connections/connection_rows';
import { binConnections, findBurst } from '../../../../web/src/page/connections/time_bins';
import { connectionTable, type RowSpec } from './capture_columns';

const binned = (specs: RowSpec[], duration: number, count: number) =>
  binConnections(new ConnectionRows(connectionTable(specs)), duration, count);

describe('connections over time', () => {
  it('fall into the bin they begin in, the last moment into the last bin', () => {
    const bins = binned([{ start: 0 }, { start: 4.9 }, { start: 5 }, { start: 10 }], 10, 2);
    expect([...bins.opened]).toEqual([2, 2]);
  });

  it('count what failed', () => {
    const bins = binned([{ outcome: 'half_open' }, { outcome: 'refused' }, {}], 1, 1);
    expect([bins.opened[0], bins.halfOpen[0], bins.broken[0]]).toEqual([3, 1, 1]);
  });

  it('have one bin for a capture of one moment', () => {
    expect([...binned([{ start: 0 }], 0, 3).opened]).toEqual([1, 0, 0]);
  });
});

describe('a burst', () => {
  const flood = (from: number, count: number): RowSpec[] =>
    Array.from({ length: count }, (_, i) => ({
      start: from + i / 20,
      outcome: 'half_open',
    }));

  it('is where half-open connections crowd', () => {
    const burst = findBurst(
      binned([{ start: 3, outcome: 'half_open' }, ...flood(41, 100)], 60, 60),
    );
    expect(burst).toEqual({
      group: 'half_open',
      count: 100,
      start: 41,
      duration: 5,
    });
  });

  it('is not seen in a few', () => {
    expect(findBurst(binned(flood(1, 9), 60, 60))).toBeNull();
  });
});
