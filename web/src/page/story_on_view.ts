// The story of the selected segment, computed once for each state of the page.
import type { Connection } from '../model/connection';
import type { TwoMsl } from '../model/two_msl';
import { storyOf, type SegmentStory } from '../story/story';
import type { PageWords } from '../words/page';

export interface TellingChoices {
  numbers: 'relative' | 'absolute';
  twoMsl: TwoMsl | null;
}

export class StoryOnView {
  #told: { key: unknown[]; story: SegmentStory } | undefined;

  of(
    connection: Connection,
    row: number,
    { numbers, twoMsl }: TellingChoices,
    words: PageWords,
  ): SegmentStory {
    const key = [connection, row, words, numbers, twoMsl];
    if (!this.#told || this.#told.key.some((value, i) => value !== key[i])) {
      const story = storyOf(connection, row, { words, numbers, twoMsl, port: connection.port });
      this.#told = { key, story };
    }
    return this.#told.story;
  }
}
