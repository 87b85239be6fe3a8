// The words of the story of a connection.
import type { drawing } from './en/sets/drawing';
import { story as english } from './en/sets/story';
import { WordSet, type Spoken } from './word_set';

/** Those that the story and the drawing need, in every product. */
export type Words = Spoken<typeof english>;

/** Those that the drawing alone needs. */
export type DrawingWords = Spoken<typeof drawing>;

/** For whom the story is a part on demand; elsewhere it is in a larger set. */
export const storyWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/sets/story.ts', '!./en/**'], { import: 'story' }),
);
