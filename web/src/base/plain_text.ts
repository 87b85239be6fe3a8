// Makes untrusted text safe to display. A file name may contain an escape sequence for a terminal,
// a line break, or a mark that reverses the text direction. Each such character is replaced by a
// visible one.

/**
 * Control and format characters (line breaks, escapes, bidirectional marks, zero-width characters),
 * line and paragraph separators, private use, unpaired surrogates, and code points that are no
 * characters.
 */
const unfit = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;
/** More combining marks than this on one letter would reach into the lines above. */
const stacked = /(\p{M}{4})\p{M}+/gu;
const LONGEST = 300;

/** One line of at most 300 characters, without active characters. */
export function plainText(text: string): string {
  const plain = text.replace(unfit, '\ufffd').replace(stacked, '$1');
  const letters = Array.from(plain);
  return letters.length <= LONGEST ? plain : `${letters.slice(0, LONGEST - 1).join('')}…`;
}

const LONGEST_LINES = 4000;

/** The text with its line breaks, of at most 4,000 characters, without active characters. */
export function plainLines(text: string): string {
  const plain = text
    .split(/\r\n?|\n/)
    .map((line) => line.replaceAll('\t', '  ').replace(unfit, '\ufffd').replace(stacked, '$1'))
    .join('\n');
  const letters = Array.from(plain);
  return letters.length <= LONGEST_LINES
    ? plain
    : `${letters.slice(0, LONGEST_LINES - 1).join('')}…`;
}

/** One line, truncated to `most` letters. */
export function plainLabel(text: string, most: number): string {
  const letters = Array.from(plainText(text));
  return letters.length <= most ? letters.join('') : `${letters.slice(0, most - 1).join('')}…`;
}

const NAME = 48;

/** Display name of an end: address and port, and the first name that the capture gives it. */
export const called = (whole: string, names: readonly string[]): string =>
  [whole, ...names.slice(0, 1).map((name) => plainLabel(name, NAME))].join(' ');
