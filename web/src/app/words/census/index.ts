import type { Words } from '../../../i18n/words';
import { en, type CensusWords } from './en';
import { zhCN } from './zh-CN';

/** In the language of `words`. */
export const censusWords = (words: Words): CensusWords => (words.page.lang === 'en' ? en : zhCN);
