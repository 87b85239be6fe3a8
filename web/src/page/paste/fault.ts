// The kinds of errors in pasted text, and their positions.
import { plainText } from '../../base/plain_text';
import { afterWord } from './characters';
import type { Line } from './lines';

/**
 * `empty`: only blanks. `too_long`: more characters than `textLimit`. `too_large`: more bytes than
 * `octetLimit`. `not_hex`, `not_base64`: an invalid character. `odd_digits`: half a byte. `gap`: an
 * offset that does not follow from the bytes before it. `no_octets`: lines about packets without
 * their bytes. `no_packet`: bytes that start with no known header.
 */
export type FaultKind =
  | 'empty'
  | 'too_long'
  | 'too_large'
  | 'not_hex'
  | 'not_base64'
  | 'odd_digits'
  | 'gap'
  | 'no_octets'
  | 'no_packet';

export interface Fault {
  kind: FaultKind;
  /** Line and column, both from 1; the column counts UTF-16 units, as a text area does. */
  line: number;
  column: number;
  /** The text at this position, at most a dozen UTF-16 units. */
  found: string;
  /** The expected offset, in bytes. */
  expected?: number;
}

const foundLength = 12;

/** A fault at an index of a line, with the word at this position or its beginning. */
export function faultAt(kind: FaultKind, { text, number }: Line, at: number): Fault {
  const end = Math.min(afterWord(text, at), at + foundLength);
  return { kind, line: number, column: at + 1, found: plainText(text.slice(at, end)) };
}

/** Maximum number of characters in a text, and of bytes read from it. */
export const textLimit = 8_000_000;
export const octetLimit = 16 * 1024 * 1024;

/** Index of the fault in the whole text. */
export function indexOf(text: string, { line, column }: Fault): number {
  let start = 0;
  for (let n = 1; n < line; n++) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}
