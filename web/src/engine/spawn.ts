// The ways to run the engine, the best first. A site's policy may forbid some of them.

/** A worker that runs worker.ts, or what stands in for one. */
export type EngineWorker = Pick<
  Worker,
  'postMessage' | 'addEventListener' | 'removeEventListener' | 'terminate'
>;
export type Spawn = () => EngineWorker;

export interface SpawnStrategies {
  readonly spawns: readonly Spawn[];
  /** The one to try first: those before it were refused. Shared by all that stand on one page. */
  readonly memory: { first: number };
}

/** There is but one way where the page makes its own policy. */
export const singleStrategy = (spawn: Spawn): SpawnStrategies => ({
  spawns: [spawn],
  memory: { first: 0 },
});
