// The filter's searches for payload: one at a time, and ended when the reader wants something else.
import type { ReactiveControllerHost } from 'lit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PayloadMatchTable } from '../../../../wasm/engine.mjs';
import type { ConnectionRows } from '../../../../web/src/page/connections/connection_rows';
import {
  PayloadFilter,
  type FindPayload,
} from '../../../../web/src/page/connections/payload_filter';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const rows = {} as ConnectionRows;
const host = { addController() {}, requestUpdate() {} } as unknown as ReactiveControllerHost;
const table = (...connection: number[]): PayloadMatchTable => ({
  count: connection.length,
  connection: Uint32Array.from(connection),
  row: Uint32Array.from(connection, () => 4),
  end: Uint8Array.from(connection, () => 0),
  from: Float64Array.from(connection, () => 0),
  incomplete: 0,
});

function searches() {
  const started: string[] = [];
  let tell: Parameters<FindPayload['start']>[1] = () => {};
  let end: (whole: boolean) => void = () => {};
  const find: FindPayload = {
    start: (pattern, onProgress) => {
      started.push(new TextDecoder().decode(pattern));
      tell = onProgress;
      return new Promise((resolve) => (end = resolve));
    },
    stop: vi.fn(() => end(false)),
  };
  return {
    find,
    started,
    tell: (...found: number[]) => tell(table(...found), { read: 1, size: 2 }),
    end: () => end(true),
  };
}

const among = (filter: PayloadFilter) => filter.among.map((keys) => [...keys]);

test('a term that is removed ends its search, and later matches of it count for nothing', async () => {
  const filter = new PayloadFilter(host);
  const { find, started, tell } = searches();
  filter.follow('payload:"one"', rows, find);
  await vi.advanceTimersByTimeAsync(500);
  expect(started).toEqual(['one']);
  tell(3);
  expect(among(filter)).toEqual([[3]]);
  expect(filter.stepOf(3)).toBe(5);
  filter.follow('payload:"two"', rows, find);
  expect(find.stop).toHaveBeenCalledTimes(1);
  tell(9);
  expect(among(filter)).toEqual([[]]);
  await vi.advanceTimersByTimeAsync(500);
  expect(started).toEqual(['one', 'two']);
});

test('another capture ends the search; without a change of the term it is not repeated', async () => {
  const filter = new PayloadFilter(host);
  const { find, started, tell, end } = searches();
  filter.follow('payload:"one"', rows, find);
  await vi.advanceTimersByTimeAsync(500);
  tell(1, 2);
  end();
  await vi.advanceTimersByTimeAsync(500);
  filter.follow('payload:"one" port:80', rows, find);
  await vi.advanceTimersByTimeAsync(500);
  expect(started).toHaveLength(1);
  expect(among(filter)).toEqual([[1, 2]]);
  filter.follow('payload:"one"', {} as ConnectionRows, find);
  expect(among(filter)).toEqual([[]]);
});
