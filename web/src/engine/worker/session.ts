// One capture being read and asked about. Runs in the worker, but needs nothing of it: the tests
// drive it under Node.
import type {
  CaptureInfo,
  EndpointStatistics,
  ConnectionTable,
  Details,
  Engine,
  FindingTable,
  HeaderDetail,
  PartsOnDemand,
  Status,
} from '../../../../wasm/engine.mjs';
import { layers as layerNames } from '../../model/names';
import type { LayerName } from '../../model/names';
import type { Connection } from '../../model/connection';
import type { LoadedEngine } from '../instantiate';
import { connectionOf } from './connection';
import { readPlaces } from './byte_ranges';
import { rehearse } from './warm_up';
import { headLength, Source } from './source';
import { Stretches } from './chunks';
import { kindOf, magicLength, packingOf, type FileKind, type Packing } from '../../model/file_kind';
import { shareFlags, type ShareChoices } from '../../model/share_choices';
import { Notes } from './capture_metadata';
import type { CaptureNotes } from './capture_metadata';
import { unpackedLimit } from '../unpack_limit';

/** Octets of the file per step: large enough to be quick, small enough to stop soon. */
const chunkLength = 1024 * 1024;
/** Milliseconds at a time that reading rests: no longer than it may take to stop. */
const restStep = 20;
/** Of memory at a time, octets. */
const roomStep = 4 * 1024 * 1024;
/** Where a TCP header may begin in its frame; of a segment put together from fragments, nowhere. */
const farthestHeader = 4096;

const status = { needMore: 0, refused: 1, finished: 2, indexFull: 3 } as const;

/** What the reader may choose before a capture is read. */
export interface ReadingChoices {
  /** Leave copies that the capture made out of the analysis. */
  setAsideDuplicates: boolean;
  /** Octets to which a packed capture may grow. */
  unpackLimit: number;
}

export interface Progress {
  /** Octets of the file read so far, and its size. */
  read: number;
  size: number;
  info: CaptureInfo;
}

/** Why reading ended. `damaged`: the packing broke off; what came before it is shown. */
export type Ending = 'whole' | 'stopped' | 'index_full' | 'unpack_limit' | 'damaged';

export interface Opened {
  info: CaptureInfo;
  findings: FindingTable;
  notes: CaptureNotes;
  ending: Ending;
  packing: Packing;
  /** By the first octets of the file as it was given, packed or not. */
  kind: FileKind;
  /** Those of the unpacked stream: what a refused gzip file holds. */
  innerKind: FileKind;
  /** First octets of the file, for a message that says why it was refused. */
  magic: Uint8Array;
}

/** Where the file holds a segment: what its connection's columns of these names say. */
export interface SegmentPlace {
  offset: number;
  headerOffset: number;
  linkType: number;
}

/** The TCP header of one segment, parsed and as octets. */
export interface SegmentHeader {
  /** Null when fewer than 20 octets of it were captured. */
  detail: HeaderDetail | null;
  /** From the first octet of the TCP header to its end, as far as captured. */
  bytes: Uint8Array;
  /** Of its frame, outermost first; empty where they cannot be read again. */
  layers: LayerName[];
}

class LimitReached extends Error {}

export class CaptureSession {
  #module: Promise<LoadedEngine> | undefined;
  #engine: Engine | undefined;
  /** What frame offsets count in: the file, or the unpacked copy of it as far as there is one. */
  #source = () => new Source(new Blob());
  /** Of a capture that was read to its end. */
  #notes: Notes | null = null;
  #stopped = false;
  #begun = false;
  /** When a connection that was asked for should be drawn. */
  #drawn = 0;
  #rehearsed = false;
  /** Octets of memory that were asked for ahead. */
  #room = 0;
  #sharing: Promise<unknown> = Promise.resolve();
  readonly #create: () => Promise<LoadedEngine>;
  readonly #turnLength: number;
  readonly #progressEvery: number;
  readonly #drawing: number;

  /**
   * `turnLength`: longest stretch without giving other calls a turn, `progressEvery`: shortest time
   * between two reports, `drawing`: how long reading rests behind a call for a connection, so that
   * it can be drawn; all in milliseconds.
   */
  constructor(
    create: () => Promise<LoadedEngine>,
    turnLength = 40,
    progressEvery = 150,
    drawing = 0,
  ) {
    this.#create = create;
    this.#turnLength = turnLength;
    this.#progressEvery = progressEvery;
    this.#drawing = drawing;
  }

  /**
   * Has the module at hand before there is a file, and `room` octets of its memory: the system hands
   * out fresh memory page by page, which takes longer than what the engine does with it. Until
   * open() is called.
   */
  async load(room = 0): Promise<void> {
    const module = await this.#load();
    const wanted = () => !this.#begun;
    const holders: Engine[] = [];
    try {
      if (!this.#rehearsed) {
        // A second call may come meanwhile.
        this.#rehearsed = true;
        await rehearse(module, () => anotherTurn(), wanted);
      }
      for (; this.#room < room && wanted(); this.#room += roomStep) {
        const holder = new module.Engine(0, true);
        holders.push(holder);
        holder.buffer(roomStep);
        await anotherTurn();
      }
      for (const holder of holders) holder.delete();
    } catch {
      // Where there is less memory than that, the module that was refused it is of no more use.
      this.#module = undefined;
    }
  }

  /**
   * Reads `file` to its end, to a limit, or until stop(). A second call begins anew.
   */
  async open(
    file: Blob,
    onProgress?: (progress: Progress) => void,
    { setAsideDuplicates = true, unpackLimit = unpackedLimit }: Partial<ReadingChoices> = {},
  ): Promise<Opened> {
    this.#begun = true;
    const module = await this.#load();
    this.#engine?.delete();
    const engine = (this.#engine = new module.Engine(hashSeed(), setAsideDuplicates));
    this.#stopped = false;
    const octets = new Stretches(file, chunkLength);
    const head = await octets.head(headLength);
    const magic = head.slice(0, magicLength);
    const packing = packingOf(magic);
    const kept = packing === 'none' ? undefined : new Keeper(unpackLimit);
    const source = new Source(file, head);
    this.#source = () => (kept ? new Source(kept.blob()) : source);
    this.#notes = null;
    const { ending, innerMagic } = await this.#read(octets, engine, packing, kept, onProgress);
    this.#notes = new Notes(engine.notes());
    return {
      info: engine.info(),
      findings: engine.findings(),
      notes: this.#notes.capture,
      ending,
      packing,
      kind: kindOf(magic),
      innerKind: kindOf(packing === 'none' ? magic : innerMagic),
      magic,
    };
  }

  /** Ends open() behind the chunk at hand; what was read stays. */
  stop(): void {
    this.#stopped = true;
  }

  info(): CaptureInfo {
    return this.#open().info();
  }

  connections(): ConnectionTable {
    const engine = this.#open();
    return engine.connections(0, engine.info().connections);
  }

  endpointStatistics(): EndpointStatistics {
    return this.#open().endpointStatistics();
  }

  /** Rejects with a RangeError where there is none. */
  async connection(index: number): Promise<Connection> {
    const engine = this.#open();
    this.#drawn = performance.now() + this.#drawing;
    return connectionOf(
      index,
      engine.connections(index, 1),
      engine.segments(index),
      engine.verdict(index),
      engine.port(index),
      engine.events(index),
      engine.icmp(index),
      await this.#details(index),
      engine.info(),
      this.#notes,
    );
  }

  /** Reads the TCP header of a segment again from the file. */
  async header({ offset, headerOffset, linkType }: SegmentPlace): Promise<SegmentHeader> {
    const start = Math.min(headerOffset, farthestHeader);
    // Data offset counts at most 15 words.
    const octets = await this.#source().read(offset, offset + start + 60);
    const engine = this.#open();
    engine.buffer(octets.length).set(octets);
    const passed = engine.layers(octets.length, linkType);
    const header = octets.subarray(Math.min(headerOffset, octets.length));
    engine.buffer(header.length).set(header);
    const detail = engine.header(header.length);
    return {
      detail,
      bytes: header.slice(0, detail ? detail.dataOffset * 4 : header.length),
      layers: Array.from(passed, (layer) => layerNames[layer]!),
    };
  }

  /**
   * Writes a connection, or rows of it, as a pcap that can be shown to others. Reads the capture a
   * second time, up to the last of the rows.
   */
  share(connection: number, choices: ShareChoices = {}): Promise<Blob> {
    // One after the other: the engine writes one file at a time.
    const shared = this.#sharing.then(() => this.#share(connection, choices));
    this.#sharing = shared.catch(() => {});
    return shared;
  }

  dispose(): void {
    this.#engine?.delete();
    this.#engine = undefined;
  }

  async #share(connection: number, choices: ShareChoices): Promise<Blob> {
    const engine = this.#open();
    const { Share } = await this.#onDemand();
    if (engine !== this.#engine) throw new Error('another capture was opened');
    const { first, last } = choices.rows ?? { first: 0, last: 0xffffffff };
    const share = new Share(engine, connection, first, last, shareFlags(choices));
    const parts: Uint8Array<ArrayBuffer>[] = [];
    const { blob } = this.#source();
    const source = new Stretches(blob, chunkLength);
    try {
      let more = true;
      for (let at = 0; more && at < blob.size; at += chunkLength) {
        const octets = await source.next();
        if (engine !== this.#engine) throw new Error('another capture was opened');
        engine.buffer(octets.length).set(octets);
        more = share.push(engine, octets.length);
        parts.push(share.take().slice());
      }
      if (more) share.finish();
      parts.push(share.take().slice());
    } finally {
      source.close();
      share.delete();
    }
    return new Blob(parts, { type: 'application/vnd.tcpdump.pcap' });
  }

  async #details(index: number): Promise<Details> {
    const engine = this.#open();
    const octets = await readPlaces(this.#source(), engine.places(index));
    if (this.#engine !== engine) throw new Error('another capture was opened');
    engine.buffer(octets.length).set(octets);
    return engine.details(index, octets.length);
  }

  #load(): Promise<LoadedEngine> {
    return (this.#module ??= this.#create());
  }

  /** The module with its parts on demand. */
  async #onDemand(): Promise<PartsOnDemand> {
    const module = await this.#load();
    await module.bringParts();
    return module;
  }

  #open(): Engine {
    if (!this.#engine) throw new Error('no capture is open');
    return this.#engine;
  }

  async #read(
    octets: Stretches,
    engine: Engine,
    packing: Packing,
    kept: Keeper | undefined,
    onProgress?: (progress: Progress) => void,
  ): Promise<{ ending: Ending; innerMagic: Uint8Array }> {
    let last: Status = status.needMore;
    let innerMagic = new Uint8Array(0);
    const pass = (octets: Uint8Array) => {
      if (innerMagic.length < magicLength) innerMagic = joined(innerMagic, octets, magicLength);
      kept?.add(octets);
      if (last === status.needMore) last = push(engine, octets);
    };
    // The status changes inside the unpacker's calls, out of the compiler's sight.
    const wantsMore = () => last === status.needMore;
    const full = () => last === status.indexFull;
    const input = await unpackerOf(packing, pass);
    const { size } = octets;
    let ending: Ending = 'whole';
    let turn = performance.now();
    let told = -Infinity;
    try {
      // The browser fetches the next stretch while the engine works on this one.
      let next = octets.next();
      for (let at = 0; at < size && wantsMore(); at += chunkLength) {
        const whole = await next;
        // An unpacker may keep what it was given until more comes.
        const chunk = packing === 'none' ? whole : whole.slice();
        next = octets.next();
        next.catch(() => {});
        // A packed chunk may unfold to a thousand times its size: it goes in by small pieces.
        const piece = packing === 'none' ? chunk.length : 64 * 1024;
        for (let from = 0; from < chunk.length && wantsMore(); from += piece) {
          if (this.#stopped) break;
          input.push(chunk.subarray(from, from + piece));
          if (performance.now() - turn > this.#turnLength) {
            do await anotherTurn(performance.now() < this.#drawn ? restStep : 0);
            while (performance.now() < this.#drawn && !this.#stopped);
            turn = performance.now();
          }
        }
        if (this.#stopped) break;
        const read = Math.min(at + chunkLength, size);
        if (performance.now() - told < this.#progressEvery) continue;
        told = performance.now();
        onProgress?.({ read, size, info: engine.info() });
      }
      if (this.#stopped) ending = 'stopped';
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
}

/** What unpacks is a script of its own where the worker is one of several: few captures are packed. */
async function unpackerOf(packing: Packing, sink: (octets: Uint8Array) => void) {
  if (packing === 'none') return { push: sink, finish: () => {} };
  const { unpacker } = await import('./unpack');
  return unpacker(packing, sink);
}

function push(engine: Engine, octets: Uint8Array): Status {
  let last: Status = status.needMore;
  for (let at = 0; at < octets.length && last === status.needMore; at += chunkLength) {
    const part = octets.subarray(at, at + chunkLength);
    engine.buffer(part.length).set(part);
    last = engine.push(part.length);
  }
  return last;
}

/** Unpacked octets, handed to the browser as blobs so that they need not stay in memory. */
class Keeper {
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
    if (this.#pending >= chunkLength) this.#flush();
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

/** Keeps a hostile capture from choosing connections that collide. */
const hashSeed = () => crypto.getRandomValues(new Uint32Array(1))[0]!;

/** Behind what waits already. A timer set by a timer would wait four milliseconds at least. */
const anotherTurn = (after = 0) =>
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
