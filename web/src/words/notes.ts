// Words of the fields for notes; loaded with them.
import { notes as english } from './en/notes';
import { WordSet } from './word_set';

export const noteWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/notes.ts', '!./en/**'], { import: 'notes' }),
);
