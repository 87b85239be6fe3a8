import type { Language } from './language';
import { matchLanguage } from './language';
import type { Words } from './words';
import { en, type ExportWords } from './en/export';
import { zhCN } from './zh-CN/export';

export type { ExportWords } from './en/export';

const all: Record<Language, ExportWords> = { en, 'zh-CN': zhCN };

/** The words of exports in the language of `words`. */
export const exportWords = (words: Words): ExportWords =>
  all[matchLanguage(words.page.lang) ?? 'en'];
