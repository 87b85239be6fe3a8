import { ownWords } from '../../../i18n/own_words';
import type { Words } from '../../../i18n/words';
import { en, type FactWords } from './en';

export type { FactWords } from './en';

/** In the language of `words`. */
export const factWords = (words: Words): FactWords => ownWords(en, words.page.lang);
