// The worker's end of the line: the session's methods, with columns transferred and not copied.
import { expose, finalizer, type Endpoint } from 'comlink';
import createEngine from '#engine';
import type { PayloadMatchTable } from '../../../../wasm/engine.mjs';
import type { Progress } from './reading';
import { CaptureSession, type ReadingChoices, type SegmentPlace } from './session';
import type { ConnectionNumber } from '../../model/connection_number';
import type { Side } from '../../model/side';
import type { ShareChoices } from '../../model/share_choices';
import { moved, movedConnection } from './transfer';

/** Longest stretch of work without a turn for others, milliseconds: short where a page waits. */
const turn = 'document' in globalThis ? 8 : 16;

/**
 * Where the page, the worker and the browser's reading of the file share two processors, a page that
 * draws what was read so far would be held up by each, milliseconds.
 */
const drawing = navigator.hardwareConcurrency > 2 ? 0 : 150;

const session = new CaptureSession(createEngine, turn, undefined, drawing);

/**
 * Has at hand what may be wanted next, once a capture is read: a host that is asked for it later would
 * learn that the next capture is packed, or that this one is shared.
 */
function loadAhead() {
  setTimeout(() => {
    void import('./unpack').catch(() => {});
    void session.bringParts().catch(() => {});
  }, 500);
}

const api = {
  load: (room?: number) => session.load(room),
  open: (
    file: Blob,
    onProgress?: (progress: Progress) => void,
    choices?: Partial<ReadingChoices>,
  ) => session.open(file, onProgress, choices).finally(loadAhead),
  fileSet: (files: readonly Blob[], onProgress?: (progress: Progress) => void) =>
    session.fileSet(files, onProgress),
  stop: () => session.stop(),
  info: () => session.info(),
  connections: () => moved(session.connections()),
  find: (number: ConnectionNumber) => session.find(number),
  endpointStatistics: () => session.endpointStatistics(),
  connection: async (index: number) => movedConnection(await session.connection(index)),
  insight: (index: number) => session.insight(index),
  incidents: () => session.incidents(),
  timing: (index: number) => session.timing(index),
  curves: async (index: number) => moved(await session.curves(index)),
  payload: async (index: number, end: 0 | 1, from: number, to: number) =>
    moved(await session.payload(index, end, from, to)),
  payloadOf: (index: number, end: 0 | 1, row: number) => session.payloadOf(index, end, row),
  findPayload: (
    pattern: Uint8Array,
    onProgress: (found: PayloadMatchTable, progress: { read: number; size: number }) => void,
  ) => session.findPayload(pattern, onProgress),
  stopFinding: () => session.stopFinding(),
  header: (place: SegmentPlace) => session.header(place),
  share: (connection: number, choices: ShareChoices) => session.share(connection, choices),
  script: (connection: number, local: Side) => session.script(connection, local),
  textFormat: (text: Blob) => session.textFormat(text),
  capture: () => session.capture(),
  /** When the other end lets go. */
  [finalizer]: () => session.dispose(),
};

export type WorkerApi = typeof api;

// Elsewhere `self` is a port: see build/worker.ts.
expose(api, self as unknown as Endpoint);
