import { ownWords } from './own_words';
import type { Words } from './words';
import { en, type CensusWords } from './en/endpoints';

export type { CensusWords } from './en/endpoints';

/** In the language of `words`. */
export const censusWords = (words: Words): CensusWords => ownWords(en, words.page.lang);
