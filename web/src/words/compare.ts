// What is said of two connections that are compared; the page loads it with the comparison.
import { compare as english } from './en/compare';
import { WordSet, type Spoken } from './word_set';

export type CompareWords = Spoken<typeof english>;

export const compareWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/compare.ts', '!./en/**'], { import: 'compare' }),
);
