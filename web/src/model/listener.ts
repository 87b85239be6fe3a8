// What the whole capture shows of the port a connection asks: one half-open connection may be a
// slow client, two hundred in five seconds are a flood.
import { openings } from './names';
import type { ConnectionTable } from './connection';

export interface Listener {
  /** Connections to the same server address and port whose third segment never came. */
  halfOpen: number;
  /** All connections to it. */
  attempts: number;
  /** Distinct client addresses among the half-open ones. */
  sources: number;
  /** Seconds from the first to the last half-open one. */
  within: number;
}

const halfOpenId = openings.indexOf('half_open');

/** Null when connection `index` is not half-open. Linear in the number of connections. */
export function listenerOf(table: ConnectionTable, index: number): Listener | null {
  if (table.opening[index] !== halfOpenId) return null;
  const key = serverKey(table, index);
  const sources = new Set<string>();
  let halfOpen = 0;
  let attempts = 0;
  let first = Infinity;
  let last = -Infinity;
  for (let i = 0; i < table.count; i += 1) {
    if (table.ports[2 * i + 1] !== table.ports[2 * index + 1] || serverKey(table, i) !== key) {
      continue;
    }
    attempts += 1;
    if (table.opening[i] !== halfOpenId) continue;
    halfOpen += 1;
    sources.add(addressKey(table, 32 * i));
    first = Math.min(first, table.start[i]!);
    last = Math.max(last, table.start[i]!);
  }
  return { halfOpen, attempts, sources: sources.size, within: last - first };
}

function serverKey(table: ConnectionTable, index: number): string {
  return `${addressKey(table, 32 * index + 16)}:${table.ports[2 * index + 1]!}`;
}

function addressKey(table: ConnectionTable, offset: number): string {
  return table.addresses.subarray(offset, offset + 16).join('.');
}
