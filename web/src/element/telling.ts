// The story of the selected segment: a part that is loaded after the first drawing.
import type { Connection } from '../model/connection';
import { storyOf, type SegmentStory } from '../story/story';
import type { Language } from '../words';
import type { StoryOptions } from '../story/segment_context';
import { storyWords, type Words } from '../words/story';

export { explanation } from './explanation';

/** Loads the words; if they cannot be loaded, English remains. */
export async function loadWords(language: Language): Promise<void> {
  await storyWords.load(language)?.catch(() => {});
}

export interface Told {
  story: SegmentStory;
  words: Words;
}

export function told(
  connection: Connection,
  row: number,
  language: Language,
  numbers: NonNullable<StoryOptions['numbers']>,
): Told {
  const words = storyWords.of(language);
  return { story: storyOf(connection, row, { words, numbers }), words };
}
