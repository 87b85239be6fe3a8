// How the single-script element runs the engine on any site, whatever its policy allows: in a
// worker from a blob, in a worker from a file, or on the page's own thread.
import type { Spawn, SpawnStrategies } from './spawn';
import { fromBlob, onThisThread } from './spawn_text';

const script = (document.currentScript as HTMLScriptElement | null)?.src;
const memory = { first: 0 };

/** `address`: URL of the worker file, if the author set one; the default is next to the script. */
export function spawnStrategies(address: () => string | null): SpawnStrategies {
  const fromFile: Spawn = () => {
    const url = address() ?? (script && new URL('tcp-ladder-worker.js', script).href);
    if (!url) throw new Error('no worker file is named');
    return new Worker(url);
  };
  return { spawns: [fromBlob, fromFile, onThisThread], memory };
}
