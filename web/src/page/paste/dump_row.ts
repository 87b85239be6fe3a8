// One line of a hex dump: an offset, bytes in groups, perhaps the same as characters.
import { afterBlanks, afterDigits, digitOf, isPrefix } from './characters';

export interface DumpRow {
  /** As it stands there, without 0x: in which base is known from the next one. */
  offset: string;
  /** Written with 0x and a colon, as tcpdump does: it is surely one. */
  marked: boolean;
  octets: number[];
  /** Where the bytes end, from 0. */
  end: number;
  /** A single blank comes before what is there and is no byte: nothing else than a wide gap, a bar
   * or the end of the line ends the bytes of the tools. */
  broken: boolean;
}

const colon = 58;
const bar = 124;
const minus = 45;

/** The shortest offset; shorter words are bytes. */
const shortest = 3;
const longest = 8;
/** Bytes before the wider gap in the middle of a line. */
const half = 8;

/** Null where the line is something else. */
export function dumpRow(line: string): DumpRow | null {
  let at = afterBlanks(line, 0);
  const prefixed = isPrefix(line, at);
  if (prefixed) at += 2;
  const from = at;
  at = afterDigits(line, at);
  if (at - from < shortest || at - from > longest) return null;
  const offset = line.slice(from, at);
  const hasColon = line.charCodeAt(at) === colon;
  if (hasColon) at++;
  const next = afterBlanks(line, at);
  if (next === at && at < line.length) return null;
  const row = { offset, marked: prefixed && hasColon, ...octetsFrom(line, next) };
  // Groups of bytes alone look like it, too.
  if (!hasColon && next - at === 1 && groupAt(line, next) === offset.length) return null;
  return row;
}

function octetsFrom(line: string, start: number): Pick<DumpRow, 'octets' | 'end' | 'broken'> {
  const octets: number[] = [];
  let at = start;
  let end = start;
  let pairs = true;
  for (;;) {
    const length = groupAt(line, at);
    if (length === 0 || length % 2 === 1) {
      const wide = at - end > 1 || at === line.length || line.charCodeAt(at) === bar;
      return { octets, end: wide ? end : at, broken: !wide };
    }
    for (let i = at; i < at + length; i += 2) {
      octets.push(16 * digitOf(line.charCodeAt(i)) + digitOf(line.charCodeAt(i + 1)));
    }
    pairs &&= length === 2;
    end = at + length;
    // Some put a hyphen into the middle.
    if (pairs && octets.length === half && line.charCodeAt(end) === minus) at = end + 1;
    else at = afterBlanks(line, end);
    const middle = pairs && octets.length === half && at - end === 2;
    if (at - end > 1 && !middle) return { octets, end, broken: false };
    if (line.charCodeAt(end) === 9) return { octets, end, broken: false };
  }
}

/** Digits of the group of octets that stands at `at`; 0 where something else does. */
function groupAt(line: string, at: number): number {
  const end = afterDigits(line, at);
  const code = line.charCodeAt(end);
  const ends = end === line.length || code === 32 || code === 9 || code === 0xa0 || code === minus;
  return ends ? end - at : 0;
}
