import type { TextModule } from '../../../wasm/text.mjs';

/** The reader of texts with its binary, or with another one: `#text`, which build/engine.ts writes. */
export default function createText(wasmBinary?: BufferSource): Promise<TextModule>;
