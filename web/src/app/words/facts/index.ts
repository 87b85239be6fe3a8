import type { Words } from '../../../i18n/words';
import { en, type FactWords } from './en';
import { zhCN } from './zh-CN';

export type { FactWords } from './en';

/** In the language of `words`. */
export const factWords = (words: Words): FactWords => (words.page.lang === 'en' ? en : zhCN);
