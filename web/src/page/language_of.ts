import { languageTags, type Language } from '../words/index';
import type { PageWords } from '../words/page';

/**
 * The language of an element's words. If the element was on the page before its code was loaded, it
 * has no words until its first update; then the page's language applies.
 */
export function languageOf(words: PageWords | undefined): Language {
  const page = document.documentElement.lang;
  return words?.lang ?? languageTags.find((tag) => tag === page) ?? 'en';
}
