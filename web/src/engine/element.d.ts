import type { ConnectionEngine, ConnectionModule } from './worker/connection_session';

/** The element's engine: `#element-engine`, which build/engine.ts writes. */
export default function createEngine(): Promise<ConnectionModule<ConnectionEngine>>;
