import type { Spawn, SpawnStrategies } from './spawn';

/** Starts the worker from its own file: what a policy without `blob:` allows. */
export const spawn: Spawn | SpawnStrategies = () =>
  new Worker(new URL('./worker/worker.ts', import.meta.url), { type: 'module' });
