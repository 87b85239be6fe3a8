// Words of a connection's story.
import type { drawing } from './en/sets/drawing';
import { story as english } from './en/sets/story';
import { WordSet, type Spoken } from './word_set';

/** Words that story and drawing need, in every product. */
export type Words = Spoken<typeof english>;

/** Words that only the drawing needs. */
export type DrawingWords = Spoken<typeof drawing>;

/** For products that load the story on demand; in others it is part of a larger set. */
export const storyWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/sets/story.ts', '!./en/**'], { import: 'story' }),
);
