// The words of drawings and texts that leave the product.
import { words as english } from './en/sets/export';
import type { TapWords } from './taps';
import { WordSet, type Spoken } from './word_set';

/** Those of two taps are needed of a connection that two captures show; the page loads them with it. */
export type ExportWords = Spoken<Omit<typeof english, 'taps'>> & { taps?: TapWords };

export const exportWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/sets/export.ts', '!./en/**'], { import: 'words' }),
);
