// One capture being read, and its connections. Runs in the worker, but needs nothing of it: the
// tests drive it under Node.
import type {
  CaptureInfo,
  ConnectionTable,
  Details,
  Engine,
  FindingTable,
} from '../../../../wasm/engine.mjs';
import { NO_ROW } from '../../../generated/values';
import type { ConnectionNumber } from '../../model/connection_number';
import type { Connection } from '../../model/connection';
import { connectionOf } from './connection';
import { noDetails } from './no_details';
import { chunkLength, readInto, type Ending, type Progress, type ReadingEngine } from './reading';
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
import { Notes } from './capture_metadata';
import type { CaptureNotes } from './capture_metadata';
import { unpackedLimit } from '../unpack_limit';
import type { TextNotes } from '../../model/text_notes';
import type { TextFormat } from '../../model/names';
import type { ReadText } from '../read_text';

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

/** What is asked of an engine, the page's or the element's. */
export type ConnectionEngine = ReadingEngine &
  Pick<
    Engine,
    | 'connections'
    | 'findConnection'
    | 'segmentsAndVerdict'
    | 'port'
    | 'icmp'
    | 'events'
    | 'findings'
    | 'notes'
    | 'delete'
  >;

export interface ConnectionModule<E> {
  Engine: new (hashSeed: number, setAsideDuplicates: boolean) => E;
}

/** What an element needs of a capture; CaptureSession adds what the page asks for. */
export class ConnectionSession<
  E extends ConnectionEngine = ConnectionEngine,
  Module extends ConnectionModule<E> = ConnectionModule<E>,
> {
  protected module: Promise<Module> | undefined;
  protected engine: E | undefined;
  /** What frame offsets count in: the file, or the unpacked copy of it as far as there is one. */
  protected source = () => new Source(new Blob());
  /** Of a capture that was read to its end. */
  #notes: Notes | null = null;
  #stopped = false;
  protected begun = false;
  /** When a connection that was asked for should be drawn. */
  #drawn = 0;
  readonly #create: () => Promise<Module>;
  readonly #turnLength: number;
  readonly #progressEvery: number;
  readonly #drawing: number;

  /**
   * `turnLength`: longest stretch without giving other calls a turn, `progressEvery`: shortest time
   * between two reports, `drawing`: how long reading rests behind a call for a connection, so that
   * it can be drawn; all in milliseconds.
   */
  constructor(create: () => Promise<Module>, turnLength = 40, progressEvery = 150, drawing = 0) {
    this.#create = create;
    this.#turnLength = turnLength;
    this.#progressEvery = progressEvery;
    this.#drawing = drawing;
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
    this.begun = true;
    const module = await this.loaded();
    this.engine?.delete();
    const engine = (this.engine = new module.Engine(hashSeed(), setAsideDuplicates));
    this.#stopped = false;
    let octets = new Chunks(file, chunkLength);
    let head = await octets.head(headLength);
    const magic = head.slice(0, magicLength);
    const text = await this.packetsOfText(file, magic, textFormat);
    if (text) {
      octets.close();
      file = new Blob([text.pcapng]);
      octets = new Chunks(file, chunkLength);
      head = await octets.head(headLength);
    }
    const packing = compressionOf(magic);
    const kept = packing === 'none' ? undefined : new UnpackedStore(unpackLimit);
    const source = new Source(file, head);
    this.source = () => (kept ? new Source(kept.blob()) : source);
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
    return this.opened().info();
  }

  connections(): ConnectionTable {
    const engine = this.opened();
    return engine.connections(0, engine.info().connections);
  }

  /** Index of the connection with that number; null where there is none. */
  find({ stream, part }: ConnectionNumber): number | null {
    const index = this.opened().findConnection(stream, part);
    return index === NO_ROW ? null : index;
  }

  /** Rejects with a RangeError where there is none. */
  async connection(index: number): Promise<Connection> {
    const engine = this.opened();
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
      await this.detailsOf(index),
      engine.info(),
      this.#notes,
    );
  }

  dispose(): void {
    this.engine?.delete();
    this.engine = undefined;
  }

  /** The packets that a text tells of, or null: no text is read, where nobody brings a reader. */
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- for those that override it
  protected packetsOfText(_: Blob, _magic: Uint8Array, _as: TextFormat): Promise<ReadText | null> {
    return Promise.resolve(null);
  }

  /** What is computed from a second look at the file: nothing, where nobody asks for it. */
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- for those that override it
  protected detailsOf(_index: number): Promise<Details> {
    return Promise.resolve(noDetails());
  }

  protected loaded(): Promise<Module> {
    return (this.module ??= this.#create());
  }

  protected opened(): E {
    if (!this.engine) throw new Error('no capture is open');
    return this.engine;
  }
}

/** Keeps a hostile capture from choosing connections that collide. */
const hashSeed = () => crypto.getRandomValues(new Uint32Array(1))[0]!;
