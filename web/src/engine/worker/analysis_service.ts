// Connects the element to the whole engine, for two captures, curves, the origin of resets, and saving
// with captions.
import { expose, finalizer, type Endpoint } from 'comlink';
import createEngine from '#engine';
import type { FrameComments } from '../../model/comments';
import type { ConnectionNumber } from '../../model/connection_number';
import type { Side } from '../../model/side';
import type { Progress } from './reading';
import { CaptureSession, type ReadingChoices } from './session';
import { moved, movedConnection } from './transfer';
import type { WorkerApi } from './worker';

/** Longest time without yielding, in milliseconds: short on the page's own thread. */
const turn = 'document' in globalThis ? 8 : 16;

export function serve(end: Endpoint): void {
  const session = new CaptureSession(createEngine, turn);
  const api = {
    open: (
      file: Blob,
      onProgress?: (progress: Progress) => void,
      choices?: Partial<ReadingChoices>,
    ) => session.open(file, onProgress, choices),
    connections: () => moved(session.connections()),
    find: (number: ConnectionNumber) => session.find(number),
    connection: async (index: number) => movedConnection(await session.connection(index)),
    insight: (index: number) => session.insight(index),
    annotated: (comments: readonly FrameComments[], connection: number | null) =>
      session.annotated(comments, connection),
    curves: async (index: number, sender: Side, options: boolean) =>
      moved(await session.curves(index, sender, options)),
    /** Called when the other end releases the object. */
    [finalizer]: () => session.dispose(),
  } satisfies Partial<WorkerApi>;
  expose(api, end);
}
