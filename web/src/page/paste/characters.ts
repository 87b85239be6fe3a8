// What single characters mean to the readers of hexadecimal text. They go from one to the next and
// never back, so that a text takes a time in proportion to its length, whatever is in it.

/** The value of a hexadecimal digit, or -1. */
export function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** Space, tab, and the spaces that pages and mails put in their place. */
export const isBlank = (code: number): boolean =>
  code === 32 || code === 9 || code === 0xa0 || code === 0x3000;

/** Where the blanks from `at` on end. */
export function afterBlanks(text: string, at: number): number {
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** Where the hexadecimal digits from `at` on end. */
export function afterDigits(text: string, at: number): number {
  while (at < text.length && digitOf(text.charCodeAt(at)) >= 0) at++;
  return at;
}

/** Where what stands at `at` ends: at a blank or with the line. */
export function afterWord(text: string, at: number): number {
  while (at < text.length && !isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** Whether `0x` stands at `at`, before a digit. */
export const isPrefix = (text: string, at: number): boolean =>
  text.charCodeAt(at) === 48 &&
  (text.charCodeAt(at + 1) | 32) === 120 &&
  digitOf(text.charCodeAt(at + 2)) >= 0;
