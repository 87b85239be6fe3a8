// Words of the incidents in a capture; loaded with them.
import { incidents as english } from './en/incidents';
import { WordSet } from './word_set';

export const incidentWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/incidents.ts', '!./en/**'], { import: 'incidents' }),
);
