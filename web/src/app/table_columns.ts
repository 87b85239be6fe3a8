// Which columns of the connection table fit into a width, and how wide each is.
import type { SortKey } from './connection_order';

export interface Column {
  key: SortKey;
  /** Px. */
  width: number;
  align: 'left' | 'right';
}

/**
 * Widths that the texts of each column ask for, heads included, and what names beside the endpoints
 * would take; px.
 */
export interface Needs extends Record<SortKey, number> {
  names: { client: number; server: number };
}

export const columnGap = 14;
/** Below this width outcomes are a mark without its word. */
export const markOnly = 460;

const rightAligned: ReadonlySet<SortKey> = new Set([
  'index',
  'duration',
  'sent',
  'received',
  'segments',
]);

/** From left to right. */
const sequence: readonly SortKey[] = [
  'index',
  'start',
  'client',
  'server',
  'outcome',
  'zeek',
  'history',
  'duration',
  'sent',
  'received',
  'segments',
];

/** What goes first when room is short; the rest always stays. */
const dispensable: readonly (readonly SortKey[])[] = [
  ['segments'],
  ['history'],
  ['start'],
  ['sent', 'received'],
  ['duration', 'zeek'],
];

/**
 * The columns for a table `width` px wide. Endpoints longer than `ample` px lose their middle before
 * a column goes; what is left over is theirs.
 */
export function columnsFor(width: number, needs: Needs, ample: number): Column[] {
  let keys = sequence;
  for (const group of dispensable) {
    if (neededBy(keys, needs, ample) <= width) break;
    keys = keys.filter((key) => !group.includes(key));
  }
  const ends = endWidths(width - neededBy(keys, needs, 0), needs);
  return keys.map((key) => ({
    key,
    width: key === 'client' || key === 'server' ? ends[key] : needs[key],
    align: rightAligned.has(key) ? 'right' : 'left',
  }));
}

// Both endpoints before any name.
function endWidths(room: number, { client, server, names }: Needs) {
  const bare = client + server;
  const spare = Math.max(0, room - bare);
  const kept = (room - spare) / bare;
  const share = spare / (bare + names.client + names.server);
  return {
    client: client * kept + (client + names.client) * share,
    server: server * kept + (server + names.server) * share,
  };
}

/** With at most `ends` px for each endpoint. */
function neededBy(keys: readonly SortKey[], needs: Needs, ends: number): number {
  return keys.reduce((sum, key, i) => {
    const isEnd = key === 'client' || key === 'server';
    return sum + (isEnd ? Math.min(needs[key], ends) : needs[key]) + (i > 0 ? columnGap : 0);
  }, 0);
}
