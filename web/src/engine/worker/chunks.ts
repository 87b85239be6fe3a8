// A file in stretches of equal length, read as a stream into buffers of the reader's own: a fourth
// of the time that slices take (tests/bench/README.md). Chromium's stream stands still now and then
// in a file that is put together from parts; what does not come is read by slices from there on.

/** Between two looks at whether anything came, milliseconds. */
const lookEvery = 250;
/** Looks in vain after which a stream is given up; one after a long computation is none yet. */
const patience = 8;

export class Chunks {
  /** Bytes of the file that were asked for. */
  #at = 0;
  #stream: ReadableStreamBYOBReader | null = null;
  /** The first stretch, while only its head was wanted. */
  #first: Promise<Uint8Array<ArrayBuffer>> | null = null;
  /** Of the newest two stretches of the stream, to be filled again. */
  readonly #lent: ArrayBuffer[] = [];
  readonly #file: Blob;
  readonly #length: number;

  constructor(file: Blob, length: number) {
    this.#file = file;
    this.#length = length;
    try {
      this.#stream = file.stream().getReader({ mode: 'byob' });
    } catch {
      // Slices can be read everywhere.
    }
  }

  get size(): number {
    return this.#file.size;
  }

  /** The first bytes of the file, at most a stretch of them; before anything else is asked for. */
  async head(length: number): Promise<Uint8Array<ArrayBuffer>> {
    this.#first = this.next();
    return (await this.#first).slice(0, length);
  }

  /**
   * The next stretch, shorter at the end of the file and empty behind it; its bytes are good until
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

  /** Lets go of the file. */
  close(): void {
    // A stream that stands still may not even end.
    void this.#stream?.cancel().catch(() => {});
    this.#stream = null;
  }

  /** Null where the stream has no more. */
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

/** What `reading` comes to, or null where that takes too long. */
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
