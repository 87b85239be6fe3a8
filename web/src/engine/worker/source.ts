// What frames are read again from. The first connection of a capture is on view while the rest is
// still being read, and lies at its start: that much of the file is at hand without another reading.

/** Bytes of the file's start that stay in memory. */
export const headLength = 64 * 1024;

export class Source {
  readonly #head: Uint8Array;

  /** `head`: the first octets of `blob`, as many as are at hand. */
  constructor(
    readonly blob: Blob,
    head: Uint8Array = new Uint8Array(0),
  ) {
    this.#head = head;
  }

  /** Octets `from` to `to`, or to the end of the file; rejects where it can no longer be read. */
  async read(from: number, to: number): Promise<Uint8Array> {
    if (to <= this.#head.length) return this.#head.slice(from, to);
    return new Uint8Array(await this.blob.slice(from, to).arrayBuffer());
  }
}
