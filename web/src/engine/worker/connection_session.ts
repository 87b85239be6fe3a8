// Reads one capture and returns its connections. Runs in the worker but does not depend on it: the
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

/** Choices that apply to reading a capture. */
export interface ReadingChoices {
  /** Leave duplicates made by the capture out of the analysis. */
  setAsideDuplicates: boolean;
  /** Maximum number of bytes unpacked from a compressed capture. */
  unpackLimit: number;
  /** Format to assume if the text matches none, such as a text that is still being written. */
  textFormat: TextFormat;
  /** A second capture of the same traffic. */
  second: SecondTap | null;
}

export interface SecondTap {
  file: Blob;
  /** Display names of both files. */
  names: readonly [string, string];
  /** Where both are interfaces of one file, given as `file` too: their ordinals. */
  interfaces?: readonly [number, number];
}

export interface Opened {
  info: CaptureInfo;
  findings: FindingTable;
  notes: CaptureNotes;
  /** Summary of two captures of the same traffic; null if there is one capture. */
  taps: TwoTaps | null;
  /** Format and problems of a text that describes packets; null for other files. */
  text: TextNotes | null;
  ending: Ending;
  packing: Compression;
  /** Kind of the file as opened, compressed or not, from its first bytes. */
  kind: FileKind;
  /** Kind of the unpacked content, from its first bytes; needed if a compressed file is refused. */
  innerKind: FileKind;
  /** First bytes of the file, for the message if the file is refused. */
  magic: Uint8Array;
}

/** The results of reading one file. */
type FileRead = Omit<Opened, 'info' | 'findings' | 'notes' | 'taps'>;

/** The engine calls used here, which the page's and the element's engine have in common. */
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

/** The calls that an element makes for a capture; CaptureSession adds those of the page. */
export class ConnectionSession<
  E extends ConnectionEngine = ConnectionEngine,
  Module extends ConnectionModule<E> = ConnectionModule<E>,
> {
  protected module: Promise<Module> | undefined;
  protected engine: E | undefined;
  /**
   * The file that frame offsets refer to: the original, or its unpacked copy as far as it exists.
   */
  protected source = () => new Source(new Blob());
  /** Notes of the capture; null until it is completely read. */
  #notes: Notes | null = null;
  #stopped = false;
  protected begun = false;
  /** Time until which reading pauses so that a requested connection can be drawn. */
  #drawn = 0;
  readonly #create: () => Promise<Module>;
  readonly #turnLength: number;
  readonly #progressEvery: number;
  readonly #drawing: number;

  /**
   * `turnLength`: longest time without yielding to other calls; `progressEvery`: shortest time
   * between two progress reports; `drawing`: pause after a request for a connection, so that it can
   * be drawn. All in milliseconds.
   */
  constructor(create: () => Promise<Module>, turnLength = 40, progressEvery = 150, drawing = 0) {
    this.#create = create;
    this.#turnLength = turnLength;
    this.#progressEvery = progressEvery;
    this.#drawing = drawing;
  }

  /** Reads `file` to its end, to a limit, or until stop() is called. A second call starts again. */
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

  /** Takes the engine of another capture and frees the previous one. */
  protected begin(engine: E): E {
    this.dispose();
    this.engine = engine;
    this.#stopped = false;
    this.#notes = null;
    return engine;
  }

  /** The result of open() for what was read into `engine`. */
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
   * Reads a file into an engine. Calls `place` at once with the source of frames, because
   * connections may be requested during reading.
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

  /** Makes open() end after the current chunk; what has been read stays. */
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

  /** Index of the connection with this number; null if there is none. */
  find({ stream, part }: ConnectionNumber): number | null {
    const index = this.opened().findConnection(stream, part);
    return index === NO_ROW ? null : index;
  }

  /** Rejects with a RangeError if there is no such connection. */
  async connection(index: number): Promise<Connection> {
    return this.composed(index, this.opened(), index, this.#notes);
  }

  /** Connection `inner` of an engine, numbered as connection `index` of the capture. */
  protected async composed(
    index: number,
    engine: E,
    inner: number,
    notes: Notes | null,
  ): Promise<Connection> {
    this.#drawn = performance.now() + this.#drawing;
    const { segments, exchange, verdict } = engine.segmentsAndVerdict(inner);
    return connectionOf(
      index,
      engine.connections(inner, 1),
      segments,
      exchange,
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
