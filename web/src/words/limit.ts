// What limits a transfer, in a word; loaded where a table of connections shows it.
import { limit as english } from './en/limit';
import { WordSet } from './word_set';

export const limitWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/limit.ts', '!./en/**'], { import: 'limit' }),
);
