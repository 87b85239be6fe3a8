// How the element in parts runs the engine: in a worker from the file next to it; in one from a
// blob that imports this file, as needed across sites; or on the page's own thread.
import type { Endpoint } from 'comlink';
import type { EngineWorker, Spawn, SpawnStrategies } from './spawn';

const memory = { first: 0 };

// build/in_parts.ts writes this address into the script in a form that bundlers recognise.
const own = (): Worker => new Worker(__ELEMENT_WORKER__, { type: 'module' });

function fromBlob(url: string): Worker {
  const text = `import ${JSON.stringify(url)}`;
  const blob = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  return new Worker(blob, { type: 'module' });
}

// The session lets other work of the page run every few milliseconds.
function onThisThread(url: string): EngineWorker {
  const { port1, port2 } = new MessageChannel();
  (import(/* @vite-ignore */ url) as Promise<{ serve: (end: Endpoint) => void }>).then(
    ({ serve }) => serve(port1),
    () => port2.dispatchEvent(new Event('error')),
  );
  port2.start();
  return Object.assign(port2, { terminate: () => {} });
}

/** `address`: a worker file named by the author; by default, the one next to the script. */
export function spawnStrategies(address: () => string | null): SpawnStrategies {
  const url = () => new URL(address() ?? __ELEMENT_WORKER__, document.baseURI).href;
  const fromFile: Spawn = () => (address() ? new Worker(url(), { type: 'module' }) : own());
  return { spawns: [fromFile, () => fromBlob(url()), () => onThisThread(url())], memory };
}
