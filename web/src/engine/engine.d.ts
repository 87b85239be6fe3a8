import type { LoadedEngine } from './instantiate';

/** The engine with its own binary or with the given one: `#engine`, written by build/engine.ts. */
export default function createEngine(wasmBinary?: BufferSource): Promise<LoadedEngine>;
