// The tape writes each segment as the letter that Zeek's history has for it, none left out: upper
// case for the client, lower for the server.
import type { SegmentTable } from '../model';
import { ACK, FIN, RST, SYN, hasAnalysis, segmentAt } from '../story/segment';

export function tapeLetter(table: SegmentTable, row: number): string {
  const segment = segmentAt(table, row);
  const letter = letterOf(table, row, segment.flags, segment.length);
  return segment.from === 0 ? letter.toUpperCase() : letter;
}

function letterOf(table: SegmentTable, row: number, flags: number, length: number): string {
  if (flags & RST) return 'r';
  if (flags & SYN) return flags & ACK ? 'h' : 's';
  if (flags & FIN) return 'f';
  if (length > 0) return hasAnalysis(table, row, 'retransmission') ? 't' : 'd';
  return 'a';
}

/** Rows to show of `count` when only `room` fit: `row` in the middle, as far as the ends allow. */
export function tapeWindow(
  row: number,
  count: number,
  room: number,
): { first: number; last: number } {
  const size = Math.max(1, Math.min(room, count));
  const first = Math.max(0, Math.min(row - Math.floor(size / 2), count - size));
  return { first, last: first + size - 1 };
}
