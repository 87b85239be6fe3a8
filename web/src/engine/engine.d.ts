import type { LoadedEngine } from './instantiate';

/** The engine with its binary, or with another one: `#engine`, which build/engine.ts writes. */
export default function createEngine(wasmBinary?: BufferSource): Promise<LoadedEngine>;
