// Words about two captures of the same traffic; the page loads them with the captures.
import { taps as english } from './en/taps';
import { WordSet } from './word_set';

export type TapWords = typeof english;

export const tapWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/taps.ts', '!./en/**'], { import: 'taps' }),
);
