// How the page in one file runs the engine: nothing else has to be fetched.
import type { SpawnStrategies } from './spawn';
import { fromBlob, onThisThread } from './spawn_text';

export const spawn: SpawnStrategies = { spawns: [fromBlob, onThisThread], memory: { first: 0 } };
