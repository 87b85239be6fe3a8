// A file in stretches of equal length. The browser is asked for several at once, which takes half
// the time, and for the next ones while these are worked on. Not as a stream: Chromium's stands
// still now and then, in the midst of a file of gigabytes.

/** Stretches that are fetched with one call. */
const atOnce = 4;

export class Stretches {
  #at = 0;
  #fetched = new Uint8Array(0);
  #next: Promise<ArrayBuffer>;
  /** Of `#fetched`, handed out. */
  #used = 0;

  constructor(
    private readonly file: Blob,
    private readonly length: number,
  ) {
    this.#next = this.#fetch();
  }

  /** The next stretch, shorter at the end of the file and empty behind it. One call at a time. */
  async next(): Promise<Uint8Array<ArrayBuffer>> {
    if (this.#used >= this.#fetched.length) {
      this.#fetched = new Uint8Array(await this.#next);
      this.#used = 0;
      this.#next = this.#fetch();
    }
    const from = this.#used;
    this.#used += this.length;
    return this.#fetched.subarray(from, this.#used);
  }

  #fetch(): Promise<ArrayBuffer> {
    const from = this.#at;
    this.#at += this.length * atOnce;
    const octets = this.file.slice(from, this.#at).arrayBuffer();
    // A failure counts when the stretch is asked for, and not where reading has ended before it.
    octets.catch(() => {});
    return octets;
  }
}
