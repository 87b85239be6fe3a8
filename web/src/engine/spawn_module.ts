// The ways to run a worker that is a module: from the file next to the element; from a blob that
// imports this file, as needed across origins; or on the page's own thread.
import type { Endpoint } from 'comlink';
import type { EngineWorker, SpawnStrategies } from './spawn';

function fromBlob(url: string): Worker {
  const text = `import ${JSON.stringify(url)}`;
  const blob = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  return new Worker(blob, { type: 'module' });
}

// The session yields to other work of the page every few milliseconds.
function onThisThread(url: string): EngineWorker {
  const { port1, port2 } = new MessageChannel();
  (
    import(/* @vite-ignore */ /* webpackIgnore: true */ url) as Promise<{
      serve: (end: Endpoint) => void;
    }>
  ).then(
    ({ serve }) => serve(port1),
    () => port2.dispatchEvent(new Event('error')),
  );
  port2.start();
  return Object.assign(port2, { terminate: () => {} });
}

/** `fromFile` starts the worker at `url`, in a form that bundlers recognise. */
export const moduleStrategies = (
  fromFile: () => Worker,
  url: () => string,
  memory: SpawnStrategies['memory'],
): SpawnStrategies => ({
  spawns: [fromFile, () => fromBlob(url()), () => onThisThread(url())],
  memory,
});
