import type { Language } from '../../i18n/format';
import { en, type PageWords } from './en';
import { zhCN } from './zh-CN';

export type { PageWords } from './en';

const all: Record<Language, PageWords> = { en, 'zh-CN': zhCN };

export const pageWords = (language: Language): PageWords => all[language];
