// What the worker sends of a connection is transferred: to copy a million rows takes a second.
import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import createEngine from '#engine';
import { CaptureSession } from '../../web/src/engine/worker/session';
import { movedConnection } from '../../web/src/engine/worker/transfer';

const transfer = vi.hoisted(() =>
  vi.fn<(value: unknown, buffers: ArrayBuffer[]) => unknown>((value) => value),
);
vi.mock('comlink', () => ({ transfer }));

/** The columns of all tables in `value`, by their names. */
function columnsOf(value: object, name = ''): [string, ArrayBufferView][] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    if (ArrayBuffer.isView(inner)) return [[`${name}${key}`, inner] as [string, ArrayBufferView]];
    return inner && typeof inner === 'object' ? columnsOf(inner, `${name}${key}.`) : [];
  });
}

test('no column of a connection is copied', async () => {
  const session = new CaptureSession(() => createEngine());
  const file = readFileSync(new URL('../../samples/loss.pcap', import.meta.url));
  await session.open(new Blob([file]));
  const connection = await session.connection(0);
  movedConnection(connection);
  session.dispose();
  const moved = new Set(transfer.mock.calls[0]![1]);
  const columns = columnsOf(connection).filter(([, { byteLength }]) => byteLength > 100);
  expect(columns.length).toBeGreaterThan(30);
  expect(columns.filter(([, { buffer }]) => !moved.has(buffer as ArrayBuffer))).toEqual([]);
});
