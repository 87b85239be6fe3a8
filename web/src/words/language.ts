// Chooses the language: the requested one, else the one that the surrounding page declares, else
// the browser's preference.
import { languageTags, type Language } from './index';

const primary = (tag: string) => tag.toLowerCase().split(/[-_]/)[0];

/**
 * The best available language for a BCP 47 tag: the same tag, else the same primary language, else
 * null.
 */
export function matchLanguage(tag: string | null | undefined): Language | null {
  const asked = tag?.trim().toLowerCase();
  if (!asked) return null;
  return (
    languageTags.find((language) => language.toLowerCase() === asked) ??
    languageTags.find((language) => primary(language) === primary(asked)) ??
    null
  );
}

/** The `lang` that applies to an element, also across the hosts of shadow trees. */
export function declaredLanguage(element: Element | null): string | null {
  let at: Element | null = element;
  while (at) {
    const holder = at.closest('[lang]');
    if (holder) return holder.getAttribute('lang');
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return null;
}

/**
 * `explicit` is a setting or attribute, `declared` the lang at this point of the page, `preferred`
 * the browser's list. For a page in another language, the browser's list decides; the default is
 * English.
 */
export function pickLanguage(
  explicit: string | null | undefined,
  declared: string | null | undefined,
  preferred: readonly string[],
): Language {
  const asked = matchLanguage(explicit) ?? matchLanguage(declared);
  if (asked) return asked;
  for (const tag of preferred) {
    const match = matchLanguage(tag);
    if (match) return match;
  }
  return 'en';
}
