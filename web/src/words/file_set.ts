// Words about several files that were opened together; loaded with them.
import { fileSet as english } from './en/file_set';
import { WordSet } from './word_set';

export const fileSetWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/file_set.ts', '!./en/**'], { import: 'fileSet' }),
);
