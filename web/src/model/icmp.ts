// ICMP errors about a connection: their place among its segments, and the segment that each quotes.
import type { Connection, IcmpError } from './connection';
import { senderAt, type Side } from './segment';

const FRAGMENTATION_NEEDED = 4;

/** Whether a packet was too big for a link. */
export function tooBig({ version, type, code }: IcmpError): boolean {
  return version === 6 ? type === 2 : type === 3 && code === FRAGMENTATION_NEEDED;
}

/** Errors between `row` and the next row, as indices from … to - 1. */
export function errorsAfter({ icmp }: Connection, row: number): { from: number; to: number } {
  return { from: firstAfter(icmp, row), to: firstAfter(icmp, row + 1) };
}

// The first error after `row` or a later one; `after` ascends.
function firstAfter(icmp: readonly IcmpError[], row: number): number {
  let low = 0;
  let high = icmp.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (icmp[middle]!.after <= row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How far back the quoted segment is searched for. */
const SEARCHED = 4096;

/** The newest row before the error with the quoted sequence number, or null. */
export function rowQuoted(error: IcmpError, { segments: table }: Connection): number | null {
  const last = Math.min(error.after, table.count) - 1;
  for (let row = last; row >= Math.max(0, last - SEARCHED); row -= 1) {
    const side: Side = senderAt(table, row);
    if (side === error.to && table.seq[row] === error.seq) return row;
  }
  return null;
}
