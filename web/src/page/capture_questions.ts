// Queries about the capture on view beyond its connections: bytes and headers that are read again
// from the file, curves, files to save. All reject if the capture cannot answer.
import type { PayloadMatchTable, PayloadTable } from '../../../wasm/engine.mjs';
import type { EngineClient } from '../engine/client';
import type { SegmentHeader } from '../engine/worker/session';
import { prepare } from '../ladder/prepare';
import type { FrameComments } from '../model/comments';
import type { Connection } from '../model/connection';
import type { TextFormat } from '../model/names';
import type { PayloadReader } from '../model/payload';
import type { ShareChoices } from '../model/share_choices';
import type { LoadCurves } from '../curves/curves_view';
import type { Side } from '../model/side';
import type { ComparisonSource } from './compare/comparison_view';
import { ConnectionRows } from './connections/connection_rows';

export class CaptureQuestions {
  readonly #client: EngineClient;
  readonly #connection: () => Connection | null;

  /** `connection` returns the connection on view. */
  constructor(client: EngineClient, connection: () => Connection | null) {
    this.#client = client;
    this.#connection = connection;
  }

  /** Points of a connection's curves. */
  readonly curves: LoadCurves = ({ index }, ...asked) => this.#client.curves(index, ...asked);

  /** Header of the segment in `row`, counted from 0. */
  readonly header = async ({ segments }: Connection, row: number): Promise<SegmentHeader> => {
    if (row >= segments.count) throw new RangeError('no segment');
    const [offset, headerOffset] = [segments.offset[row]!, segments.headerOffset[row]!];
    return this.#client.header({ offset, headerOffset, linkType: segments.linkType[row]! });
  };

  /** The connection on view as a packetdrill script that tests one of its ends. */
  readonly script = async (local: Side): Promise<string> =>
    this.#client.script(this.#onView().index, local);

  /** The connection on view as a pcap file for sharing. */
  readonly share = async (choices: ShareChoices): Promise<Blob> =>
    this.#client.share(this.#onView().index, choices);

  /** The capture, or the connection on view, as pcapng with comments. */
  readonly annotated = (comments: readonly FrameComments[], all: boolean): Promise<Blob> =>
    this.#client.annotated(comments, all ? null : this.#onView().index);

  /** The capture as a file: unpacked, or converted from text. */
  readonly capture = (): Promise<Blob> => this.#client.capture();

  /** Whether a text can be read as a capture. */
  readonly isText = async (text: Blob): Promise<boolean> =>
    (await this.#client.textFormat(text)) !== ('none' satisfies TextFormat);

  readonly payload: PayloadReader = {
    page: (connection, end, from, to): Promise<PayloadTable> =>
      this.#client.payload(connection.index, end, from, to),
    firstOf: (connection, end, row) => this.#client.payloadOf(connection.index, end, row),
  };

  readonly comparison: ComparisonSource = {
    compare: async (index, other, beside) => {
      const compared = await this.#client.compare(index, other, beside);
      await prepare(compared.second);
      return compared;
    },
    openBeside: async (file) => new ConnectionRows(await this.#client.openBeside(file)),
  };

  readonly findPayload = {
    start: (
      pattern: Uint8Array,
      onProgress: (found: PayloadMatchTable, progress: { read: number; size: number }) => void,
    ): Promise<boolean> => this.#client.findPayload(pattern, onProgress),
    // If the worker has ended, so has the search.
    stop: (): void => void this.#client.stopFinding().catch(() => {}),
  };

  #onView(): Connection {
    const connection = this.#connection();
    if (!connection) throw new RangeError('no connection');
    return connection;
  }
}
