// The session of one capture: every call that the page makes.
import type {
  ConnectionStory,
  CurveTable,
  Details,
  EndpointStatistics,
  Engine,
  HeaderDetail,
  Incidents,
  LimitSummaryTable,
  PartsOnDemand,
  PayloadTable,
} from '../../../../wasm/engine.mjs';
import { NO_ROW } from '../../../generated/values';
import { layers as layerNames } from '../../model/names';
import type { LayerName } from '../../model/names';
import type { Compared } from '../../model/comparison';
import type { FrameComments } from '../../model/comments';
import type { Connection } from '../../model/connection';
import type { FileSetFound } from '../../model/file_set';
import type { TimingTable } from '../../model/taps';
import type { LoadedEngine } from '../instantiate';
import type { Insight } from '../../model/insight';
import { readPlaces } from './byte_ranges';
import { warmUp } from './warm_up';
import { ConnectionSession, hashSeed } from './connection_session';
import type { Opened, ReadingChoices } from './connection_session';
import { comparedWith, type Beside } from './comparing';
import { PayloadPages, findPayload, type OnFound } from './payload';
import type { MergedView, TwoTapCaptures } from './two_taps';
import { anotherTurn, type Progress } from './reading';
import { writeAgain } from './write_again';
import { kindOf } from '../../model/file_kind';
import type { Side } from '../../model/side';
import { shareFlags, type ShareChoices } from '../../model/share_choices';
import { unpackedLimit } from '../unpack_limit';
import { textSizeLimit } from '../../model/text_notes';
import type { TextFormat } from '../../model/names';

export type { Opened, ReadingChoices, SecondTap } from './connection_session';

/** Memory reserved per step, in bytes. */
const roomStep = 4 * 1024 * 1024;
/**
 * Largest offset of a TCP header in its frame. Reassembled segments have no offset and exceed it.
 */
const farthestHeader = 4096;
/** Interval between two progress reports of a search, in milliseconds. */
const reportEvery = 150;

/** A copy outside of the module's memory, which a browser may keep on disk. */
const blobOf = (octets: Uint8Array) => new Blob([octets as Uint8Array<ArrayBuffer>]);

/** Position of a segment in the file, from the connection's columns of the same names. */
export interface SegmentPlace {
  offset: number;
  headerOffset: number;
  linkType: number;
}

/** The TCP header of one segment, parsed and as bytes. */
export interface SegmentHeader {
  /** Null if fewer than 20 bytes of the header were captured. */
  detail: HeaderDetail | null;
  /** Bytes of the TCP header, as far as captured. */
  bytes: Uint8Array;
  /** Layers of the frame, outermost first; empty if they cannot be read again. */
  layers: LayerName[];
}

export class CaptureSession extends ConnectionSession<Engine, LoadedEngine> {
  /** Two captures of the same traffic that are read together; null if there is one capture. */
  #taps: { captures: TwoTapCaptures; names: readonly [string, string] } | null = null;
  /** The connection on view, merged from both captures. */
  #view: MergedView | null = null;
  #warmedUp = false;
  /** Bytes of memory reserved so far. */
  #room = 0;
  #sharing: Promise<unknown> = Promise.resolve();
  #payload: PayloadPages | null = null;
  /** Another capture, to compare with. */
  #beside: CaptureSession | null = null;
  /** Number of searches started; a new search ends the earlier ones. */
  #searches = 0;

  /**
   * Loads the module before there is a file, and reserves `room` bytes of memory: the system
   * allocates fresh memory page by page, which takes longer than the analysis itself. Stops when
   * open() is called.
   */
  async load(room = 0): Promise<void> {
    const module = await this.loaded();
    const wanted = () => !this.begun;
    const holders: Engine[] = [];
    try {
      if (!this.#warmedUp) {
        // This method may be called again during the warm-up.
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
      // The memory could not be allocated; a module that failed to allocate is not used again.
      this.module = undefined;
    }
  }

  override async open(
    file: Blob,
    onProgress?: (progress: Progress) => void,
    choices: Partial<ReadingChoices> = {},
  ): Promise<Opened> {
    this.stopFinding();
    this.#letGoOfPayload();
    const { second, setAsideDuplicates = true, unpackLimit = unpackedLimit } = choices;
    if (!second) return super.open(file, onProgress, choices);
    this.begun = true;
    const [{ TwoTapCaptures }, module] = await Promise.all([import('./two_taps'), this.loaded()]);
    await module.bringParts();
    const tapEngine = (tap: 0 | 1) =>
      new module.TapEngine(hashSeed(), setAsideDuplicates, second.interfaces?.[tap] ?? -1);
    const engine = this.begin(tapEngine(0));
    const progressAfter =
      (before: number) =>
      ({ read, info }: Progress) =>
        onProgress?.({ read: before + read, size: file.size + second.file.size, info });
    const how = { unpackLimit, textFormat: choices.textFormat ?? 'none' } as const;
    const read = await this.readFile(engine, file, how, progressAfter(0), (source) => {
      this.source = source;
    });
    const other = tapEngine(1);
    let otherSource = this.source;
    await this.readFile(other, second.file, how, progressAfter(file.size), (source) => {
      otherSource = source;
    });
    if (engine !== this.engine) throw new Error('another capture was opened');
    const captures = new TwoTapCaptures(module, [
      { engine, source: this.source },
      { engine: other, source: otherSource },
    ]);
    this.#taps = { captures, names: second.names };
    const taps = { names: second.names, summary: captures.summary };
    return { ...this.openedAs(engine, read), taps };
  }

  override async connection(index: number): Promise<Connection> {
    if (!this.#taps) return super.connection(index);
    const { names, captures } = this.#taps;
    const { engine, inner, timing, passages } = await this.#merged(captures, index);
    const connection = await this.composed(index, engine, inner, null);
    const first = this.opened().connections(index, 1);
    // A frame number is that of the first capture, or of the second if only that one has the
    // segment.
    const frame = connection.segments.frame.map((_, row) => {
      const own = passages.frame[2 * row]!;
      return own === NO_ROW ? passages.frame[2 * row + 1]! : own;
    });
    return {
      ...connection,
      number: { stream: first.stream[0]!, part: first.streamPart[0]! },
      segments: { ...connection.segments, frame },
      timing,
      passages: { names, summary: captures.summary, table: passages },
    };
  }

  override dispose(): void {
    this.stopFinding();
    this.#letGoOfPayload();
    this.#view = null;
    this.#taps?.captures.dispose();
    this.#taps = null;
    this.closeBeside();
    super.dispose();
  }

  endpointStatistics(): EndpointStatistics {
    return this.opened().endpointStatistics();
  }

  /**
   * Findings about connection `index` beyond its states: who sent the resets, and what limited the
   * data.
   */
  async insight(index: number): Promise<Insight> {
    const part = await this.#onDemand();
    const { engine, inner } = await this.#subject(index);
    const size = await this.#reread(index, part.placesOfResets(engine, inner));
    return { resets: part.resets(engine, inner, size), limits: part.limits(engine, inner) };
  }

  /**
   * Times at which each end sent and received its segments, estimated from one capture; null if the
   * headers cannot be read again. With two captures, connection() returns the measured times.
   */
  async timing(index: number): Promise<TimingTable | null> {
    const [{ timingOf }, module] = await Promise.all([import('./two_taps'), this.loaded()]);
    await module.bringParts();
    return timingOf(module, this.opened(), index, this.source());
  }

  /** Takes time linear in the segments of the capture. */
  async limitSummaries(): Promise<LimitSummaryTable> {
    const part = await this.#onDemand();
    const engine = this.opened();
    return part.limitSummaries(engine, 0, engine.info().connections);
  }

  /** Incidents in the capture. Takes time linear in its segments. */
  async incidents(): Promise<Incidents> {
    const part = await this.#onDemand();
    return part.incidents(this.opened());
  }

  /**
   * Points of the curves of connection `index` about the data of `sender`. SACK blocks and
   * timestamps are included only with `options`, for which headers are read again from the file.
   */
  async curves(index: number, sender: Side, options = true): Promise<CurveTable> {
    const part = await this.#onDemand();
    const { engine, inner } = await this.#subject(index);
    const size = options ? await this.#reread(index, part.placesOfCurves(engine, inner)) : 0;
    return part.curves(engine, inner, sender, size);
  }

  /**
   * Bytes `from` to `to` of the payload that `end` sent on connection `index`, in sequence order,
   * at most 2^20. The bytes are read again from the file and not kept.
   */
  async payload(index: number, end: Side, from: number, to: number): Promise<PayloadTable> {
    return (await this.#pagesOf(index, end)).page(from, to);
  }

  /**
   * Offset in the stream of the first payload byte of the segment in `row`; null if it has no
   * payload.
   */
  async payloadOf(index: number, end: Side, row: number): Promise<number | null> {
    return (await this.#pagesOf(index, end)).firstOf(row);
  }

  /**
   * Searches the payload of all connections for `pattern` by reading the capture again. Resolves
   * with true at the end of the capture, and with false if stopFinding() or a newer search ended
   * this one.
   */
  async findPayload(pattern: Uint8Array, onProgress: OnFound): Promise<boolean> {
    const search = (this.#searches += 1);
    const part = await this.#onDemand();
    const engine = this.opened();
    return findPayload(part, engine, this.source().blob, pattern, {
      every: reportEvery,
      goesOn: () => search === this.#searches && engine === this.engine,
      onProgress,
    });
  }

  stopFinding(): void {
    this.#searches += 1;
  }

  /** Reads a second capture, with whose connections those of this one can be compared. */
  async openBeside(file: Blob): Promise<Beside> {
    this.closeBeside();
    const beside = new CaptureSession(() => this.loaded());
    this.#beside = beside;
    await beside.open(file);
    return { table: beside.connections() };
  }

  closeBeside(): void {
    this.#beside?.dispose();
    this.#beside = null;
  }

  /** Connection `index` and connection `other`, of the capture beside where `beside` says so. */
  async compare(index: number, other: number, beside = false): Promise<Compared> {
    const second = beside ? this.#beside : this;
    if (!second) throw new Error('no capture is open beside this one');
    return this.compareWith(second, index, other);
  }

  /** The same with a capture that was read with the same module. */
  async compareWith(second: CaptureSession, index: number, other: number): Promise<Compared> {
    const part = await this.#onDemand();
    try {
      return await comparedWith(part, this, index, second, other);
    } finally {
      // Of two captures laid over each other, one connection is at hand.
      if (this.#taps) await this.#subject(index);
    }
  }

  /** A connection as steps; to be deleted. */
  async story(index: number): Promise<ConnectionStory> {
    const part = await this.#onDemand();
    const { engine, inner } = await this.#subject(index);
    const size = await this.#reread(index, engine.places(inner));
    return new part.ConnectionStory(engine, inner, size);
  }

  /** Reads the TCP header of a segment again from the file. */
  async header({ offset, headerOffset, linkType }: SegmentPlace): Promise<SegmentHeader> {
    const start = Math.min(headerOffset, farthestHeader);
    // 60 bytes: the longest TCP header, with a data offset of 15 words.
    const { engine, source } = this.#view ?? { engine: this.opened(), source: this.source };
    const octets = await source().read(offset, offset + start + 60);
    if (!this.#isOpen(engine)) throw new Error('another connection is on view');
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
   * Writes a connection, or some of its rows, as a pcap file for sharing. Reads the capture again,
   * up to the last of the rows.
   */
  share(connection: number, choices: ShareChoices = {}): Promise<Blob> {
    // The engine writes one file at a time.
    const shared = this.#sharing.then(() => this.#share(connection, choices));
    this.#sharing = shared.catch(() => {});
    return shared;
  }

  /**
   * Finds out how several files relate to each other; reads each of them to its end. `names` of the files
   * may show which of them belong together.
   */
  async fileSet(
    files: readonly Blob[],
    names: readonly string[],
    onProgress?: (progress: Progress) => void,
  ): Promise<FileSetFound> {
    this.begun = true;
    const [{ fileSetOf }, module] = await Promise.all([import('./file_set'), this.loaded()]);
    return fileSetOf(files, names, module, unpackedLimit, onProgress);
  }

  /** Which two interfaces of the capture, by their ordinals, saw the same traffic; null for none. */
  async interfaceTaps(): Promise<[number, number] | null> {
    const [{ interfaceTapsOf }, module] = await Promise.all([import('./file_set'), this.loaded()]);
    return interfaceTapsOf(this.source().blob, module);
  }

  async #share(connection: number, choices: ShareChoices): Promise<Blob> {
    const asked = this.opened();
    const { Share } = await this.#onDemand();
    const { engine, inner, source: from } = await this.#subject(connection);
    if (asked !== this.engine) throw new Error('another capture was opened');
    const { first, last } = choices.rows ?? { first: 0, last: 0xffffffff };
    const share = new Share(engine, inner, first, last, shareFlags(choices));
    const isOpen = () => this.#isOpen(engine);
    const parts = await writeAgain(share, engine, from().blob, isOpen, blobOf);
    return new Blob(parts, { type: 'application/vnd.tcpdump.pcap' });
  }

  /**
   * Writes the capture, or one of its connections, as pcapng with comments. Comments of the file
   * stay where none are given. Not for two captures.
   */
  annotated(comments: readonly FrameComments[], connection: number | null = null): Promise<Blob> {
    const written = this.#sharing.then(() => this.#annotated(comments, connection));
    this.#sharing = written.catch(() => {});
    return written;
  }

  async #annotated(comments: readonly FrameComments[], connection: number | null): Promise<Blob> {
    const engine = this.opened();
    if (this.#taps) throw new Error('comments belong to one capture');
    const { CaptureWriter } = await this.#onDemand();
    if (engine !== this.engine) throw new Error('another capture was opened');
    const writer = new CaptureWriter(engine, connection ?? NO_ROW);
    for (const { frame, texts } of [...comments].sort((a, b) => a.frame - b.frame)) {
      writer.comment(frame, '');
      // Embind would join an unpaired surrogate to the letter that follows it.
      for (const text of texts) writer.comment(frame, text.replace(/\p{Cs}/gu, '\ufffd'));
    }
    const isOpen = () => this.#isOpen(engine);
    const parts = await writeAgain(writer, engine, this.source().blob, isOpen, blobOf);
    return new Blob(parts, { type: 'application/vnd.tcpdump.pcap' });
  }

  async #pagesOf(index: number, end: Side): Promise<PayloadPages> {
    const part = await this.#onDemand();
    const engine = this.opened();
    if (!this.#payload?.isOf(engine, index, end)) {
      this.#letGoOfPayload();
      const stream = new part.PayloadStream(engine, index, end);
      this.#payload = new PayloadPages(index, end, stream, engine, this.source());
    }
    return this.#payload;
  }

  #letGoOfPayload(): void {
    this.#payload?.dispose();
    this.#payload = null;
  }

  /** Detects the format of a text. */
  async textFormat(text: Blob): Promise<TextFormat> {
    const { readText } = await import('../read_text');
    const read = await readText(new Uint8Array(await text.arrayBuffer()));
    return read?.notes.format ?? 'none';
  }

  /** The capture as a file: unpacked, or converted from text. */
  capture(): Blob {
    return this.source().blob;
  }

  /** Writes a connection as a packetdrill script that tests one of its ends. */
  script(connection: number, local: Side): Promise<string> {
    const written = this.#sharing.then(() => this.#script(connection, local));
    this.#sharing = written.catch(() => {});
    return written;
  }

  async #script(connection: number, local: Side): Promise<string> {
    const asked = this.opened();
    const { ScriptWriter } = await this.#onDemand();
    const { engine, inner, source: from } = await this.#subject(connection);
    if (asked !== this.engine) throw new Error('another capture was opened');
    const script = new ScriptWriter(engine, inner, local);
    const isOpen = () => this.#isOpen(engine);
    const parts = await writeAgain(script, engine, from().blob, isOpen, (part) => part);
    return parts.join('');
  }

  protected override async detailsOf(index: number): Promise<Details> {
    const { engine, inner } = await this.#subject(index);
    const size = await this.#reread(index, engine.places(inner));
    return engine.details(inner, size);
  }

  protected override async packetsOfText(file: Blob, magic: Uint8Array, otherwise: TextFormat) {
    const kind = kindOf(magic);
    if ((kind !== 'text' && kind !== 'xml') || file.size > textSizeLimit) return null;
    const { readText } = await import('../read_text');
    const text = await readText(new Uint8Array(await file.arrayBuffer()), otherwise);
    // A text without packets is still opened if there are problems to show.
    return text && (text.notes.lines.length > 0 || text.notes.problemCount > 0) ? text : null;
  }

  /**
   * The engine with the most information about connection `index`, and its index in that engine.
   */
  async #subject(index: number): Promise<Pick<MergedView, 'engine' | 'inner' | 'source'>> {
    const engine = this.opened();
    if (!this.#taps) return { engine, inner: index, source: this.source };
    return this.#merged(this.#taps.captures, index);
  }

  async #merged(captures: TwoTapCaptures, index: number): Promise<MergedView> {
    const view = await captures.view(index);
    if (captures !== this.#taps?.captures) throw new Error('another capture was opened');
    return (this.#view = view);
  }

  #isOpen(engine: Engine): boolean {
    return engine === (this.#view?.engine ?? this.engine);
  }

  /**
   * Reads `places` of the file again, into the buffer of the engine that has connection `index`.
   * Resolves with the number of bytes.
   */
  async #reread(index: number, places: Float64Array): Promise<number> {
    const { engine, source } = await this.#subject(index);
    const octets = await readPlaces(source(), places);
    if (!this.#isOpen(engine)) throw new Error('another capture was opened');
    engine.buffer(octets.length).set(octets);
    return octets.length;
  }

  /** Loads the parts on demand. */
  async bringParts(): Promise<void> {
    await this.#onDemand();
  }

  /** The module with its parts on demand. */
  async #onDemand(): Promise<PartsOnDemand> {
    const module = await this.loaded();
    await module.bringParts();
    return module;
  }
}
