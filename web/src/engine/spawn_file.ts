import type { Spawn, SpawnStrategies } from './spawn';

/** Starts the worker from its own file, for policies that do not allow `blob:`. */
export const spawn: Spawn | SpawnStrategies = () =>
  new Worker(new URL('./worker/worker.ts', import.meta.url), { type: 'module' });
