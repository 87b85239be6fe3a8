// The unpacked content of a compressed capture, kept so that parts of it can be read again.

/** Size of one blob, in bytes. */
const blobLength = 1024 * 1024;

export class LimitReached extends Error {}

/** Unpacked bytes, stored as blobs so that they need not stay in memory. */
export class UnpackedStore {
  length = 0;
  #blobs: Blob[] = [];
  #parts: Uint8Array<ArrayBuffer>[] = [];
  #pending = 0;
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Throws a LimitReached. */
  add(octets: Uint8Array) {
    if (this.length + octets.length > this.#limit) throw new LimitReached();
    this.#parts.push(octets.slice());
    this.length += octets.length;
    this.#pending += octets.length;
    if (this.#pending >= blobLength) this.#flush();
  }

  blob(): Blob {
    this.#flush();
    return new Blob(this.#blobs);
  }

  #flush() {
    if (this.#parts.length > 0) this.#blobs.push(new Blob(this.#parts));
    this.#parts = [];
    this.#pending = 0;
  }
}
