// Words about captures that were read from text; loaded with the first one.
import { text as english } from './en/text';
import { WordSet } from './word_set';

export const textWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/text.ts', '!./en/**'], { import: 'text' }),
);
