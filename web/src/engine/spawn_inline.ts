// How the page in one file runs the engine: nothing else has to be fetched.
import type { Ways } from './spawn';
import { fromBlob, onThisThread } from './spawn_text';

export const spawn: Ways = { spawns: [fromBlob, onThisThread], memory: { first: 0 } };
