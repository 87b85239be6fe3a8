import type { EngineModule } from '../../../wasm/engine.mjs';

/** The engine with its binary: `#engine`, which vite.engine.ts writes. */
export default function createEngine(): Promise<EngineModule>;
