// Words of <tcp-ladder> except its story, which is in story.ts.
import { words as english } from './en/sets/element';
import { WordSet, type Spoken } from './word_set';

export type ElementWords = Spoken<typeof english>;

export const elementWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/sets/element.ts', '!./en/**'], { import: 'words' }),
);
