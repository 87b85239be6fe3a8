// All that the page asks of a capture.
import type {
  CurveTable,
  Details,
  EndpointStatistics,
  Engine,
  HeaderDetail,
  Incidents,
  LimitSummaryTable,
  PartsOnDemand,
  PayloadMatchTable,
  PayloadTable,
} from '../../../../wasm/engine.mjs';
import { NO_ROW } from '../../../generated/values';
import { layers as layerNames } from '../../model/names';
import type { LayerName } from '../../model/names';
import type { Connection } from '../../model/connection';
import type { FileSetFound } from '../../model/file_set';
import type { TimingTable } from '../../model/taps';
import type { LoadedEngine } from '../instantiate';
import type { Insight } from '../../model/insight';
import { readPlaces } from './byte_ranges';
import { warmUp } from './warm_up';
import { ConnectionSession, hashSeed } from './connection_session';
import type { Opened, ReadingChoices } from './connection_session';
import { PayloadPages, findPayload } from './payload';
import type { MergedView, TwoTapCaptures } from './two_taps';
import { anotherTurn, chunkLength, type Progress } from './reading';
import { Chunks } from './chunks';
import { kindOf } from '../../model/file_kind';
import type { Side } from '../../model/side';
import { shareFlags, type ShareChoices } from '../../model/share_choices';
import { unpackedLimit } from '../unpack_limit';
import { textSizeLimit } from '../../model/text_notes';
import type { TextFormat } from '../../model/names';

export type { Opened, ReadingChoices, SecondTap } from './connection_session';

/** Of memory at a time, bytes. */
const roomStep = 4 * 1024 * 1024;
/** Where a TCP header may begin in its frame; of a segment put together from fragments, nowhere. */
const farthestHeader = 4096;
/** Between two reports of a search, milliseconds. */
const reportEvery = 150;

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

export class CaptureSession extends ConnectionSession<Engine, LoadedEngine> {
  /** Where a second capture was read beside the first. */
  #taps: { captures: TwoTapCaptures; names: readonly [string, string] } | null = null;
  /** Of these, the connection on view. */
  #view: MergedView | null = null;
  #warmedUp = false;
  /** Bytes of memory that were asked for ahead. */
  #room = 0;
  #sharing: Promise<unknown> = Promise.resolve();
  #payload: PayloadPages | null = null;
  /** How many searches were begun: a later one ends those before. */
  #searches = 0;

  /**
   * Has the module at hand before there is a file, and `room` octets of its memory: the system hands
   * out fresh memory page by page, which takes longer than what the engine does with it. Until
   * open() is called.
   */
  async load(room = 0): Promise<void> {
    const module = await this.loaded();
    const wanted = () => !this.begun;
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
    const engine = this.begin(new module.TapEngine(hashSeed(), setAsideDuplicates));
    const progressAfter =
      (before: number) =>
      ({ read, info }: Progress) =>
        onProgress?.({ read: before + read, size: file.size + second.file.size, info });
    const how = { unpackLimit, textFormat: choices.textFormat ?? 'none' } as const;
    const read = await this.readFile(engine, file, how, progressAfter(0), (source) => {
      this.source = source;
    });
    const other = new module.TapEngine(hashSeed(), setAsideDuplicates);
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
    // Frame numbers are those of the capture that has the segment.
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
    super.dispose();
  }

  endpointStatistics(): EndpointStatistics {
    return this.opened().endpointStatistics();
  }

  /** What is concluded of connection `index` besides its states. */
  async insight(index: number): Promise<Insight> {
    const part = await this.#onDemand();
    const { engine, inner } = await this.#subject(index);
    const size = await this.#reread(index, part.placesOfResets(engine, inner));
    return { resets: part.resets(engine, inner, size), limits: part.limits(engine, inner) };
  }

  /**
   * When its ends sent and received its segments, estimated from one capture; null where its headers
   * cannot be read again. Of two captures, connection() has it.
   */
  async timing(index: number): Promise<TimingTable | null> {
    const [{ timingOf }, module] = await Promise.all([import('./two_taps'), this.loaded()]);
    await module.bringParts();
    return timingOf(module, this.opened(), index, this.source());
  }

  /** Linear in the segments of the capture. */
  async limitSummaries(): Promise<LimitSummaryTable> {
    const part = await this.#onDemand();
    const engine = this.opened();
    return part.limitSummaries(engine, 0, engine.info().connections);
  }

  /** What happened in the capture. Linear in its segments. */
  async incidents(): Promise<Incidents> {
    const part = await this.#onDemand();
    return part.incidents(this.opened());
  }

  /** The points of its curves, of both directions. */
  async curves(index: number): Promise<CurveTable> {
    const part = await this.#onDemand();
    const { engine, inner } = await this.#subject(index);
    const size = await this.#reread(index, engine.places(inner));
    return part.curves(engine, inner, size);
  }

  /**
   * Bytes `from` to `to` of what `end` sent on connection `index`, in the order of its numbers; at most
   * 2^20 of them. The bytes are read again from the file and not kept.
   */
  async payload(index: number, end: Side, from: number, to: number): Promise<PayloadTable> {
    return (await this.#pagesOf(index, end)).page(from, to);
  }

  /** Number of the first byte that the segment of `row` brings, or null where it brings none. */
  async payloadOf(index: number, end: Side, row: number): Promise<number | null> {
    return (await this.#pagesOf(index, end)).firstOf(row);
  }

  /**
   * Looks for `pattern` in the payload of all connections, reading the capture once more; resolves
   * with true when it was read to its end, and with false where stopFinding() or a later search
   * ended this one.
   */
  async findPayload(
    pattern: Uint8Array,
    onProgress: (found: PayloadMatchTable, progress: { read: number; size: number }) => void,
  ): Promise<boolean> {
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

  /** Reads the TCP header of a segment again from the file. */
  async header({ offset, headerOffset, linkType }: SegmentPlace): Promise<SegmentHeader> {
    const start = Math.min(headerOffset, farthestHeader);
    // Data offset counts at most 15 words.
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
    this.begun = true;
    const [{ fileSetOf }, module] = await Promise.all([import('./file_set'), this.loaded()]);
    return fileSetOf(files, module, unpackedLimit, onProgress);
  }

  async #share(connection: number, choices: ShareChoices): Promise<Blob> {
    const asked = this.opened();
    const { Share } = await this.#onDemand();
    const { engine, inner, source: from } = await this.#subject(connection);
    if (asked !== this.engine) throw new Error('another capture was opened');
    const { first, last } = choices.rows ?? { first: 0, last: 0xffffffff };
    const share = new Share(engine, inner, first, last, shareFlags(choices));
    const parts: Uint8Array<ArrayBuffer>[] = [];
    const { blob } = from();
    const source = new Chunks(blob, chunkLength);
    try {
      let more = true;
      for (let at = 0; more && at < blob.size; at += chunkLength) {
        const octets = await source.next();
        if (!this.#isOpen(engine)) throw new Error('another capture was opened');
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

  /** What a text is read as. */
  async textFormat(text: Blob): Promise<TextFormat> {
    const { readText } = await import('../read_text');
    const read = await readText(new Uint8Array(await text.arrayBuffer()));
    return read?.notes.format ?? 'none';
  }

  /** The capture as a file: unpacked, or as it was made of a text. */
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
    const { blob } = from();
    const source = new Chunks(blob, chunkLength);
    let text = '';
    try {
      let more = true;
      for (let at = 0; more && at < blob.size; at += chunkLength) {
        const octets = await source.next();
        if (!this.#isOpen(engine)) throw new Error('another capture was opened');
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
    // Without packets there is nothing to read, but problems to show.
    return text && (text.notes.lines.length > 0 || text.notes.problemCount > 0) ? text : null;
  }

  /** The engine that knows connection `index` best, and which one it is there. */
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
   * Fills the buffer of the engine that knows connection `index` with `places` of its file; resolves
   * with how many octets they have.
   */
  async #reread(index: number, places: Float64Array): Promise<number> {
    const { engine, source } = await this.#subject(index);
    const octets = await readPlaces(source(), places);
    if (!this.#isOpen(engine)) throw new Error('another capture was opened');
    engine.buffer(octets.length).set(octets);
    return octets.length;
  }

  /** Has the parts on demand at hand. */
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
