// The step strip: one letter per segment, as in Zeek's history, upper case for the client.
import type { Connection } from '../model/connection';
import { ACK, FIN, RST, SYN, hasAnalysis, segmentAt } from '../model/segment';

/**
 * S SYN, H SYN ACK, F FIN, R RST, T retransmitted data, D data, W zero window, A acknowledgment.
 */
export function stripLetter({ segments: table }: Connection, row: number): string {
  const { flags, from, length, window } = segmentAt(table, row);
  const letter = letterOf(flags, length > 0, window === 0, repeats(table, row));
  return from === 0 ? letter : letter.toLowerCase();
}

function letterOf(flags: number, data: boolean, closed: boolean, again: boolean): string {
  if (flags & RST) return 'R';
  if (flags & SYN) return flags & ACK ? 'H' : 'S';
  if (flags & FIN) return 'F';
  if (data) return again ? 'T' : 'D';
  return closed ? 'W' : 'A';
}

function repeats(table: Connection['segments'], row: number): boolean {
  return (
    hasAnalysis(table, row, 'retransmission') ||
    hasAnalysis(table, row, 'fast_retransmission') ||
    hasAnalysis(table, row, 'spurious_retransmission')
  );
}

export interface TapeWindow {
  first: number;
  /** One past the last letter shown. */
  end: number;
}

/** The `room` letters around `row` of a strip of `count`; all of them if they fit. */
export function stripWindow(row: number, count: number, room: number): TapeWindow {
  const shown = Math.max(1, Math.min(count, room));
  const first = Math.max(0, Math.min(row - Math.floor(shown / 2), count - shown));
  return { first, end: first + shown };
}
