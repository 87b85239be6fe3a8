// The words of drawings and texts that leave the product.
import { words as english } from './en/sets/export';
import { WordSet, type Spoken } from './word_set';

export type ExportWords = Spoken<typeof english>;

export const exportWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/sets/export.ts', '!./en/**'], { import: 'words' }),
);
