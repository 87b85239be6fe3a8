// Text from outside, made fit to be shown. A file name may hold an escape sequence for a terminal,
// a line break that begins a line of its own, or a mark that turns the direction of all that
// follows; each such character is replaced by one that shows that something stood there.

/**
 * Control and format characters (line breaks, escapes, bidirectional marks, zero-width signs),
 * line and paragraph separators, private use, halves of surrogate pairs, and what is no character.
 */
const unfit = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;
/** More marks than this on one letter climb over the lines above. */
const stacked = /(\p{M}{4})\p{M}+/gu;
const LONGEST = 300;

/** One line of at most 300 characters, nothing in it that acts instead of being read. */
export function plainText(text: string): string {
  const plain = text.replace(unfit, '\ufffd').replace(stacked, '$1');
  const letters = Array.from(plain);
  return letters.length <= LONGEST ? plain : `${letters.slice(0, LONGEST - 1).join('')}…`;
}

/** The same, cut to `most` letters. */
export function plainLabel(text: string, most: number): string {
  const letters = Array.from(plainText(text));
  return letters.length <= most ? letters.join('') : `${letters.slice(0, most - 1).join('')}…`;
}

const NAME = 48;

/** An end as it is called: address and port, and the first name that the capture gives it. */
export const called = (whole: string, names: readonly string[]): string =>
  [whole, ...names.slice(0, 1).map((name) => plainLabel(name, NAME))].join(' ');
