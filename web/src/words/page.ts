// Words of the page.
import { words as english } from './en/sets/page';
import { WordSet, type Spoken } from './word_set';

export type PageWords = Spoken<typeof english>;

export const pageWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/sets/page.ts', '!./en/**'], { import: 'words' }),
);
