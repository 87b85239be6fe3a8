// Which language to speak: what was asked for, else what the surrounding page declares, else what
// the reader's browser prefers.
import { languageTags, type Language } from './index';

const primary = (tag: string) => tag.toLowerCase().split(/[-_]/)[0];

/** The best language we have for a BCP 47 tag: that one, else one of the same kind; else null. */
export function matchLanguage(tag: string | null | undefined): Language | null {
  const asked = tag?.trim().toLowerCase();
  if (!asked) return null;
  return (
    languageTags.find((language) => language.toLowerCase() === asked) ??
    languageTags.find((language) => primary(language) === primary(asked)) ??
    null
  );
}

/** The `lang` that holds for an element, through the hosts of shadow trees. */
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
 * `explicit` is a setting or attribute, `declared` the lang of the place in the page, `preferred`
 * the browser's list. A page in a third language gets the browser's choice, and English at last.
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
