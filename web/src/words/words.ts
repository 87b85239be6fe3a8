// The words of one language. Every language has the keys of English: a missing one fails the
// compiler, and so does a function that asks for numbers English does not pass.
import { chinese, loadChinese } from './chinese_inside';
import type { en } from './en';
import type { Language } from './language';
import { en as english } from './en';

export type Words = typeof en;

/** One part of the words, for the files of a translation. */
export type Part<K extends keyof Words> = Words[K];

const tables: Record<Language, Words | undefined> = { en: english, 'zh-CN': chinese };

/** English where the words of `language` are not here yet. */
export function wordsFor(language: Language): Words {
  return tables[language] ?? english;
}

/** Brings the words of `language` here; undefined where they are. */
export function missingWords(language: Language): Promise<void> | undefined {
  if (tables[language]) return undefined;
  return loadChinese().then((words) => {
    tables['zh-CN'] = words;
  });
}
