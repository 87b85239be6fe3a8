// The worker's end of the connection: serves the session's methods and transfers columns instead of
// copying them.
import { expose, finalizer, type Endpoint } from 'comlink';
import createEngine from '#engine';
import type { PayloadMatchTable } from '../../../../wasm/engine.mjs';
import type { Progress } from './reading';
import { CaptureSession, type ReadingChoices, type SegmentPlace } from './session';
import type { FrameComments } from '../../model/comments';
import type { ConnectionNumber } from '../../model/connection_number';
import type { Side } from '../../model/side';
import type { ShareChoices } from '../../model/share_choices';
import { moved, movedCompared, movedConnection } from './transfer';

/** Longest time without yielding, in milliseconds: short on the page's own thread. */
const turn = 'document' in globalThis ? 8 : 16;

/**
 * Pause after a request for a connection, in milliseconds. With two processors, worker and file
 * reading would otherwise compete with the page while it draws.
 */
const drawing = navigator.hardwareConcurrency > 2 ? 0 : 150;

const session = new CaptureSession(createEngine, turn, undefined, drawing);

/**
 * Loads the parts that may be needed next, once a capture is read. If they were loaded when needed,
 * the server could infer that a capture is compressed, or that one is being shared.
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
  fileSet: (
    files: readonly Blob[],
    names: readonly string[],
    onProgress?: (progress: Progress) => void,
  ) => session.fileSet(files, names, onProgress),
  interfaceTaps: () => session.interfaceTaps(),
  stop: () => session.stop(),
  info: () => session.info(),
  connections: () => moved(session.connections()),
  find: (number: ConnectionNumber) => session.find(number),
  endpointStatistics: () => session.endpointStatistics(),
  connection: async (index: number) => movedConnection(await session.connection(index)),
  insight: (index: number) => session.insight(index),
  incidents: () => session.incidents(),
  limitSummaries: () => session.limitSummaries(),
  timing: (index: number) => session.timing(index),
  curves: async (index: number, sender: Side, options: boolean) =>
    moved(await session.curves(index, sender, options)),
  payload: async (index: number, end: 0 | 1, from: number, to: number) =>
    moved(await session.payload(index, end, from, to)),
  payloadOf: (index: number, end: 0 | 1, row: number) => session.payloadOf(index, end, row),
  findPayload: (
    pattern: Uint8Array,
    onProgress: (found: PayloadMatchTable, progress: { read: number; size: number }) => void,
  ) => session.findPayload(pattern, onProgress),
  stopFinding: () => session.stopFinding(),
  openBeside: async (file: Blob) => {
    const { table } = await session.openBeside(file);
    return moved(table);
  },
  closeBeside: () => session.closeBeside(),
  compare: async (index: number, other: number, beside: boolean) => {
    const compared = await session.compare(index, other, beside);
    return movedCompared(compared);
  },
  header: (place: SegmentPlace) => session.header(place),
  share: (connection: number, choices: ShareChoices) => session.share(connection, choices),
  annotated: (comments: readonly FrameComments[], connection: number | null) =>
    session.annotated(comments, connection),
  script: (connection: number, local: Side) => session.script(connection, local),
  textFormat: (text: Blob) => session.textFormat(text),
  capture: () => session.capture(),
  /** Called when the other end releases the object. */
  [finalizer]: () => session.dispose(),
};

export type WorkerApi = typeof api;

// `self` is a port if build/worker.ts turns this script into a function.
expose(api, self as unknown as Endpoint);
