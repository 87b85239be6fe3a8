import type { EngineModule } from '../../../wasm/engine.mjs';

/** The engine with its binary, or with another one: `#engine`, which vite.engine.ts writes. */
export default function createEngine(wasmBinary?: BufferSource): Promise<EngineModule>;
