// Error messages for pasted text, with the position.
import type { PageWords } from '../../words/page';
import { pasteWords } from '../../words/paste';
import { octetLimit, textLimit, type Fault } from './fault';

/** Faults that concern the text as a whole. */
const everywhere: readonly string[] = ['empty', 'too_long'];

/** An offset in the format of hex dumps. */
const offset = (value: number) => `0x${value.toString(16).padStart(4, '0')}`;

export function faultText(fault: Fault, { lang }: PageWords): string {
  const words = pasteWords.of(lang);
  const { kind, found, expected = 0 } = fault;
  const text = words.faults[kind]({
    // An offset is followed by a colon, which is not part of it.
    found: kind === 'gap' ? found.replace(/:$/, '') : found,
    expected: offset(expected),
    first: expected === 0,
    limit: kind === 'too_long' ? textLimit : octetLimit,
  });
  return everywhere.includes(kind) ? text : words.at(fault) + text;
}
