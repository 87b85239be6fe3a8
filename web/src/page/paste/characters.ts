// Character classes and scanners for hexadecimal text. Scanners only move forward, so reading takes
// time linear in the length of any text.

/** The value of a hexadecimal digit, or -1. */
export function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** Space, tab, and the spaces that web pages and mails use instead. */
export const isBlank = (code: number): boolean =>
  code === 32 || code === 9 || code === 0xa0 || code === 0x3000;

/** End of the blanks that start at `at`. */
export function afterBlanks(text: string, at: number): number {
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** End of the hexadecimal digits that start at `at`. */
export function afterDigits(text: string, at: number): number {
  while (at < text.length && digitOf(text.charCodeAt(at)) >= 0) at++;
  return at;
}

/** End of the word at `at`: the next blank or the end of the line. */
export function afterWord(text: string, at: number): number {
  while (at < text.length && !isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** Whether there is `0x` at `at`, followed by a digit. */
export const isPrefix = (text: string, at: number): boolean =>
  text.charCodeAt(at) === 48 &&
  (text.charCodeAt(at + 1) | 32) === 120 &&
  digitOf(text.charCodeAt(at + 2)) >= 0;
