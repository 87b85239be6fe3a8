// Runs the engine's worker from a function that this script contains.
import { engineWorker } from 'virtual:engine-worker';
import type { EngineWorker } from './spawn';

export function fromBlob(): Worker {
  const text = `(${String(engineWorker)})(self)`;
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  try {
    return new Worker(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

// The session yields to other work of the page every few milliseconds.
export function onThisThread(): EngineWorker {
  const { port1, port2 } = new MessageChannel();
  engineWorker(port1);
  port2.start();
  return Object.assign(port2, { terminate: () => {} });
}
