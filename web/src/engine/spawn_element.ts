// How the element runs the engine in pages of others, whatever they allow: in a worker from a blob,
// in one from a file, or on the page's own thread. The text of the worker is in this script once,
// as a function.
import { engineWorker } from 'virtual:engine-worker';
import type { EngineWorker, Spawn, Ways } from './spawn';

const script = (document.currentScript as HTMLScriptElement | null)?.src;
const memory = { first: 0 };

function fromBlob(): Worker {
  const text = `(${String(engineWorker)})(self)`;
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  try {
    return new Worker(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

// The session gives other work of the page a turn every few milliseconds.
function onThisThread(): EngineWorker {
  const { port1, port2 } = new MessageChannel();
  engineWorker(port1);
  port2.start();
  return Object.assign(port2, { terminate: () => {} });
}

/** `address` of a worker file that the author names; else it is looked for beside the script. */
export function ways(address: () => string | null): Ways {
  const fromFile: Spawn = () => {
    const url = address() ?? (script && new URL('tcp-ladder-worker.js', script).href);
    if (!url) throw new Error('no worker file is named');
    return new Worker(url);
  };
  return { spawns: [fromBlob, fromFile, onThisThread], memory };
}
