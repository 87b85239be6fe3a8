// How the element runs the engine where its worker is a file beside it: in a worker from that file; in
// one from a blob that imports it, which a file of another site needs; or on the page's own thread.
import type { Endpoint } from 'comlink';
import type { EngineWorker, Spawn, SpawnStrategies } from './spawn';

const memory = { first: 0 };

// The name is written into the script by build/in_parts.ts as bundlers know it.
const own = (): Worker => new Worker(__ELEMENT_WORKER__, { type: 'module' });

function fromBlob(url: string): Worker {
  const text = `import ${JSON.stringify(url)}`;
  const blob = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  return new Worker(blob, { type: 'module' });
}

// The session gives other work of the page a turn every few milliseconds.
function onThisThread(url: string): EngineWorker {
  const { port1, port2 } = new MessageChannel();
  (import(/* @vite-ignore */ url) as Promise<{ serve: (end: Endpoint) => void }>).then(
    ({ serve }) => serve(port1),
    () => port2.dispatchEvent(new Event('error')),
  );
  port2.start();
  return Object.assign(port2, { terminate: () => {} });
}

/** `address` of a worker file that the author names; else it is the one beside the script. */
export function spawnStrategies(address: () => string | null): SpawnStrategies {
  const url = () => new URL(address() ?? __ELEMENT_WORKER__, document.baseURI).href;
  const fromFile: Spawn = () => (address() ? new Worker(url(), { type: 'module' }) : own());
  return { spawns: [fromFile, () => fromBlob(url()), () => onThisThread(url())], memory };
}
