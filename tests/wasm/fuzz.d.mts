import type { EngineModule } from '../../wasm/engine.mjs';

export function exercise(module: EngineModule, octets: Uint8Array): void;
