// How many columns a text takes in a terminal, and padding of texts to a number of columns.

/** East Asian Wide and Fullwidth (UAX 11), and emoji shown as pictures: two columns each. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
/** Marks combined with the letter before them: no column. */
const mark = /\p{M}/u;

/**
 * Columns of a text. Characters of ambiguous width count one, as in terminals that are not set to
 * CJK.
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

/** Centred in this many columns; a longer text stays as it is. */
export function centred(text: string, columns: number, fill = ' '): string {
  const left = Math.max(0, Math.floor((columns - columnsOf(text)) / 2));
  return padEnd(fill.repeat(left) + text, columns, fill);
}
