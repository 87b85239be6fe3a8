// The payload of connections, read again from the file: pages of one stream, and a search in all
// streams.
import type {
  Engine,
  PartsOnDemand,
  PayloadMatchTable,
  PayloadStream,
  PayloadTable,
} from '../../../../wasm/engine.mjs';
import { readPlaces } from './byte_ranges';
import { Chunks } from './chunks';
import { chunkLength } from './reading';
import type { Source } from './source';

/** Pages of the payload that one end of a connection sent. */
export class PayloadPages {
  readonly #index: number;
  readonly #end: 0 | 1;
  readonly #engine: Engine;
  readonly #source: Source;
  #stream: PayloadStream | null;

  constructor(index: number, end: 0 | 1, stream: PayloadStream, engine: Engine, source: Source) {
    this.#index = index;
    this.#end = end;
    this.#stream = stream;
    this.#engine = engine;
    this.#source = source;
  }

  isOf(engine: Engine, index: number, end: 0 | 1): boolean {
    return this.#engine === engine && this.#index === index && this.#end === end;
  }

  firstOf(row: number): number | null {
    const stream = this.#open();
    const first = stream.firstOf(row);
    return first < stream.length() ? first : null;
  }

  async page(from: number, to: number): Promise<PayloadTable> {
    const places = this.#open().places(from, to);
    const octets = await readPlaces(this.#source, places);
    if (places.length > 0 && octets.length === 0) {
      throw new DOMException('the capture cannot be read again', 'NotReadableError');
    }
    const stream = this.#open();
    this.#engine.buffer(octets.length).set(octets);
    return stream.page(this.#engine, from, to, octets.length);
  }

  dispose(): void {
    this.#stream?.delete();
    this.#stream = null;
  }

  #open(): PayloadStream {
    if (!this.#stream) throw new Error('another connection was opened');
    return this.#stream;
  }
}

/**
 * Takes the matches since the last call. The search waits for it, because the answer of the search
 * may overtake calls to another thread.
 */
export type OnFound = (
  found: PayloadMatchTable,
  progress: { read: number; size: number },
) => void | Promise<void>;

interface Search {
  /** Interval between two progress reports, in milliseconds. */
  every: number;
  goesOn: () => boolean;
  onProgress: OnFound;
}

/** Resolves with true if `blob`, which `engine` has read, was searched to its end. */
export async function findPayload(
  { PayloadSearch }: PartsOnDemand,
  engine: Engine,
  blob: Blob,
  pattern: Uint8Array,
  { every, goesOn, onProgress }: Search,
): Promise<boolean> {
  engine.buffer(pattern.length).set(pattern);
  const search = new PayloadSearch(engine, pattern.length);
  const octets = new Chunks(blob, chunkLength);
  let told = performance.now();
  try {
    let more = true;
    // The browser fetches the next chunk while the engine processes this one.
    let next = octets.next();
    for (let at = 0; more && at < blob.size; at += chunkLength) {
      const chunk = await next;
      // The engine may have been freed meanwhile.
      if (!goesOn()) return false;
      next = octets.next();
      next.catch(() => {});
      engine.buffer(chunk.length).set(chunk);
      more = search.push(engine, chunk.length);
      if (performance.now() - told < every) continue;
      told = performance.now();
      await onProgress(search.take(), {
        read: Math.min(at + chunkLength, blob.size),
        size: blob.size,
      });
    }
    if (more) search.finish();
    if (!goesOn()) return false;
    await onProgress(search.take(), { read: blob.size, size: blob.size });
    return true;
  } finally {
    octets.close();
    search.delete();
  }
}
