// A session that reads two captures of the same traffic, with the real engine.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import createEngine from '#engine';
import type { Progress } from '../../web/src/engine/worker/reading';
import { CaptureSession, type SecondTap } from '../../web/src/engine/worker/session';
import { clockOf, fatesOf } from '../../web/src/model/taps';
import { asInterfaces } from '../web/interfaces';

const pairs = new URL('../../samples/pairs/', import.meta.url);
const read = (tap: 'a' | 'b') => readFileSync(new URL(`lost-between.${tap}.pcap`, pairs));
const truth = JSON.parse(readFileSync(new URL('lost-between.json', pairs), 'utf8')) as {
  offset_ns: number;
};
const blob = (bytes: Buffer) => new Blob([new Uint8Array(bytes)]);

async function opened(file: Blob, second: SecondTap) {
  const session = new CaptureSession(() => createEngine());
  const progress: Progress[] = [];
  const { taps } = await session.open(file, (p) => progress.push(p), { second });
  return { session, taps: taps!, progress };
}

it('merges a connection of both, and knows their clocks', async () => {
  const [a, b] = [read('a'), read('b')];
  const { session, taps, progress } = await opened(blob(a), { file: blob(b), names: ['A', 'B'] });
  const { offset, low, high, pairs: counted } = clockOf(taps);
  const actual = truth.offset_ns / 1e9;
  expect(low! <= actual && actual <= high! && low! <= offset! && offset! <= high!).toBe(true);
  expect(Math.min(...counted)).toBeGreaterThan(0);
  expect(progress.at(-1)).toMatchObject({ read: a.length + b.length, size: a.length + b.length });
  const { passages, segments, timing } = await session.connection(0);
  expect(passages!.table.count).toBe(segments.count);
  expect(timing!.sent).toHaveLength(3 * segments.count);
  const fates = fatesOf(passages!.table);
  expect(fates.lost_between).toBeGreaterThan(0);
  expect(Object.values(fates).reduce((sum, n) => sum + n)).toBe(segments.count);
  session.dispose();
});

it('says the same of two interfaces of one capture', async () => {
  const [a, b] = [read('a'), read('b')];
  const apart = await opened(blob(a), { file: blob(b), names: ['A', 'B'] });
  const file = blob(asInterfaces([a, b]));
  const together = await opened(file, { file, names: ['A', 'B'], interfaces: [0, 1] });
  expect(clockOf(together.taps)).toEqual(clockOf(apart.taps));
  const [one, other] = await Promise.all(
    [apart, together].map(async ({ session }) => (await session.connection(0)).passages!.table),
  );
  expect(fatesOf(other!)).toEqual(fatesOf(one!));
  apart.session.dispose();
  together.session.dispose();
});
