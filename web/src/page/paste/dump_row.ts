// Parses a line of a hex dump: an offset, bytes in groups, and possibly the same bytes as
// characters.
import { afterBlanks, afterDigits, digitOf, isPrefix } from './characters';

export interface DumpRow {
  /** The offset as written, without 0x; the next line shows its base. */
  offset: string;
  /** Whether it is written with 0x and a colon, as tcpdump does, and so is certainly an offset. */
  marked: boolean;
  octets: number[];
  /** Column after the bytes, from 0. */
  end: number;
  /**
   * Whether a single blank separates the bytes from what follows. In tools' output, only a wide
   * gap, a bar or the end of the line ends the bytes.
   */
  broken: boolean;
}

const colon = 58;
const bar = 124;
const minus = 45;

/** Digits of the shortest offset; shorter words are bytes. */
const shortest = 3;
const longest = 8;
/** Number of bytes before the wider gap in the middle of a line. */
const half = 8;

/** Null if the line is something else. */
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
  // A line of byte groups without an offset looks like this, too.
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
    // Some tools put a hyphen in the middle.
    if (pairs && octets.length === half && line.charCodeAt(end) === minus) at = end + 1;
    else at = afterBlanks(line, end);
    const middle = pairs && octets.length === half && at - end === 2;
    if (at - end > 1 && !middle) return { octets, end, broken: false };
    if (line.charCodeAt(end) === 9) return { octets, end, broken: false };
  }
}

/** Number of digits in the group of bytes at `at`; 0 if there is no group. */
function groupAt(line: string, at: number): number {
  const end = afterDigits(line, at);
  const code = line.charCodeAt(end);
  const ends = end === line.length || code === 32 || code === 9 || code === 0xa0 || code === minus;
  return ends ? end - at : 0;
}
