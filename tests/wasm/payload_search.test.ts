// A search for payload that is ended before the end of the capture.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import createEngine from '#engine';
import { CaptureSession } from '../../web/src/engine/worker/session';

const sample = new URL('../../samples/syn-flood.pcap', import.meta.url).pathname;
const pattern = new TextEncoder().encode('HTTP/1.');

async function opened(): Promise<CaptureSession> {
  const session = new CaptureSession(() => createEngine());
  await session.open(new Blob([new Uint8Array(readFileSync(sample))]));
  return session;
}

it('a search that is stopped, or followed by another, says that it did not reach the end', async () => {
  const session = await opened();
  const stopped = session.findPayload(pattern, () => {});
  session.stopFinding();
  expect(await stopped).toBe(false);
  const first = session.findPayload(pattern, () => {});
  const found: number[] = [];
  const second = session.findPayload(pattern, ({ connection }) => void found.push(...connection));
  expect(await Promise.all([first, second])).toEqual([false, true]);
  expect(found).toHaveLength(2);
});

it('does not answer before its last matches were taken', async () => {
  const session = await opened();
  let taken = 0;
  await session.findPayload(pattern, async ({ count }) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    taken += count;
  });
  expect(taken).toBe(2);
});
