import { brotliCompressSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { decode, encode } from '../../../web/build/octet_text';

const every = Uint8Array.from({ length: 256 }, (_, octet) => octet);

it('gives every octet back', () => {
  expect(decode(encode(every))).toEqual(every);
  expect(encode(every)).toHaveLength(256);
});

it('needs no escape in a string, in a string within one, or in HTML', () => {
  const text = encode(every);
  expect(text).not.toMatch(/["'`\\$<&\p{Cc}\u2028\u2029]/u);
  expect(JSON.stringify(JSON.stringify(text))).toBe(`"\\"${text}\\""`);
});

it('packs nearly as well as the octets do', () => {
  const path = new URL('../../../build/wasm/wasm/tcpladder-engine.wasm', import.meta.url);
  const octets = readFileSync(path);
  const packed = brotliCompressSync(encode(octets)).length;
  expect(packed / brotliCompressSync(octets).length).toBeLessThan(1.03);
});
