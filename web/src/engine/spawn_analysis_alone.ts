// How the script beside the element in one script runs the whole engine, which it contains.
import type { SpawnStrategies } from './spawn';
import { fromBlob, onThisThread } from './spawn_text';

export const spawnAnalysis: SpawnStrategies = {
  spawns: [fromBlob, onThisThread],
  memory: { first: 0 },
};
