import type { TextModule } from '../../../wasm/text.mjs';

/**
 * The text reader with its own binary or with the given one: `#text`, written by build/engine.ts.
 */
export default function createText(wasmBinary?: BufferSource): Promise<TextModule>;
