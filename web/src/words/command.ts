// Words of the command line.
import { words as english } from './en/sets/command';
import { WordSet, type Spoken } from './word_set';

export type CommandWords = Spoken<typeof english>;

export const commandWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/sets/command.ts', '!./en/**'], { import: 'words' }),
);
