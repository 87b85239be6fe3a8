// Reads a capture into an engine, in chunks, and unpacks it if it is compressed. Yields to other
// calls, and ends at the end of the file, at a limit, or when stopped.
import type { CaptureInfo, Engine, Status } from '../../../../wasm/engine.mjs';
import { magicLength, type Compression } from '../../model/file_kind';
import type { Chunks } from './chunks';
import { LimitReached, type UnpackedStore } from './unpacked_store';

/** Bytes of the file per step: large enough to be fast, small enough to stop soon. */
export const chunkLength = 1024 * 1024;
/** Length of one pause in milliseconds, and so the longest time until a stop takes effect. */
const restStep = 20;

const status = { needMore: 0, refused: 1, finished: 2, indexFull: 3 } as const;

export interface Progress {
  /** Number of bytes of the file read so far, and its size. */
  read: number;
  size: number;
  info: CaptureInfo;
}

/** Why reading ended. `damaged`: the compressed data is damaged; what was read before is shown. */
export type Ending = 'whole' | 'stopped' | 'index_full' | 'unpack_limit' | 'damaged';

/** The engine calls used here, which the page's and the element's engine have in common. */
export type ReadingEngine = Pick<Engine, 'buffer' | 'push' | 'finish' | 'info'>;

/** How reading yields to other calls; times in milliseconds. */
export interface Pace {
  /** Longest time without yielding to other calls. */
  turnLength: number;
  /** Shortest time between two progress reports. */
  progressEvery: number;
  /** Time until which reading pauses, on the clock of performance.now(). */
  restsUntil: () => number;
  stopped: () => boolean;
}

export async function readInto(
  engine: ReadingEngine,
  octets: Chunks,
  packing: Compression,
  store: UnpackedStore | undefined,
  { turnLength, progressEvery, restsUntil, stopped }: Pace,
  onProgress?: (progress: Progress) => void,
): Promise<{ ending: Ending; innerMagic: Uint8Array }> {
  let last: Status = status.needMore;
  let innerMagic = new Uint8Array(0);
  const pass = (octets: Uint8Array) => {
    if (innerMagic.length < magicLength) innerMagic = joined(innerMagic, octets, magicLength);
    store?.add(octets);
    if (last === status.needMore) last = push(engine, octets);
  };
  // The unpacker's calls change the status, which the compiler cannot see.
  const wantsMore = () => last === status.needMore;
  const full = () => last === status.indexFull;
  const input = await unpackerOf(packing, pass);
  const { size } = octets;
  let ending: Ending = 'whole';
  let turn = performance.now();
  let told = -Infinity;
  try {
    // The browser fetches the next chunk while the engine processes this one.
    let next = octets.next();
    for (let at = 0; at < size && wantsMore(); at += chunkLength) {
      const whole = await next;
      // An unpacker may keep its input until more arrives.
      const chunk = packing === 'none' ? whole : whole.slice();
      next = octets.next();
      next.catch(() => {});
      // A compressed chunk may unpack to a thousand times its size, so it is passed in small
      // pieces.
      const piece = packing === 'none' ? chunk.length : 64 * 1024;
      for (let from = 0; from < chunk.length && wantsMore(); from += piece) {
        if (stopped()) break;
        input.push(chunk.subarray(from, from + piece));
        if (performance.now() - turn > turnLength) {
          do await anotherTurn(performance.now() < restsUntil() ? restStep : 0);
          while (performance.now() < restsUntil() && !stopped());
          turn = performance.now();
        }
      }
      if (stopped()) break;
      const read = Math.min(at + chunkLength, size);
      if (performance.now() - told < progressEvery) continue;
      told = performance.now();
      onProgress?.({ read, size, info: engine.info() });
    }
    if (stopped()) ending = 'stopped';
    else if (wantsMore()) input.finish();
  } catch (error) {
    if (isEngineFailure(error)) throw error;
    if (error instanceof LimitReached) ending = 'unpack_limit';
    else if (packing !== 'none' && !(error instanceof DOMException)) ending = 'damaged';
    else throw error;
  } finally {
    octets.close();
  }
  if (full()) ending = 'index_full';
  if (wantsMore()) engine.finish();
  return { ending, innerMagic };
}

/** Unpackers are separate scripts if the worker has several: few captures are compressed. */
async function unpackerOf(packing: Compression, sink: (octets: Uint8Array) => void) {
  if (packing === 'none') return { push: sink, finish: () => {} };
  const { unpacker } = await import('./unpack');
  return unpacker(packing, sink);
}

function push(engine: ReadingEngine, octets: Uint8Array): Status {
  let last: Status = status.needMore;
  for (let at = 0; at < octets.length && last === status.needMore; at += chunkLength) {
    const part = octets.subarray(at, at + chunkLength);
    engine.buffer(part.length).set(part);
    last = engine.push(part.length);
  }
  return last;
}

function joined(head: Uint8Array, tail: Uint8Array, limit: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(Math.min(limit, head.length + tail.length));
  whole.set(head);
  whole.set(tail.subarray(0, whole.length - head.length), head.length);
  return whole;
}

/** A trap or an abort leaves the module unusable (out of memory, unreachable code). */
export function isEngineFailure(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || typeof error === 'number';
}

/**
 * Resolves after everything that is queued. Uses no timer, because nested timers wait at least four
 * milliseconds.
 */
export const anotherTurn = (after = 0) =>
  new Promise<void>((resolve) => {
    if (after > 0) {
      setTimeout(resolve, after);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
