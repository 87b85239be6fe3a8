// Words of the sharing panel; loaded with it.
import { share as english } from './en/share';
import { WordSet } from './word_set';

export const shareWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/share.ts', '!./en/**'], { import: 'share' }),
);
