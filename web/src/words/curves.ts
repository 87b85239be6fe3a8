// The words of the curves, which are loaded with them.
import { curves as english } from './en/curves';
import { WordSet, type Spoken } from './word_set';

export type CurvesWords = Spoken<typeof english>;

export const curvesWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/curves.ts', '!./en/**'], { import: 'curves' }),
);
