// Packets as Cisco IOS dumps them: words of four bytes after the address in memory where they are.
// The first line of a packet may begin in the middle, its words below their column.
import type { Line } from './lines';

const rowLength = 16;
const row = /^\s*([0-9A-Fa-f]{8}):(\s+)((?:[0-9A-Fa-f]{8} ){0,3}[0-9A-Fa-f]{2,8})(?:\s{2,}.*|\s*)$/;
/** Characters that a word and the blank after it take. */
const column = 9;

interface Row {
  address: number;
  /** Bytes of the line that come before the packet. */
  skipped: number;
  words: string;
}

function rowOf(text: string): Row | null {
  const found = row.exec(text);
  if (!found) return null;
  const words = found[3]!.trim();
  if (words.replaceAll(' ', '').length % 2 === 1) return null;
  const skipped = Math.min(3, Math.floor((found[2]!.length - 1) / column));
  return { address: Number.parseInt(found[1]!, 16), skipped: 4 * skipped, words };
}

/** The same lines; those of a dump of memory have offsets from 0 instead of addresses. */
export function* withOffsets(lines: Iterable<Line>): Generator<Line> {
  let next: number | null = null;
  let offset = 0;
  for (const line of lines) {
    const found = rowOf(line.text);
    if (!found) {
      if (line.text.trim() !== '') next = null;
      yield line;
      continue;
    }
    const { address, skipped, words } = found;
    if (address !== next || skipped > 0) offset = 0;
    const text = `${offset.toString(16).padStart(8, '0')}: ${words}`;
    // An address that is an offset already stays.
    yield offset === 0 && address === 0 ? line : { ...line, text };
    offset += words.replaceAll(' ', '').length / 2;
    next = address + rowLength;
  }
}
