import { ownWords } from './own_words';
import type { Words } from './words';
import { en, type PanelWords } from './en/wireshark';

export type { PanelWords } from './en/wireshark';

/** In the language of `words`. */
export const panelWords = (words: Words): PanelWords => ownWords(en, words.page.lang);
