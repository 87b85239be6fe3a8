import type { LoadedEngine } from './instantiate';

/** The engine with its binary, or with another one: `#engine`, written by build/engine.ts. */
export default function createEngine(wasmBinary?: BufferSource): Promise<LoadedEngine>;
