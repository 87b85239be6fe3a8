import { ownWords } from '../../../i18n/own_words';
import type { Words } from '../../../i18n/words';
import { en, type CensusWords } from './en';

export type { CensusWords } from './en';

/** In the language of `words`. */
export const censusWords = (words: Words): CensusWords => ownWords(en, words.page.lang);
