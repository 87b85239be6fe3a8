// Which language to speak: what was asked for, else what the surrounding page declares, else what
// the reader's browser prefers.

/** The languages the words exist in. */
export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** The best language we have for a BCP 47 tag, or null when none fits. */
export function matchLanguage(tag: string | null | undefined): Language | null {
  const primary = tag?.trim().toLowerCase().split(/[-_]/)[0];
  if (primary === 'zh') return 'zh-CN';
  return primary === 'en' ? 'en' : null;
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
