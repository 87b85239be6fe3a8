// Connects the element's engine to a worker's global scope, or to a port on the page's own thread.
import { expose, finalizer, type Endpoint } from 'comlink';
import createEngine from '#element-engine';
import type { ConnectionNumber } from '../../model/connection_number';
import { ConnectionSession } from './connection_session';
import { moved, movedConnection } from './transfer';
import type { WorkerApi } from './worker';

/** Longest time without yielding, in milliseconds: short on the page's own thread. */
const turn = 'document' in globalThis ? 8 : 16;

export function serve(end: Endpoint): void {
  const session = new ConnectionSession(createEngine, turn);
  const api = {
    open: (file: Blob) => session.open(file),
    connections: () => moved(session.connections()),
    find: (number: ConnectionNumber) => session.find(number),
    connection: async (index: number) => movedConnection(await session.connection(index)),
    /** Called when the other end releases the object. */
    [finalizer]: () => session.dispose(),
  } satisfies Partial<WorkerApi>;
  expose(api, end);
}
