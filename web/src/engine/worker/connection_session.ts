// Reads one capture and returns its connections. Runs in the worker, but does not depend on it: the
// tests run it in Node.
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
import type { TwoTaps } from '../../model/taps';
import type { TextNotes } from '../../model/text_notes';
import type { TextFormat } from '../../model/names';
import type { ReadText } from '../read_text';

/** What the reader can choose before a capture is read. */
export interface ReadingChoices {
  /** Leave copies made by the capture out of the analysis. */
  setAsideDuplicates: boolean;
  /** Limit of unpacked bytes of a compressed capture. */
  unpackLimit: number;
  /** The format of a text that has no known format, for a text that is still being written. */
  textFormat: TextFormat;
  /** A second capture of the same traffic. */
  second: SecondTap | null;
}

export interface SecondTap {
  file: Blob;
  /** Of both files, fit to be shown. */
  names: readonly [string, string];
}

export interface Opened {
  info: CaptureInfo;
  findings: FindingTable;
  notes: CaptureNotes;
  /** Where two captures of the same traffic were read, else null. */
  taps: TwoTaps | null;
  /** For a text that describes packets, else null. */
  text: TextNotes | null;
  ending: Ending;
  packing: Compression;
  /** By the first bytes of the file as opened, compressed or not. */
  kind: FileKind;
  /** By the first bytes of the unpacked stream: what is in a refused gzip file. */
  innerKind: FileKind;
  /** First bytes of the file, for the message if it is refused. */
  magic: Uint8Array;
}

/** What reading one file shows of it. */
type FileRead = Omit<Opened, 'info' | 'findings' | 'notes' | 'taps'>;

/** The part of an engine that is used, the page's or the element's. */
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

/** What an element needs of a capture; CaptureSession adds what the page needs. */
export class ConnectionSession<
  E extends ConnectionEngine = ConnectionEngine,
  Module extends ConnectionModule<E> = ConnectionModule<E>,
> {
  protected module: Promise<Module> | undefined;
  protected engine: E | undefined;
  /** What frame offsets refer to: the file, or its unpacked copy as far as there is one. */
  protected source = () => new Source(new Blob());
  /** Of a capture that was read to its end. */
  #notes: Notes | null = null;
  #stopped = false;
  protected begun = false;
  /** When a requested connection should be drawn. */
  #drawn = 0;
  readonly #create: () => Promise<Module>;
  readonly #turnLength: number;
  readonly #progressEvery: number;
  readonly #drawing: number;

  /**
   * `turnLength`: longest time without letting other calls run; `progressEvery`: shortest time
   * between two reports; `drawing`: how long reading pauses after a request for a connection, so
   * that it can be drawn. All in milliseconds.
   */
  constructor(create: () => Promise<Module>, turnLength = 40, progressEvery = 150, drawing = 0) {
    this.#create = create;
    this.#turnLength = turnLength;
    this.#progressEvery = progressEvery;
    this.#drawing = drawing;
  }

  /** Reads `file` to its end, to a limit, or until stop(). A second call starts again. */
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
    const engine = this.begin(new module.Engine(hashSeed(), setAsideDuplicates));
    const choices = { unpackLimit, textFormat };
    const read = await this.readFile(engine, file, choices, onProgress, (source) => {
      this.source = source;
    });
    return this.openedAs(engine, read);
  }

  /** An engine for another capture; that of the one before is freed. */
  protected begin(engine: E): E {
    this.dispose();
    this.engine = engine;
    this.#stopped = false;
    this.#notes = null;
    return engine;
  }

  /** What was read into `engine`. */
  protected openedAs(engine: E, read: FileRead): Opened {
    this.#notes = new Notes(engine.notes());
    return {
      info: engine.info(),
      findings: engine.findings(),
      notes: this.#notes.capture,
      taps: null,
      ...read,
    };
  }

  /**
   * Reads a file into an engine. `place` is told at once where frames are read again: connections
   * may be asked for meanwhile.
   */
  protected async readFile(
    engine: E,
    given: Blob,
    { unpackLimit, textFormat }: Pick<ReadingChoices, 'unpackLimit' | 'textFormat'>,
    onProgress: ((progress: Progress) => void) | undefined,
    place: (source: () => Source) => void,
  ): Promise<FileRead> {
    let file = given;
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
    place(() => (kept ? new Source(kept.blob()) : source));
    const pace = {
      turnLength: this.#turnLength,
      progressEvery: this.#progressEvery,
      restsUntil: () => this.#drawn,
      stopped: () => this.#stopped,
    };
    const { ending, innerMagic } = await readInto(engine, octets, packing, kept, pace, onProgress);
    return {
      text: text?.notes ?? null,
      ending,
      packing,
      kind: kindOf(magic),
      innerKind: kindOf(packing === 'none' ? magic : innerMagic),
      magic,
    };
  }

  /** Ends open() after the current chunk; what was read stays. */
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

  /** Index of the connection with that number; null if there is none. */
  find({ stream, part }: ConnectionNumber): number | null {
    const index = this.opened().findConnection(stream, part);
    return index === NO_ROW ? null : index;
  }

  /** Rejects with a RangeError if there is none. */
  async connection(index: number): Promise<Connection> {
    return this.composed(index, this.opened(), index, this.#notes);
  }

  /** Connection `inner` of an engine, as connection `index` of the capture. */
  protected async composed(
    index: number,
    engine: E,
    inner: number,
    notes: Notes | null,
  ): Promise<Connection> {
    this.#drawn = performance.now() + this.#drawing;
    const { segments, verdict } = engine.segmentsAndVerdict(inner);
    return connectionOf(
      index,
      engine.connections(inner, 1),
      segments,
      verdict,
      engine.port(inner),
      engine.events(inner),
      engine.icmp(inner),
      await this.detailsOf(index),
      engine.info(),
      notes,
    );
  }

  dispose(): void {
    this.engine?.delete();
    this.engine = undefined;
  }

  /** The packets that a text describes, or null: without a reader of texts, none are read. */
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- for those that override it
  protected packetsOfText(_: Blob, _magic: Uint8Array, _as: TextFormat): Promise<ReadText | null> {
    return Promise.resolve(null);
  }

  /** Details that need a second look at the file: none here. */
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
export const hashSeed = () => crypto.getRandomValues(new Uint32Array(1))[0]!;
