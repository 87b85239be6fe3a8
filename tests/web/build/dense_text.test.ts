import { expect, it } from 'vitest';
import { decode, encode } from '../../../web/build/dense_text';

/** Every pair of bytes, in mixed order. */
const every = new Uint8Array(1 << 17).map((_, i) => {
  const pair = ((i >> 1) * 40503) & 0xffff;
  return i & 1 ? pair & 255 : pair >> 8;
});

it('gives bytes of any number back', () => {
  for (let count = 0; count < 100; count += 1) {
    const octets = every.subarray(count, 2 * count);
    expect(Buffer.compare(decode(encode(octets), count), octets)).toBe(0);
  }
  expect(Buffer.compare(decode(encode(every), 1 << 17), every)).toBe(0);
});

it('needs no escape in a quoted string or in HTML, and half a character per byte', () => {
  const text = encode(every);
  const allowed = (character: string) =>
    character >= 'a' && !/[\p{Cs}\ufffe\uffff]/u.test(character);
  expect([...new Set(text)].filter((character) => !allowed(character))).toEqual([]);
  expect(text.length).toBeLessThan((1 << 16) * 1.01);
});
