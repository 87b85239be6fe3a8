import type { ConnectionEngine, ConnectionModule } from './worker/connection_session';

/** The element's engine: `#element-engine`, written by build/engine.ts. */
export default function createEngine(): Promise<ConnectionModule<ConnectionEngine>>;
