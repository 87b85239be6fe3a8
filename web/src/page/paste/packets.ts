// The packets found in a text: one array of bytes, and the range of each packet in it.
import type { Stamp } from './time_stamp';

export interface Packet {
  /** Range of the packet's bytes; `end` is exclusive. */
  start: number;
  end: number;
  /** Line where the packet starts, from 1. */
  line: number;
  stamp: Stamp | null;
}

export class Packets {
  readonly list: Packet[] = [];
  /** Number of bytes so far. */
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

  /** Removes the bytes from `length` on. */
  cut(length: number) {
    this.length = length;
  }

  /** Appends `octets` bytes, copied from `start` on; the copy may read what it has written. */
  repeat(start: number, octets: number) {
    for (let i = 0; i < octets; i++) this.push(this.#octets[start + i]!);
  }

  /** Adds the bytes from `start` on as a packet; does nothing if there are none. */
  add(start: number, line: number, stamp: Stamp | null) {
    if (this.length > start) this.list.push({ start, end: this.length, line, stamp });
  }

  /** A view of all bytes; valid until the next byte is pushed. */
  octets(): Uint8Array<ArrayBuffer> {
    return this.#octets.subarray(0, this.length);
  }
}
