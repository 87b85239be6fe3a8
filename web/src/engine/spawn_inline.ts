// How the page in a single file runs the engine, without fetching anything.
import type { SpawnStrategies } from './spawn';
import { fromBlob, onThisThread } from './spawn_text';

export const spawn: SpawnStrategies = { spawns: [fromBlob, onThisThread], memory: { first: 0 } };
