// Words of exported drawings and texts.
import { words as english } from './en/sets/export';
import type { TapWords } from './taps';
import { WordSet, type Spoken } from './word_set';

/**
 * The words of two taps are only needed for a connection that two captures show; the page loads
 * them with it.
 */
export type ExportWords = Spoken<Omit<typeof english, 'taps'>> & { taps?: TapWords };

export const exportWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/sets/export.ts', '!./en/**'], { import: 'words' }),
);
