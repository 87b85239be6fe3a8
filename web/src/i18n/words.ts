// The words of one language. Every language has the keys of English: a missing one fails the
// compiler, and so does a function that asks for numbers English does not pass.
import type { en } from './en';
import type { Language } from './format';
import { en as english } from './en';
import { zhCN } from './zh-CN';

export type Words = typeof en;

/** One part of the words, for the files of a translation. */
export type Part<K extends keyof Words> = Words[K];

const tables: Record<Language, Words> = { en: english, 'zh-CN': zhCN };

export function wordsFor(language: Language): Words {
  return tables[language];
}
