// A file in chunks of equal length, read as a stream into reused buffers: this takes a quarter of
// the time of slices (tests/bench/README.md). Chromium's stream sometimes stalls in a file that is
// assembled from parts; then the rest is read by slices.

/** Milliseconds between two checks for new data. */
const lookEvery = 250;
/**
 * Number of checks without data after which a stream is abandoned. One alone may follow a long
 * computation.
 */
const patience = 8;

export class Chunks {
  /** Bytes requested so far. */
  #at = 0;
  #stream: ReadableStreamBYOBReader | null = null;
  /** The first chunk, while only the head has been requested. */
  #first: Promise<Uint8Array<ArrayBuffer>> | null = null;
  /** Buffers of the newest two chunks of the stream, to be reused. */
  readonly #lent: ArrayBuffer[] = [];
  readonly #file: Blob;
  readonly #length: number;

  constructor(file: Blob, length: number) {
    this.#file = file;
    this.#length = length;
    try {
      this.#stream = file.stream().getReader({ mode: 'byob' });
    } catch {
      // Every browser can read slices.
    }
  }

  get size(): number {
    return this.#file.size;
  }

  /** The first bytes of the file, at most one chunk; call before anything else. */
  async head(length: number): Promise<Uint8Array<ArrayBuffer>> {
    this.#first = this.next();
    return (await this.#first).slice(0, length);
  }

  /**
   * The next chunk, shorter at the end of the file and empty after it. Its bytes are valid until
   * the call after the next one. One call at a time.
   */
  async next(): Promise<Uint8Array<ArrayBuffer>> {
    if (this.#first) {
      const first = this.#first;
      this.#first = null;
      return first;
    }
    const from = this.#at;
    const length = Math.min(this.#length, this.#file.size - from);
    this.#at += length;
    return (await this.#streamed(length)) ?? (await this.#sliced(from, length));
  }

  /** Releases the file. */
  close(): void {
    // A stalled stream may not even end.
    void this.#stream?.cancel().catch(() => {});
    this.#stream = null;
  }

  /** Null if the stream has ended. */
  async #streamed(length: number): Promise<Uint8Array<ArrayBuffer> | null> {
    if (!this.#stream) return null;
    let buffer = (this.#lent.length > 1 && this.#lent.shift()) || new ArrayBuffer(this.#length);
    for (let filled = 0; filled < length;) {
      const part = await inTime(this.#stream.read(new Uint8Array(buffer, filled, length - filled)));
      if (!part?.value || part.done) {
        this.close();
        return null;
      }
      buffer = part.value.buffer;
      filled += part.value.length;
    }
    this.#lent.push(buffer);
    return new Uint8Array(buffer, 0, length);
  }

  async #sliced(from: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await this.#file.slice(from, from + length).arrayBuffer());
  }
}

/** The result of `reading`, or null if it takes too long. */
async function inTime<T>(reading: Promise<T>): Promise<T | null> {
  let looks = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setInterval(() => (looks += 1) === patience && resolve(null), lookEvery);
  });
  try {
    return await Promise.race([reading, late]);
  } finally {
    clearInterval(timer);
  }
}
