import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compress, decompress } from '../../../web/build/lzma';

const root = new URL('../../../', import.meta.url);

it('gives files of every kind back', () => {
  for (const name of ['core/tcp/tracker.cc', 'web/tsconfig.json', 'samples/syn-flood.pcap']) {
    const octets = new Uint8Array(readFileSync(new URL(name, root)));
    const packed = compress(octets);
    expect(packed.length).toBeLessThan(octets.length / 2);
    expect(Buffer.compare(decompress(packed, octets.length), octets), name).toBe(0);
  }
});

it('knows short, long and repeated matches', () => {
  const repeated = (count: number, period: number) =>
    Uint8Array.from({ length: count }, (_, i) => ((i % period) * 167) ^ (i % 1013 ? 0 : i >> 9));
  for (const octets of [repeated(5000, 3), repeated(90000, 700), new Uint8Array(70000)])
    expect(Buffer.compare(decompress(compress(octets), octets.length), octets)).toBe(0);
});
