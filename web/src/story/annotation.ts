// The sentences about one segment, before they become paragraphs.

export interface Annotation {
  /** The sender's action and its consequences. */
  deeds: string[];
  /** The arithmetic, and the reason for it. */
  numbers: string[];
}

/** A sentence, or nothing to say. */
export type Sentence = string | null | undefined | false;

export function annotation(
  deeds: readonly Sentence[],
  numbers: readonly Sentence[] = [],
): Annotation {
  const said = (s: Sentence): s is string => typeof s === 'string' && s !== '';
  return { deeds: deeds.filter(said), numbers: numbers.filter(said) };
}
