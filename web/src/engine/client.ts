// All that the page asks of the engine.
import { proxy } from 'comlink';
import type {
  CurveTable,
  EndpointStatistics,
  Incidents,
  PayloadMatchTable,
  PayloadTable,
} from '../../../wasm/engine.mjs';
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

/** What the index of half a million segments takes, bytes. */
const room = 64 * 1024 * 1024;

export class EngineClient extends ConnectionClient {
  /**
   * What several files are to each other. Ends the capture before; the same worker reads the next
   * one, which may be made of them.
   */
  async fileSet(
    files: readonly Blob[],
    onProgress?: (progress: Progress) => void,
  ): Promise<FileSetFound> {
    this.opened += 1;
    this.letGo();
    [this.line, this.spare] = [this.spare, undefined];
    const line = (this.line ??= this.connect());
    const found = await this.ask<FileSetFound>((remote) =>
      remote.fileSet(files, onProgress && proxy(onProgress)),
    );
    if (this.line === line) [this.line, this.spare] = [undefined, line];
    return found;
  }

  /**
   * Starts the worker that open() will need, for a time when there is nothing else to do: a
   * capture would have to wait for it.
   */
  ready(): void {
    this.#prepare(0);
  }

  /** The reader is about to choose a file: makes room for it, too. */
  prewarm(): void {
    this.#prepare(room);
  }

  /** Ends reading where it is; open() then resolves with what was read. */
  async stop(): Promise<void> {
    if (this.line) await this.ask((remote) => remote.stop());
  }

  /** What the whole capture shows. */
  endpointStatistics(): Promise<EndpointStatistics> {
    return this.ask((remote) => remote.endpointStatistics());
  }

  /** What happened in it, and what its connections can be sorted by. */
  incidents(): Promise<Incidents> {
    return this.ask((remote) => remote.incidents());
  }

  /** Who made its resets, and what limited its data. */
  insight(index: number): Promise<Insight> {
    return this.ask((remote) => remote.insight(index));
  }

  /** When its ends sent and received its segments, as one capture shows it. */
  timing(index: number): Promise<TimingTable | null> {
    return this.ask((remote) => remote.timing(index));
  }

  curves(index: number): Promise<CurveTable> {
    return this.ask((remote) => remote.curves(index));
  }

  /** Bytes `from` to `to` of what `end` sent; at most 2^20 of them. */
  payload(index: number, end: 0 | 1, from: number, to: number): Promise<PayloadTable> {
    return this.ask((remote) => remote.payload(index, end, from, to));
  }

  /** Number of the first byte that the segment of `row` brings, or null where it brings none. */
  payloadOf(index: number, end: 0 | 1, row: number): Promise<number | null> {
    return this.ask((remote) => remote.payloadOf(index, end, row));
  }

  /** Resolves with true when the capture was read to its end, with false when the search was ended. */
  findPayload(
    pattern: Uint8Array,
    onProgress: (found: PayloadMatchTable, progress: { read: number; size: number }) => void,
  ): Promise<boolean> {
    return this.ask((remote) => remote.findPayload(pattern, proxy(onProgress)));
  }

  stopFinding(): Promise<void> {
    return this.ask((remote) => remote.stopFinding());
  }

  header(place: SegmentPlace): Promise<SegmentHeader> {
    return this.ask((remote) => remote.header(place));
  }

  /** The connection as a pcap that can be shown to others. */
  share(connection: number, choices: ShareChoices): Promise<Blob> {
    return this.ask((remote) => remote.share(connection, choices));
  }

  /** What a text is read as; nothing is opened. */
  textFormat(text: Blob): Promise<TextFormat> {
    return this.ask((remote) => remote.textFormat(text));
  }

  /** The capture as a file: unpacked, or as it was made of a text. */
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
      // open() tries again, and tells.
      return;
    }
    void this.spare.remote.load(room).catch(() => {});
  }
}
