// The engine's worker from a text that this script holds once, as a function.
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

// The session gives other work of the page a turn every few milliseconds.
export function onThisThread(): EngineWorker {
  const { port1, port2 } = new MessageChannel();
  engineWorker(port1);
  port2.start();
  return Object.assign(port2, { terminate: () => {} });
}
