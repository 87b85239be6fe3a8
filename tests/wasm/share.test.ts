// A shared file opened again tells the same of its connection, and nothing of who it was.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import createEngine from '#engine';
import type { Connection } from '../../web/src/model/connection';
import { CaptureSession } from '../../web/src/engine/worker/session';
import type { ShareChoices } from '../../web/src/model/share_choices';

const samples = new URL('../../samples/', import.meta.url).pathname;
const files = readdirSync(samples).filter((name) => /\.pcap(ng)?$/.test(name));
/** Connections of one sample that are tried; a flood has many of a kind. */
const most = 4;

async function opened(capture: Blob): Promise<CaptureSession> {
  const session = new CaptureSession(() => createEngine());
  await session.open(capture);
  return session;
}

const sampleBlob = (name: string) => new Blob([new Uint8Array(readFileSync(samples + name))]);

/**
 * What must not change. ICMP errors are left out of a shared file, and with them what they tell of
 * the outcome. Times in whole microseconds, as their sums differ in the last bits.
 */
function told(connection: Connection, zeek: boolean, icmp: boolean) {
  const { segments, client, server } = connection;
  const ends = [client, server].map(({ isn, mss, windowScale, payload }) => ({
    isn,
    mss,
    windowScale,
    payload,
  }));
  const micro = (seconds: number) => Math.round(seconds * 1e6);
  return {
    ends,
    outcome: icmp ? '' : connection.outcome,
    opening: connection.opening,
    history: zeek ? connection.history : '',
    times: Array.from(segments.time, (time) => micro(time - segments.time[0]!)),
    ...Object.fromEntries(
      (
        [
          'seq',
          'ack',
          'length',
          'window',
          'flags',
          'clientState',
          'serverState',
          'original',
        ] as const
      ).map((column) => [column, Array.from(segments[column])]),
    ),
    statements: Array.from(connection.events.id),
  };
}

const octetsOf = (address: string) => Buffer.from(address.split('.').map(Number));

describe.each(files)('%s', (name) => {
  it.each<[string, ShareChoices]>([
    ['the safest', {}],
    ['payload cut', { payload: 'cut' }],
    ['other ports', { ports: 'replaced' }],
    ['all kept', { addresses: 'kept', times: 'kept', path: 'kept' }],
  ])('comes back the same: %s', async (_, choices) => {
    const session = await opened(sampleBlob(name));
    const count = Math.min(most, session.connections().count);
    for (let index = 0; index < count; index++) {
      const original = await session.connection(index);
      const file = await session.share(index, choices);
      const again = await opened(file);
      expect(again.connections().count).toBe(1);
      // Zeek delivers no payload that was cut off.
      const zeek = choices.payload !== 'cut';
      const icmp = original.icmp.length > 0;
      expect(told(await again.connection(0), zeek, icmp)).toEqual(told(original, zeek, icmp));
      const octets = Buffer.from(await file.arrayBuffer());
      for (const { address } of [original.client, original.server]) {
        expect(octets.includes(octetsOf(address))).toBe(choices.addresses === 'kept');
      }
      expect(octets.includes('HTTP')).toBe(false);
      again.dispose();
    }
    session.dispose();
  });
});

it('writes a part, and two at a time come out whole', async () => {
  const session = await opened(sampleBlob('http-1688.pcap'));
  const [part, whole] = await Promise.all([
    session.share(0, { rows: { first: 3, last: 5 } }),
    session.share(0),
  ]);
  const again = await opened(part);
  expect((await again.connection(0)).segments.count).toBe(3);
  expect((await (await opened(whole)).connection(0)).segments.count).toBe(19);
});

it('fails where another capture was opened meanwhile', async () => {
  const session = await opened(sampleBlob('loss.pcap'));
  const shared = session.share(0);
  const next = session.open(sampleBlob('refused.pcap'));
  await expect(shared).rejects.toThrow();
  await next;
  expect((await session.share(0)).size).toBeGreaterThan(24);
});
