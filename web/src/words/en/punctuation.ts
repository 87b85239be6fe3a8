// How texts are joined and ended.
export const punctuation = {
  /** Joins sentences to a paragraph. */
  sentences: (items: readonly string[]) => items.join(' '),
  /** A headline or a clause as a sentence. */
  sentence: (text: string) => `${text}.`,
  /** Parts of a list. */
  list: (items: readonly string[]) => items.join(', '),
  /** Clauses of one sentence. */
  clauses: (items: readonly string[]) => items.join('; '),
  /** A text and what is added in brackets. */
  aside: (text: string, added: string) => `${text} (${added})`,
  /** Between a label and what it labels. */
  colon: ': ',
  /** Between two sentences that stand in elements of their own. */
  space: ' ',
};
