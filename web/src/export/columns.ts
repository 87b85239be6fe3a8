// Counts the columns that a text occupies in a terminal, and pads texts to a number of columns.

/**
 * Characters of two columns: East Asian Wide and Fullwidth (UAX 11), and emoji shown as pictures.
 */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
/** Combining marks, which occupy no column. */
const mark = /\p{M}/u;

/**
 * Number of columns of a text. Characters of ambiguous width count one, as in terminals that are
 * not set to CJK.
 */
export function columnsOf(text: string): number {
  let sum = 0;
  for (const letter of text) sum += mark.test(letter) ? 0 : wide.test(letter) ? 2 : 1;
  return sum;
}

export const padEnd = (text: string, columns: number, fill = ' '): string =>
  text + fill.repeat(Math.max(0, columns - columnsOf(text)));

export const padStart = (text: string, columns: number, fill = ' '): string =>
  fill.repeat(Math.max(0, columns - columnsOf(text))) + text;

/** Centres a text in a number of columns; a longer text is unchanged. */
export function centred(text: string, columns: number, fill = ' '): string {
  const left = Math.max(0, Math.floor((columns - columnsOf(text)) / 2));
  return padEnd(fill.repeat(left) + text, columns, fill);
}
