// Words of the findings about a connection; loaded with them.
import { insight as english } from './en/insight';
import { WordSet, type Spoken } from './word_set';

export type InsightWords = Spoken<typeof english>;

export const insightWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/insight.ts', '!./en/**'], { import: 'insight' }),
);
