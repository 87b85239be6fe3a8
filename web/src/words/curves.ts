// Words of the curves; loaded together with the curves.
import { curves as english } from './en/curves';
import { WordSet, type Spoken } from './word_set';

export type CurvesWords = Spoken<typeof english>;

export const curvesWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/curves.ts', '!./en/**'], { import: 'curves' }),
);
