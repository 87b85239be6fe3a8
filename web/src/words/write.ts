// Words of the editor; loaded with it.
import { write as english } from './en/write';
import { WordSet } from './word_set';

export const writeWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/write.ts', '!./en/**'], { import: 'write' }),
);
