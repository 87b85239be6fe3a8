import type { Language } from '../../i18n/format';
import { matchLanguage } from '../../i18n/language';
import type { Words } from '../../i18n/words';
import { en, type ExportWords } from './en';
import { zhCN } from './zh-CN';

export type { ExportWords } from './en';

const all: Record<Language, ExportWords> = { en, 'zh-CN': zhCN };

/** The words of exports in the language of `words`. */
export const exportWords = (words: Words): ExportWords =>
  all[matchLanguage(words.page.lang) ?? 'en'];
