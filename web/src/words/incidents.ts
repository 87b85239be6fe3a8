// The words of what happened in a capture, which are loaded with it.
import { incidents as english } from './en/incidents';
import { WordSet } from './word_set';

export const incidentWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/incidents.ts', '!./en/**'], { import: 'incidents' }),
);
