// What a file is that is no capture, for whom these words are a part on demand.
import { files as english } from './en/files';
import { WordSet } from './word_set';

export const fileWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/files.ts', '!./en/**'], { import: 'files' }),
);
