// The packets of a text as they are found: one stretch of bytes, and where each packet begins in it.
import type { Stamp } from './time_stamp';

export interface Packet {
  /** Of the bytes. */
  start: number;
  end: number;
  /** The line it begins in, from 1. */
  line: number;
  stamp: Stamp | null;
}

export class Packets {
  readonly list: Packet[] = [];
  /** Bytes so far. */
  length = 0;
  #octets = new Uint8Array(4096);

  push(octet: number) {
    if (this.length === this.#octets.length) {
      const larger = new Uint8Array(2 * this.length);
      larger.set(this.#octets);
      this.#octets = larger;
    }
    this.#octets[this.length++] = octet;
  }

  /** Takes back the octets from `length` on. */
  cut(length: number) {
    this.length = length;
  }

  /** Writes `octets` from `start` on once more behind all others. */
  repeat(start: number, octets: number) {
    for (let i = 0; i < octets; i++) this.push(this.#octets[start + i]!);
  }

  /** The octets from `start` on become a packet; none where there are none. */
  add(start: number, line: number, stamp: Stamp | null) {
    if (this.length > start) this.list.push({ start, end: this.length, line, stamp });
  }

  /** A view of all bytes; good until the next one is pushed. */
  octets(): Uint8Array<ArrayBuffer> {
    return this.#octets.subarray(0, this.length);
  }
}
