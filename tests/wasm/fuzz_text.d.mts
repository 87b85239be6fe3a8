import type { EngineModule } from '../../wasm/engine.mjs';
import type { TextModule } from '../../wasm/text.mjs';

export function mutatedText(
  octets: Uint8Array,
  other: Uint8Array,
  random: (bound: number) => number,
): Uint8Array;

/** How many frames the reader made of the text. */
export function exerciseText(
  text: TextModule,
  engine: EngineModule,
  octets: Uint8Array,
  otherwise: number,
): number;
