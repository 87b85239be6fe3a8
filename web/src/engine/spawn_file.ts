import type { Spawn, SpawnStrategies } from './spawn';

/** Starts the worker from its own file, as a policy without `blob:` requires. */
export const spawn: Spawn | SpawnStrategies = () =>
  new Worker(new URL('./worker/worker.ts', import.meta.url), { type: 'module' });
