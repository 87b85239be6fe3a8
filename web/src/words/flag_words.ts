import { ownWords } from './own_words';
import type { Words } from './words';
import { en, type FactWords } from './en/flags';

export type { FactWords } from './en/flags';

/** In the language of `words`. */
export const factWords = (words: Words): FactWords => ownWords(en, words.page.lang);
