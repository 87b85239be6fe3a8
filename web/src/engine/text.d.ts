import type { TextModule } from '../../../wasm/text.mjs';

/**
 * The reader of texts with its binary, or with another one: `#text`, written by build/engine.ts.
 */
export default function createText(wasmBinary?: BufferSource): Promise<TextModule>;
