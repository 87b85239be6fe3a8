// How the analysis script of the single-script element runs the whole engine, which it contains.
import type { SpawnStrategies } from './spawn';
import { fromBlob, onThisThread } from './spawn_text';

export const spawnAnalysis: SpawnStrategies = {
  spawns: [fromBlob, onThisThread],
  memory: { first: 0 },
};
