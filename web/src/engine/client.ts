// The page's client of the engine: every call that the page makes.
import { proxy } from 'comlink';
import type {
  ConnectionTable,
  CurveTable,
  EndpointStatistics,
  Incidents,
  LimitSummaryTable,
  PayloadMatchTable,
  PayloadTable,
} from '../../../wasm/engine.mjs';
import type { FrameComments } from '../model/comments';
import type { Compared } from '../model/comparison';
import type { FileSetFound } from '../model/file_set';
import type { TimingTable } from '../model/taps';
import type { Insight } from '../model/insight';
import type { Progress } from './worker/reading';
import type { SegmentHeader, SegmentPlace } from './worker/session';
import type { TextFormat } from '../model/names';
import type { Side } from '../model/side';
import type { ShareChoices } from '../model/share_choices';
import { ConnectionClient } from './connection_client';

export { EngineFailure } from './connection_client';
export type { Progress } from './worker/reading';
export type { Opened, ReadingChoices, SegmentHeader } from './worker/session';
export type { CaptureNotes } from './worker/capture_metadata';

/** Memory to reserve ahead, in bytes: the size of an index of half a million segments. */
const room = 64 * 1024 * 1024;

export class EngineClient extends ConnectionClient {
  /**
   * Finds out how several files relate to each other. Closes the current capture. The worker is
   * kept for the next open(), because the next capture may be a blob that this call assembled.
   */
  async fileSet(
    files: readonly Blob[],
    names: readonly string[],
    onProgress?: (progress: Progress) => void,
  ): Promise<FileSetFound> {
    this.opened += 1;
    this.letGo();
    [this.line, this.spare] = [this.spare, undefined];
    const line = (this.line ??= this.connect());
    const found = await this.ask<FileSetFound>((remote) =>
      remote.fileSet(files, names, onProgress && proxy(onProgress)),
    );
    if (this.line === line) [this.line, this.spare] = [undefined, line];
    return found;
  }

  /** Which two interfaces of the capture, by their ordinals, saw the same traffic; null for none. */
  interfaceTaps(): Promise<[number, number] | null> {
    return this.ask((remote) => remote.interfaceTaps());
  }

  /**
   * Starts the worker for the next open() while the page is idle, so that no capture has to wait
   * for it.
   */
  ready(): void {
    this.#prepare(0);
  }

  /** The same, and reserves memory: call it when a file is about to be chosen. */
  prewarm(): void {
    this.#prepare(room);
  }

  /** Stops reading; open() then resolves with what has been read. */
  async stop(): Promise<void> {
    if (this.line) await this.ask((remote) => remote.stop());
  }

  /** Statistics of the endpoints in the whole capture. */
  endpointStatistics(): Promise<EndpointStatistics> {
    return this.ask((remote) => remote.endpointStatistics());
  }

  /** Incidents in the capture, and the keys by which its connections can be sorted. */
  incidents(): Promise<Incidents> {
    return this.ask((remote) => remote.incidents());
  }

  /** What limited each connection. */
  limitSummaries(): Promise<LimitSummaryTable> {
    return this.ask((remote) => remote.limitSummaries());
  }

  /** Evidence about who sent the resets, and what limited the data transfer. */
  insight(index: number): Promise<Insight> {
    return this.ask((remote) => remote.insight(index));
  }

  /**
   * Estimated times at which each end sent and received its segments; null if there is no estimate.
   */
  timing(index: number): Promise<TimingTable | null> {
    return this.ask((remote) => remote.timing(index));
  }

  curves(index: number, sender: Side, options: boolean): Promise<CurveTable> {
    return this.ask((remote) => remote.curves(index, sender, options));
  }

  /** Bytes `from` to `to` of the payload that `end` sent, at most 2^20. */
  payload(index: number, end: 0 | 1, from: number, to: number): Promise<PayloadTable> {
    return this.ask((remote) => remote.payload(index, end, from, to));
  }

  /**
   * Offset in the stream of the first payload byte of the segment in `row`; null if it has no
   * payload.
   */
  payloadOf(index: number, end: 0 | 1, row: number): Promise<number | null> {
    return this.ask((remote) => remote.payloadOf(index, end, row));
  }

  /** Resolves with true if the whole capture was searched, with false if the search was stopped. */
  findPayload(
    pattern: Uint8Array,
    onProgress: (found: PayloadMatchTable, progress: { read: number; size: number }) => void,
  ): Promise<boolean> {
    return this.ask((remote) => remote.findPayload(pattern, proxy(onProgress)));
  }

  stopFinding(): Promise<void> {
    return this.ask((remote) => remote.stopFinding());
  }

  /** Reads a second capture, with whose connections those of this one can be compared. */
  openBeside(file: Blob): Promise<ConnectionTable> {
    return this.ask((remote) => remote.openBeside(file));
  }

  closeBeside(): Promise<void> {
    return this.ask((remote) => remote.closeBeside());
  }

  /** `beside`: connection `other` is of the second capture. */
  compare(index: number, other: number, beside: boolean): Promise<Compared> {
    return this.ask((remote) => remote.compare(index, other, beside));
  }

  header(place: SegmentPlace): Promise<SegmentHeader> {
    return this.ask((remote) => remote.header(place));
  }

  /** The connection as a pcap file for sharing. */
  share(connection: number, choices: ShareChoices): Promise<Blob> {
    return this.ask((remote) => remote.share(connection, choices));
  }

  /** The capture, or one of its connections, as pcapng with comments. */
  annotated(comments: readonly FrameComments[], connection: number | null): Promise<Blob> {
    return this.ask((remote) => remote.annotated(comments, connection));
  }

  /** Detects the format of a text without opening it. */
  textFormat(text: Blob): Promise<TextFormat> {
    return this.ask((remote) => remote.textFormat(text));
  }

  /** The capture as a file: unpacked, or converted from text. */
  capture(): Promise<Blob> {
    return this.ask((remote) => remote.capture());
  }

  /** The connection as a packetdrill script that tests one of its ends. */
  script(connection: number, local: Side): Promise<string> {
    return this.ask((remote) => remote.script(connection, local));
  }

  #prepare(room: number): void {
    try {
      this.spare ??= this.connect();
    } catch {
      // open() tries again and reports the failure.
      return;
    }
    void this.spare.remote.load(room).catch(() => {});
  }
}
