// Parses the values of the element's attributes. Unknown values are ignored, as in HTML.

export const controlSets = ['all', 'buttons', 'none'] as const;
export type Controls = (typeof controlSets)[number];

export const explanations = ['caption', 'full', 'none'] as const;
export type Explanation = (typeof explanations)[number];

export const views = ['ladder', 'curves'] as const;

export function oneOf<const T extends string>(known: readonly T[], value: string | null): T | null {
  return known.find((name) => name === value?.trim().toLowerCase()) ?? null;
}

/** "420" is in px, as for an image; other values are CSS lengths. */
export function lengthOf(value: string | null): string | null {
  const text = value?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return `${text}px`;
  return text !== '' && CSS.supports('height', text) ? text : null;
}
