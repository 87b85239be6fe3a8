import { languageTags, type Language } from '../words/index';
import type { PageWords } from '../words/page';

/**
 * The language of the words that an element has. An element that was on the page before its code has
 * none until its first update: then it is the language of the page.
 */
export function languageOf(words: PageWords | undefined): Language {
  const page = document.documentElement.lang;
  return words?.lang ?? languageTags.find((tag) => tag === page) ?? 'en';
}
