import { brotliCompressSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fromStreams, toStreams } from '../../../web/build/module_streams';

const path = new URL('../../../build/wasm/wasm/tcpladder-engine.wasm', import.meta.url);
const engine = new Uint8Array(readFileSync(path));

/** A section of the binary format. */
const section = (id: number, ...content: number[]) => [id, content.length, ...content];

/** One function of every kind of instruction, without parameters or results. */
const module = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...section(1, 1, 0x60, 0, 0),
  ...section(3, 1, 0),
  ...section(4, 1, 0x70, 0, 1),
  ...section(5, 1, 0, 1),
  ...section(6, 1, 0x7f, 1, 0x41, 0, 0x0b),
  ...section(
    10,
    ...[1, 71, 2, 1, 0x7f, 1, 0x7c],
    ...[0x02, 0x40, 0x20, 0, 0x0d, 0, 0x20, 0, 0x0e, 1, 0, 0, 0x0b],
    ...[0x41, 0x80, 0x01, 0x22, 0, 0x21, 0, 0x42, 0x7f, 0x1a],
    ...[0x43, 0, 0, 0x80, 0x3f, 0x1a, 0x44, 0, 0, 0, 0, 0, 0, 0, 0x40, 0x21, 1],
    ...[0x20, 0, 0x28, 2, 4, 0x1a, 0x20, 0, 0x23, 0, 0x36, 2, 0x88, 0x01],
    ...[0x3f, 0, 0x24, 0, 0x10, 0, 0x41, 0, 0x11, 0, 0, 0x0b],
  ),
]);

it('gives a module back', () => {
  expect(WebAssembly.validate(module)).toBe(true);
  for (const whole of [module, engine]) {
    const { octets, sizes } = toStreams(whole);
    expect(octets).toHaveLength(whole.length);
    expect(Buffer.from(fromStreams(octets, sizes)).equals(whole)).toBe(true);
  }
});

it('sorts opcodes and the numbers behind them', () => {
  const { octets, sizes } = toStreams(module);
  let end = 0;
  const streams = sizes.map((size) => Array.from(octets.subarray(end, (end += size))));
  const [, bodySize, locals, , get, i32, call, offset] = streams;
  expect(bodySize).toEqual([71]);
  expect(locals).toEqual([2, 1, 0x7f, 1, 0x7c]);
  expect(get).toEqual([0, 0, 0, 0]);
  expect(i32).toEqual([0x80, 0x01, 0]);
  expect(call).toEqual([0]);
  expect(offset).toEqual([4, 0x88, 0x01]);
});

it('makes the engine pack better', () => {
  const packed = brotliCompressSync(toStreams(engine).octets).length;
  expect(packed / brotliCompressSync(engine).length).toBeLessThan(0.94);
});
