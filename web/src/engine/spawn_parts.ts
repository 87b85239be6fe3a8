// How the element in parts runs its engine.
import type { SpawnStrategies } from './spawn';
import { moduleStrategies } from './spawn_module';

const memory = { first: 0 };

// build/in_parts.ts replaces this URL by an expression that bundlers recognise.
const own = (): Worker => new Worker(__ELEMENT_WORKER__, { type: 'module' });

/** `address`: URL of the worker file, if the author set one; the default is next to the script. */
export function spawnStrategies(address: () => string | null): SpawnStrategies {
  const url = () => new URL(address() ?? __ELEMENT_WORKER__, document.baseURI).href;
  const fromFile = () => (address() ? new Worker(url(), { type: 'module' }) : own());
  return moduleStrategies(fromFile, url, memory);
}
