// Two captures of the same traffic. Both are read, and a connection is then analysed again from the
// merged packets.
import type {
  Engine,
  MergedConnection,
  PassageTable,
  Taps,
  TapSummaryTable,
  TimingTable,
} from '../../../../wasm/engine.mjs';
import { NO_ROW } from '../../../generated/values';
import type { LoadedEngine } from '../instantiate';
import { readPlaces } from './byte_ranges';
import { Source } from './source';

/** A capture that a TapEngine has read, and the source of its frames. */
export interface ReadTap {
  engine: Engine;
  source: () => Source;
}

/** A connection merged from both captures, in an engine of its own. */
export interface MergedView {
  /** Index of the connection in the first capture. */
  index: number;
  engine: Engine;
  /** Index of the connection in `engine`. */
  inner: number;
  source: () => Source;
  timing: TimingTable;
  passages: PassageTable;
}

export class TwoTapCaptures {
  readonly #module: LoadedEngine;
  readonly #taps: readonly [ReadTap, ReadTap];
  readonly #compared: Taps;
  readonly summary: TapSummaryTable;
  #view: MergedView | null = null;
  #merging: Promise<unknown> = Promise.resolve();

  /** Both captures must be read to their ends. This object owns the second one's engine. */
  constructor(module: LoadedEngine, taps: readonly [ReadTap, ReadTap]) {
    this.#module = module;
    this.#taps = taps;
    this.#compared = new module.Taps(taps[0].engine, taps[1].engine);
    this.summary = this.#compared.summary();
  }

  /** The view of connection `index` of the first capture. It replaces the previous view. */
  view(index: number): Promise<MergedView> {
    // Views are made one at a time, because only one can exist.
    const made = this.#merging.then(async () => this.#viewOf(index));
    this.#merging = made.catch(() => {});
    return made;
  }

  dispose(): void {
    this.#view?.engine.delete();
    this.#view = null;
    this.#compared.delete();
    this.#taps[1].engine.delete();
  }

  async #viewOf(index: number): Promise<MergedView> {
    if (this.#view?.index === index) return this.#view;
    const merged = this.#compared.merge(index);
    try {
      const capture = await this.#captureOf(merged);
      this.#view?.engine.delete();
      this.#view = null;
      const engine = readWith(this.#module, capture);
      const inner = merged.connectionIn(engine);
      if (inner === NO_ROW) {
        engine.delete();
        throw new RangeError(`no connection ${index}`);
      }
      const { timing, passages } = merged.tables(engine, inner);
      const source = new Source(new Blob([capture]));
      this.#view = { index, engine, inner, source: () => source, timing, passages };
      return this.#view;
    } finally {
      merged.delete();
    }
  }

  async #captureOf(merged: MergedConnection): Promise<Uint8Array<ArrayBuffer>> {
    const [first, second] = this.#taps;
    const octets = [
      await readPlaces(first.source(), merged.places(0)),
      await readPlaces(second.source(), merged.places(1)),
    ] as const;
    const buffer = first.engine.buffer(octets[0].length + octets[1].length);
    buffer.set(octets[0]);
    buffer.set(octets[1], octets[0].length);
    return merged.capture(octets[0].length, octets[1].length).slice();
  }
}

/**
 * Estimated times at the ends of a connection in one capture; null if its headers cannot be read
 * again.
 */
export async function timingOf(
  module: LoadedEngine,
  engine: Engine,
  index: number,
  source: Source,
): Promise<TimingTable | null> {
  const octets = await readPlaces(source, module.placesOfHeaders(engine, index));
  engine.buffer(octets.length).set(octets);
  const read = readWith(module, module.headers(engine, index, octets.length));
  try {
    const timing = module.timing(read, 0);
    // The file may have changed since; then the segments differ.
    const [client = 0, server = 0] = engine.connections(index, 1).segments;
    return timing.count === client + server ? timing : null;
  } finally {
    read.delete();
  }
}

/** An engine that has read a capture of headers only. */
function readWith(module: LoadedEngine, capture: Uint8Array): Engine {
  const engine = new module.TapEngine(0, false, -1);
  engine.buffer(capture.length).set(capture);
  engine.push(capture.length);
  engine.finish();
  return engine;
}
