// What can be wrong with a pasted text, and where.
import { plainText } from '../../base/plain_text';
import { afterWord } from './characters';
import type { Line } from './lines';

/**
 * `empty`: nothing but blanks. `too_long`: more characters than `textLimit`. `too_large`: more octets
 * than `octetLimit`. `not_hex`, `not_base64`: a character that cannot be. `odd_digits`: half an octet.
 * `gap`: an offset that does not follow from the octets before it. `no_octets`: lines about packets
 * without the packets. `no_packet`: octets that begin with no header this page knows.
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
  /** Both from 1; the column counts UTF-16 units, as a text area does. */
  line: number;
  column: number;
  /** What stands there, at most a dozen units of it. */
  found: string;
  /** The offset that should stand there, bytes. */
  expected?: number;
}

const foundLength = 12;

/** A fault at an index of a line: with the word that stands there, or the start of it. */
export function faultAt(kind: FaultKind, { text, number }: Line, at: number): Fault {
  const end = Math.min(afterWord(text, at), at + foundLength);
  return { kind, line: number, column: at + 1, found: plainText(text.slice(at, end)) };
}

/** Characters of a text, and bytes that come of it, at most. */
export const textLimit = 8_000_000;
export const octetLimit = 16 * 1024 * 1024;

/** The place of a fault in the whole text, as an index. */
export function indexOf(text: string, { line, column }: Fault): number {
  let start = 0;
  for (let n = 1; n < line; n++) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}
