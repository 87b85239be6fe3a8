// ICMP errors about a connection: which segment each speaks of, and how it is called.
import type { Words } from '../words/story';
import type { Connection, IcmpError } from '../model/connection';
import { senderAt } from '../model/segment';
import type { Side } from '../model/segment';

export interface IcmpNamed {
  /** "Unreachable" */
  name: string;
  /** "fragmentation needed, MTU 1280" */
  code: string;
  /** "the server", or the address of a third party. */
  source: string;
}

/** A type of error and its codes by number. */
interface IcmpType {
  name: string;
  codes: Readonly<Record<number, string>>;
}

const FRAGMENTATION_NEEDED = 4;

/** Whether a packet was too big for a link. */
export function tooBig({ version, type, code }: IcmpError): boolean {
  return version === 6 ? type === 2 : type === 3 && code === FRAGMENTATION_NEEDED;
}

export function icmpNamed(error: IcmpError, connection: Connection, words: Words): IcmpNamed {
  const { icmp } = words;
  const types: Readonly<Record<number, IcmpType>> = error.version === 6 ? icmp.v6 : icmp.v4;
  const known = types[error.type];
  const code = known?.codes[error.code] ?? icmp.code({ code: error.code });
  return {
    name: known?.name ?? icmp.type({ type: error.type }),
    code: error.mtu > 0 ? icmp.withMtu({ code, mtu: error.mtu }) : code,
    source: sourceOf(error, connection, words),
  };
}

function sourceOf({ source }: IcmpError, connection: Connection, words: Words): string {
  const { client, server } = connection;
  if (client.address === server.address) return source;
  if (source === client.address) return words.icmp.end({ who: 0 });
  return source === server.address ? words.icmp.end({ who: 1 }) : source;
}

/** Errors that stand between `row` and the next row, as indices from … to - 1. */
export function errorsAfter({ icmp }: Connection, row: number): { from: number; to: number } {
  return { from: firstAfter(icmp, row), to: firstAfter(icmp, row + 1) };
}

// The first error that comes after `row` or later ones; `after` ascends.
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

/** How far back the quoted segment is looked for. */
const SEARCHED = 4096;

/** The newest row before the error with the number it quotes, or null. */
export function rowQuoted(error: IcmpError, { segments: table }: Connection): number | null {
  const last = Math.min(error.after, table.count) - 1;
  for (let row = last; row >= Math.max(0, last - SEARCHED); row -= 1) {
    const side: Side = senderAt(table, row);
    if (side === error.to && table.seq[row] === error.seq) return row;
  }
  return null;
}
