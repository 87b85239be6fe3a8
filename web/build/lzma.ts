// LZMA (https://www.7-zip.org/sdk.html, lzma-specification.txt), without a header and with fixed
// parameters. It compresses the script of the single-file page a fifth better than deflate, and its
// decoder is small enough to be part of the page.
import { execFileSync } from 'node:child_process';

/** The decoder below knows these: 4 bits of the previous byte, and no bits of the position. */
const parameters = 'preset=9e,lc=4,lp=0,pb=0';

export function compress(octets: Uint8Array): Uint8Array {
  const options = ['--format=raw', `--lzma1=${parameters}`, '--stdout'];
  try {
    return execFileSync('xz', options, { input: octets, maxBuffer: 2 ** 28 });
  } catch (error) {
    throw new Error('the page in one file needs xz (Debian: apt install xz-utils)', {
      cause: error,
    });
  }
}

/**
 * Decompresses to `size` bytes. The source of this function is inserted into the page, so it refers
 * to nothing outside of itself.
 */
export function decompress(packed: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  // Where each set of probabilities begins. There are twelve states.
  const [isMatch, isRepeat, isOther, isThird, isFourth, isLong] = [0, 12, 24, 36, 48, 60];
  const [matchLength, repeatLength, slots, offsets, align, literals] = [
    72, 346, 620, 876, 992, 1008,
  ];
  const probabilities = new Uint16Array(literals + (0x300 << 4)).fill(1024);
  const octets = new Uint8Array(size);
  let from = 1;
  // Range and code of the range decoder. Variables of closures would be objects above 31 bits.
  const coder = Uint32Array.of(0xffffffff, 0);
  for (let i = 0; i < 4; i += 1) coder[1] = (coder[1]! << 8) | packed[from++]!;
  /** Goes down a tree of probabilities from `node`, the root being 1, until it is `end` or more. */
  const walk = (at: number, node: number, end: number) => {
    let range = coder[0]!;
    let code = coder[1]!;
    while (node < end) {
      if (range < 0x1000000) {
        range = (range << 8) >>> 0;
        code = ((code << 8) | packed[from++]!) >>> 0;
      }
      const probability = probabilities[at + node]!;
      const bound = (range >>> 11) * probability;
      if (code < bound) {
        range = bound;
        probabilities[at + node] = probability + ((2048 - probability) >> 5);
        node *= 2;
      } else {
        range -= bound;
        code -= bound;
        probabilities[at + node] = probability - (probability >> 5);
        node = node * 2 + 1;
      }
    }
    coder[0] = range;
    coder[1] = code;
    return node;
  };
  const bit = (at: number) => walk(at - 1, 1, 2) - 2;
  const tree = (at: number, bits: number) => walk(at, 1, 1 << bits) - (1 << bits);
  const reverseTree = (at: number, bits: number) => {
    let node = 1;
    let value = 0;
    for (let i = 0; i < bits; i += 1) {
      const next = bit(at + node);
      node = (node << 1) | next;
      value |= next << i;
    }
    return value;
  };
  const direct = (bits: number) => {
    let value = 0;
    for (let i = 0; i < bits; i += 1) {
      if (coder[0]! < 0x1000000) {
        coder[0]! <<= 8;
        coder[1] = (coder[1]! << 8) | packed[from++]!;
      }
      coder[0]! >>>= 1;
      const next = coder[1]! >= coder[0]! ? 1 : 0;
      coder[1]! -= coder[0]! * next;
      value = (value << 1) | next;
    }
    return value;
  };
  const length = (at: number) => {
    if (!bit(at)) return 2 + tree(at + 2, 3);
    return bit(at + 1) ? 18 + tree(at + 18, 8) : 10 + tree(at + 10, 3);
  };
  const distance = (count: number) => {
    const slot = tree(slots + 64 * Math.min(count - 2, 3), 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) << bits;
    if (slot < 14) return base + reverseTree(offsets + base - slot, bits);
    return base + direct(bits - 4) * 16 + reverseTree(align, 4);
  };

  let state = 0;
  /** The last four distances, less one. */
  let [first, second, third, fourth] = [0, 0, 0, 0];
  for (let at = 0; at < size;) {
    if (!bit(isMatch + state)) {
      const table = literals + 0x300 * ((at > 0 ? octets[at - 1]! : 0) >> 4);
      let node = 1;
      if (state > 6) {
        // After a match, the byte is known not to be the one that would have extended it.
        for (let expected = octets[at - first - 1]!; node < 256; expected <<= 1) {
          const guess = (expected >> 7) & 1;
          const next = bit(table + ((1 + guess) << 8) + node);
          node = (node << 1) | next;
          if (next !== guess) break;
        }
      }
      octets[at++] = walk(table, node, 256);
      state = state < 4 ? 0 : state - (state < 10 ? 3 : 6);
      continue;
    }
    let count = 1;
    if (!bit(isRepeat + state)) {
      [second, third, fourth] = [first, second, third];
      count = length(matchLength);
      first = distance(count);
      state = state < 7 ? 7 : 10;
    } else {
      const isFirst = !bit(isOther + state);
      if (isFirst && !bit(isLong + state)) state = state < 7 ? 9 : 11;
      else {
        if (!isFirst) {
          if (!bit(isThird + state)) [first, second] = [second, first];
          else if (!bit(isFourth + state)) [first, second, third] = [third, first, second];
          else [first, second, third, fourth] = [fourth, first, second, third];
        }
        count = length(repeatLength);
        state = state < 7 ? 8 : 11;
      }
    }
    for (; count > 0 && at < size; count -= 1, at += 1) octets[at] = octets[at - first - 1]!;
  }
  return octets;
}
