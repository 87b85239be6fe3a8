// Unpacks LZ4 frames (LZ4 Frame Format 1.6.4) and the older legacy frames as a stream. Memory holds
// one block and the 64 kB before it, from which the block may copy. Any number of frames may follow
// each other, with skippable frames between them. Checksums are ignored: damage shows in the
// blocks, or in the capture inside.
import type { Sink, Unpacker } from './unpacker';

const FRAME = 0x184d2204;
const LEGACY = 0x184c2102;
const SKIPPABLE = 0x184d2a50;
const HISTORY = 64 * 1024;
const LEGACY_BLOCK = 8 * 1024 * 1024;
/** Block sizes by bits 4-6 of the block descriptor. */
const blockSizes: Readonly<Record<number, number>> = {
  4: 64 * 1024,
  5: 256 * 1024,
  6: 1024 * 1024,
  7: 4 * 1024 * 1024,
};
const LEAST_MATCH = 4;

class Damaged extends Error {}

/** Properties of a frame that its blocks depend on. */
interface Frame {
  legacy: boolean;
  linked: boolean;
  blockLimit: number;
  blockChecksum: boolean;
  contentChecksum: boolean;
  /** Unpacked size in bytes; null if the frame does not state it. */
  content: number | null;
}

const isSkippable = (magic: number) => (magic & 0xfffffff0) >>> 0 === SKIPPABLE;
const isMagic = (word: number) => word === FRAME || word === LEGACY || isSkippable(word);

export function unlz4(sink: Sink): Unpacker {
  const stream = new Lz4Stream(sink);
  return { push: (chunk) => stream.push(chunk), finish: () => stream.finish() };
}

class Lz4Stream {
  /** Input that has not been consumed. */
  #pending: Uint8Array = new Uint8Array(0);
  #at = 0;
  #frame: Frame | null = null;
  /** Number of bytes of a skippable frame that remain to be skipped. */
  #skip = 0;
  /** History, followed by the current block. */
  #window = new Uint8Array(0);
  #history = 0;
  #written = 0;
  readonly #sink: Sink;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  push(chunk: Uint8Array): void {
    const rest = this.#pending.length - this.#at;
    const joined = new Uint8Array(rest + chunk.length);
    joined.set(this.#pending.subarray(this.#at));
    joined.set(chunk, rest);
    this.#pending = joined;
    this.#at = 0;
    while (this.#step());
  }

  finish(): void {
    const whole = this.#frame === null || this.#frame.legacy;
    if (!whole || this.#skip > 0 || this.#at < this.#pending.length) {
      throw new Damaged('the data ends inside a frame');
    }
  }

  /** Reads one header or block; false if more input is needed. */
  #step(): boolean {
    if (this.#skip > 0) return this.#skipOn();
    return this.#frame ? this.#block(this.#frame) : this.#header();
  }

  #has(octets: number): boolean {
    return this.#pending.length - this.#at >= octets;
  }

  #word(offset = 0): number {
    const [a, b, c, d] = this.#pending.subarray(this.#at + offset, this.#at + offset + 4);
    return (a! | (b! << 8) | (c! << 16) | (d! << 24)) >>> 0;
  }

  #skipOn(): boolean {
    const octets = Math.min(this.#skip, this.#pending.length - this.#at);
    this.#skip -= octets;
    this.#at += octets;
    return this.#skip === 0 && octets > 0;
  }

  #header(): boolean {
    if (!this.#has(4)) return false;
    const magic = this.#word();
    if (isSkippable(magic)) {
      if (!this.#has(8)) return false;
      this.#skip = this.#word(4);
      this.#at += 8;
      return true;
    }
    if (magic === LEGACY) {
      this.#at += 4;
      this.#begin({
        legacy: true,
        linked: false,
        blockLimit: LEGACY_BLOCK,
        blockChecksum: false,
        contentChecksum: false,
        content: null,
      });
      return true;
    }
    if (magic !== FRAME) throw new Damaged('no frame begins here');
    return this.#descriptor();
  }

  #descriptor(): boolean {
    if (!this.#has(6)) return false;
    const flags = this.#pending[this.#at + 4]!;
    const sizes = this.#pending[this.#at + 5]!;
    const sized = (flags & 8) !== 0;
    const length = 6 + (sized ? 8 : 0) + (flags & 1 ? 4 : 0) + 1;
    if (!this.#has(length)) return false;
    const blockLimit = blockSizes[(sizes >> 4) & 7];
    if (flags >> 6 !== 1 || blockLimit === undefined) throw new Damaged('an unknown version');
    if (flags & 1) throw new Damaged('a dictionary is needed');
    const content = sized ? this.#word(6) + this.#word(10) * 2 ** 32 : null;
    this.#at += length;
    this.#begin({
      legacy: false,
      linked: (flags & 0x20) === 0,
      blockLimit,
      blockChecksum: (flags & 0x10) !== 0,
      contentChecksum: (flags & 4) !== 0,
      content,
    });
    return true;
  }

  #begin(frame: Frame): void {
    this.#frame = frame;
    this.#history = 0;
    this.#written = 0;
    const needed = HISTORY + frame.blockLimit;
    if (this.#window.length < needed) this.#window = new Uint8Array(needed);
  }

  #block(frame: Frame): boolean {
    if (!this.#has(4)) return false;
    const word = this.#word();
    if (frame.legacy ? isMagic(word) : word === 0) return this.#end(frame);
    const stored = !frame.legacy && word >= 2 ** 31;
    const size = stored ? word - 2 ** 31 : word;
    // Incompressible data grows a little in the legacy format.
    if (size > frame.blockLimit + (frame.legacy ? frame.blockLimit / 128 : 0)) {
      throw new Damaged('a block is too large');
    }
    if (!this.#has(4 + size + (frame.blockChecksum ? 4 : 0))) return false;
    const input = this.#pending.subarray(this.#at + 4, this.#at + 4 + size);
    this.#at += 4 + size + (frame.blockChecksum ? 4 : 0);
    const from = this.#history;
    const limit = from + frame.blockLimit;
    const to = stored ? this.#copy(input, from) : unpackBlock(input, this.#window, from, limit);
    this.#written += to - from;
    this.#sink(this.#window.subarray(from, to));
    this.#remember(frame, to);
    return true;
  }

  #copy(input: Uint8Array, from: number): number {
    this.#window.set(input, from);
    return from + input.length;
  }

  #remember(frame: Frame, to: number): void {
    if (!frame.linked) return;
    const start = Math.max(0, to - HISTORY);
    this.#window.copyWithin(0, start, to);
    this.#history = to - start;
  }

  #end(frame: Frame): boolean {
    const length = frame.legacy ? 0 : 4 + (frame.contentChecksum ? 4 : 0);
    if (!this.#has(length)) return false;
    if (frame.content !== null && frame.content !== this.#written) {
      throw new Damaged('the frame holds another number of octets than it says');
    }
    this.#at += length;
    this.#frame = null;
    return true;
  }
}

/**
 * Unpacks one block (LZ4 Block Format), a sequence of literals and matches. Writes to `out` from
 * `at` on, never beyond `limit`; matches refer back at most to the beginning of `out`. Returns the
 * offset after the last byte written.
 */
function unpackBlock(input: Uint8Array, out: Uint8Array, at: number, limit: number): number {
  let from = 0;
  const count = (nibble: number): number => {
    let length = nibble;
    for (let more = nibble === 15; more;) {
      if (from >= input.length) throw new Damaged('a length is cut');
      const octet = input[from++]!;
      length += octet;
      more = octet === 255;
    }
    return length;
  };
  while (from < input.length) {
    const token = input[from++]!;
    const literals = count(token >> 4);
    if (from + literals > input.length || at + literals > limit) {
      throw new Damaged('literals beyond the block');
    }
    out.set(input.subarray(from, from + literals), at);
    from += literals;
    at += literals;
    if (from === input.length) break;
    if (from + 2 > input.length) throw new Damaged('an offset is cut');
    const offset = input[from]! | (input[from + 1]! << 8);
    from += 2;
    const length = count(token & 15) + LEAST_MATCH;
    if (offset === 0 || offset > at || at + length > limit) {
      throw new Damaged('a match beyond the block');
    }
    // If source and target overlap, the match repeats itself.
    if (offset >= length) out.copyWithin(at, at - offset, at - offset + length);
    else for (let i = 0; i < length; i += 1) out[at + i] = out[at + i - offset]!;
    at += length;
  }
  return at;
}
