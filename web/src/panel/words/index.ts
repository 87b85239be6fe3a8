import { ownWords } from '../../i18n/own_words';
import type { Words } from '../../i18n/words';
import { en, type PanelWords } from './en';

export type { PanelWords } from './en';

/** In the language of `words`. */
export const panelWords = (words: Words): PanelWords => ownWords(en, words.page.lang);
