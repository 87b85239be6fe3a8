// Words of the paste dialog; loaded with it.
import { paste as english } from './en/paste';
import { WordSet } from './word_set';

export const pasteWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/paste.ts', '!./en/**'], { import: 'paste' }),
);
