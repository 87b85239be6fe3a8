// Words for files that are not captures, for products that load them on demand.
import { files as english } from './en/files';
import { WordSet } from './word_set';

export const fileWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/files.ts', '!./en/**'], { import: 'files' }),
);
