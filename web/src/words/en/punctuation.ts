// Punctuation: how texts are joined and ended.
export const punctuation = {
  /** Joins sentences into a paragraph. */
  sentences: (items: readonly string[]) => items.join(' '),
  /** Makes a headline or a clause a sentence. */
  sentence: (text: string) => `${text}.`,
  /** Joins the parts of a list. */
  list: (items: readonly string[]) => items.join(', '),
  /** Joins the clauses of one sentence. */
  clauses: (items: readonly string[]) => items.join('; '),
  /** A text with an addition in brackets. */
  aside: (text: string, added: string) => `${text} (${added})`,
  /** Between a label and the labelled text. */
  colon: ': ',
  /** Between two sentences that are in different elements. */
  space: ' ',
};
