// The ways to run the engine, in order of preference. A site's policy may forbid some of them.

/** A worker that runs worker.ts, or a substitute. */
export type EngineWorker = Pick<
  Worker,
  'postMessage' | 'addEventListener' | 'removeEventListener' | 'terminate'
>;
export type Spawn = () => EngineWorker;

export interface SpawnStrategies {
  readonly spawns: readonly Spawn[];
  /** Index of the way to try first; earlier ones were refused. All elements on a page share it. */
  readonly memory: { first: number };
}

/** One way is enough if the page sets its own policy. */
export const singleStrategy = (spawn: Spawn): SpawnStrategies => ({
  spawns: [spawn],
  memory: { first: 0 },
});
