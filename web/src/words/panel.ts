// Words of the panel and of everything else about one segment; loaded with the panel.
import { words as english } from './en/sets/panel';
import { WordSet, type Spoken } from './word_set';

export type PanelWords = Spoken<typeof english>;

export const panelWords = new WordSet(
  english,
  import.meta.glob<typeof english>(['./*/sets/panel.ts', '!./en/**'], { import: 'words' }),
);
