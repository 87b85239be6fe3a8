// One capture being read and asked about. Runs in the worker, but needs nothing of it: the tests
// drive it under Node.
import type {
  CaptureInfo,
  EndpointStatistics,
  ConnectionTable,
  CurveTable,
  Details,
  Engine,
  FindingTable,
  HeaderDetail,
  LimitSummaryTable,
  PartsOnDemand,
} from '../../../../wasm/engine.mjs';
import { NO_ROW } from '../../../generated/values';
import { layers as layerNames } from '../../model/names';
import type { LayerName } from '../../model/names';
import type { ConnectionNumber } from '../../model/connection_number';
import type { Connection } from '../../model/connection';
import type { FileSetFound } from '../../model/file_set';
import type { LoadedEngine } from '../instantiate';
import type { Insight } from '../../model/insight';
import { connectionOf } from './connection';
import { readPlaces } from './byte_ranges';
import { warmUp } from './warm_up';
import { anotherTurn, chunkLength, readInto, type Ending, type Progress } from './reading';
import { headLength, Source } from './source';
import { UnpackedStore } from './unpacked_store';
import { Chunks } from './chunks';
import {
  kindOf,
  magicLength,
  compressionOf,
  type FileKind,
  type Compression,
} from '../../model/file_kind';
import type { Side } from '../../model/side';
import { shareFlags, type ShareChoices } from '../../model/share_choices';
import { Notes } from './capture_metadata';
import type { CaptureNotes } from './capture_metadata';
import { unpackedLimit } from '../unpack_limit';
import { textSizeLimit, type TextNotes } from '../../model/text_notes';
import type { TextFormat } from '../../model/names';

/** Of memory at a time, bytes. */
const roomStep = 4 * 1024 * 1024;
/** Where a TCP header may begin in its frame; of a segment put together from fragments, nowhere. */
const farthestHeader = 4096;

/** What the reader may choose before a capture is read. */
export interface ReadingChoices {
  /** Leave copies that the capture made out of the analysis. */
  setAsideDuplicates: boolean;
  /** Bytes to which a packed capture may grow. */
  unpackLimit: number;
  /** What to read a text as that fits no format, as one does while it is being written. */
  textFormat: TextFormat;
}

export interface Opened {
  info: CaptureInfo;
  findings: FindingTable;
  notes: CaptureNotes;
  /** Of a text that tells of packets, else null. */
  text: TextNotes | null;
  ending: Ending;
  packing: Compression;
  /** By the first bytes of the file as it was given, packed or not. */
  kind: FileKind;
  /** Those of the unpacked stream: what a refused gzip file holds. */
  innerKind: FileKind;
  /** First bytes of the file, for a message that says why it was refused. */
  magic: Uint8Array;
}

/** Where the file holds a segment: what its connection's columns of these names say. */
export interface SegmentPlace {
  offset: number;
  headerOffset: number;
  linkType: number;
}

/** The TCP header of one segment, parsed and as bytes. */
export interface SegmentHeader {
  /** Null when fewer than 20 bytes of it were captured. */
  detail: HeaderDetail | null;
  /** From the first byte of the TCP header to its end, as far as captured. */
  bytes: Uint8Array;
  /** Of its frame, outermost first; empty where they cannot be read again. */
  layers: LayerName[];
}

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
  #warmedUp = false;
  /** Bytes of memory that were asked for ahead. */
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
      if (!this.#warmedUp) {
        // A second call may come meanwhile.
        this.#warmedUp = true;
        await warmUp(module, () => anotherTurn(), wanted);
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
    {
      setAsideDuplicates = true,
      unpackLimit = unpackedLimit,
      textFormat = 'none',
    }: Partial<ReadingChoices> = {},
  ): Promise<Opened> {
    this.#begun = true;
    const module = await this.#load();
    this.#engine?.delete();
    const engine = (this.#engine = new module.Engine(hashSeed(), setAsideDuplicates));
    this.#stopped = false;
    let octets = new Chunks(file, chunkLength);
    let head = await octets.head(headLength);
    const magic = head.slice(0, magicLength);
    const text = await packetsOfText(file, magic, textFormat);
    if (text) {
      octets.close();
      file = new Blob([text.pcapng]);
      octets = new Chunks(file, chunkLength);
      head = await octets.head(headLength);
    }
    const packing = compressionOf(magic);
    const kept = packing === 'none' ? undefined : new UnpackedStore(unpackLimit);
    const source = new Source(file, head);
    this.#source = () => (kept ? new Source(kept.blob()) : source);
    this.#notes = null;
    const pace = {
      turnLength: this.#turnLength,
      progressEvery: this.#progressEvery,
      restsUntil: () => this.#drawn,
      stopped: () => this.#stopped,
    };
    const { ending, innerMagic } = await readInto(engine, octets, packing, kept, pace, onProgress);
    this.#notes = new Notes(engine.notes());
    return {
      info: engine.info(),
      findings: engine.findings(),
      notes: this.#notes.capture,
      text: text?.notes ?? null,
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

  /** Index of the connection with that number; null where there is none. */
  find({ stream, part }: ConnectionNumber): number | null {
    const index = this.#open().findConnection(stream, part);
    return index === NO_ROW ? null : index;
  }

  endpointStatistics(): EndpointStatistics {
    return this.#open().endpointStatistics();
  }

  /** Rejects with a RangeError where there is none. */
  async connection(index: number): Promise<Connection> {
    const engine = this.#open();
    this.#drawn = performance.now() + this.#drawing;
    const { segments, verdict } = engine.segmentsAndVerdict(index);
    return connectionOf(
      index,
      engine.connections(index, 1),
      segments,
      verdict,
      engine.port(index),
      engine.events(index),
      engine.icmp(index),
      await this.#details(index),
      engine.info(),
      this.#notes,
    );
  }

  /** What is concluded of connection `index` besides its states. */
  async insight(index: number): Promise<Insight> {
    const part = await this.#onDemand();
    const size = await this.#reread(part.placesOfResets(this.#open(), index));
    const engine = this.#open();
    return { resets: part.resets(engine, index, size), limits: part.limits(engine, index) };
  }

  /** Linear in the segments of the capture. */
  async limitSummaries(): Promise<LimitSummaryTable> {
    const part = await this.#onDemand();
    const engine = this.#open();
    return part.limitSummaries(engine, 0, engine.info().connections);
  }

  /** The points of its curves, of both directions. */
  async curves(index: number): Promise<CurveTable> {
    const part = await this.#onDemand();
    const size = await this.#reread(this.#open().places(index));
    return part.curves(this.#open(), index, size);
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

  /** What several files are to each other; reads each of them to its end. */
  async fileSet(
    files: readonly Blob[],
    onProgress?: (progress: Progress) => void,
  ): Promise<FileSetFound> {
    this.#begun = true;
    const [{ fileSetOf }, module] = await Promise.all([import('./file_set'), this.#load()]);
    return fileSetOf(files, module, unpackedLimit, onProgress);
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
    const source = new Chunks(blob, chunkLength);
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

  /** What a text is read as. */
  async textFormat(text: Blob): Promise<TextFormat> {
    const { readText } = await import('../read_text');
    const read = await readText(new Uint8Array(await text.arrayBuffer()));
    return read?.notes.format ?? 'none';
  }

  /** The capture as a file: unpacked, or as it was made of a text. */
  capture(): Blob {
    return this.#source().blob;
  }

  /** Writes a connection as a packetdrill script that tests one of its ends. */
  script(connection: number, local: Side): Promise<string> {
    const written = this.#sharing.then(() => this.#script(connection, local));
    this.#sharing = written.catch(() => {});
    return written;
  }

  async #script(connection: number, local: Side): Promise<string> {
    const engine = this.#open();
    const { ScriptWriter } = await this.#onDemand();
    if (engine !== this.#engine) throw new Error('another capture was opened');
    const script = new ScriptWriter(engine, connection, local);
    const { blob } = this.#source();
    const source = new Chunks(blob, chunkLength);
    let text = '';
    try {
      let more = true;
      for (let at = 0; more && at < blob.size; at += chunkLength) {
        const octets = await source.next();
        if (engine !== this.#engine) throw new Error('another capture was opened');
        engine.buffer(octets.length).set(octets);
        more = script.push(engine, octets.length);
        text += script.take();
      }
      if (more) script.finish();
      return text + script.take();
    } finally {
      source.close();
      script.delete();
    }
  }

  async #details(index: number): Promise<Details> {
    const size = await this.#reread(this.#open().places(index));
    return this.#open().details(index, size);
  }

  /** Fills the engine's buffer with `places` of the file; resolves with how many octets they have. */
  async #reread(places: Float64Array): Promise<number> {
    const engine = this.#open();
    const octets = await readPlaces(this.#source(), places);
    if (this.#engine !== engine) throw new Error('another capture was opened');
    engine.buffer(octets.length).set(octets);
    return octets.length;
  }

  #load(): Promise<LoadedEngine> {
    return (this.#module ??= this.#create());
  }

  /** Has the parts on demand at hand. */
  async bringParts(): Promise<void> {
    await this.#onDemand();
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
}

/** The packets that a text tells of, or null. */
async function packetsOfText(file: Blob, magic: Uint8Array, otherwise: TextFormat) {
  const kind = kindOf(magic);
  if ((kind !== 'text' && kind !== 'xml') || file.size > textSizeLimit) return null;
  const { readText } = await import('../read_text');
  const text = await readText(new Uint8Array(await file.arrayBuffer()), otherwise);
  // Without packets there is nothing to read, but problems to show.
  return text && (text.notes.lines.length > 0 || text.notes.problemCount > 0) ? text : null;
}

/** Keeps a hostile capture from choosing connections that collide. */
const hashSeed = () => crypto.getRandomValues(new Uint32Array(1))[0]!;
