// Reads frames again. The first connection of a capture is shown while the rest is still being
// read. It is near the start of the file, so the first bytes stay in memory.

/** Number of bytes from the start of the file that stay in memory. */
export const headLength = 64 * 1024;

export class Source {
  readonly #head: Uint8Array;

  /** `head`: the first bytes of `blob` that are in memory. */
  constructor(
    readonly blob: Blob,
    head: Uint8Array = new Uint8Array(0),
  ) {
    this.#head = head;
  }

  /** Bytes `from` to `to`, or to the end of the file; rejects if it can no longer be read. */
  async read(from: number, to: number): Promise<Uint8Array> {
    if (to <= this.#head.length) return this.#head.slice(from, to);
    return new Uint8Array(await this.blob.slice(from, to).arrayBuffer());
  }
}
