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

/** A longer history is cut before its column goes; px. */
const ampleHistory = 76;

/**
 * The columns for a table `width` px wide. Endpoints longer than `ample` px lose their middle, and
 * histories their end, before a column goes; what is left over is theirs.
 */
export function columnsFor(width: number, needs: Needs, ample: number): Column[] {
  const least = (key: SortKey): number =>
    key === 'history'
      ? Math.min(needs.history, ampleHistory)
      : isEnd(key)
        ? Math.min(needs[key], ample)
        : needs[key];
  const without = (gone: ReadonlySet<SortKey>) => sequence.filter((key) => !gone.has(key));
  const fits = (gone: ReadonlySet<SortKey>) => total(without(gone), least) <= width;
  let gone = new Set<SortKey>();
  for (const group of dispensable) if (!fits(gone)) gone = new Set([...gone, ...group]);
  // What went before something wider may have room again.
  for (const group of [...dispensable].reverse()) {
    const fewer = new Set([...gone].filter((key) => !group.includes(key)));
    if (fits(fewer)) gone = fewer;
  }
  const keys = without(gone);
  const room = width - total(keys, (key) => (isEnd(key) ? 0 : least(key)));
  const spare = Math.max(0, room - needs.client - needs.server);
  const longer = gone.has('history') ? 0 : Math.min(needs.history - least('history'), spare);
  const ends = endWidths(room - longer, needs);
  return keys.map((key) => ({
    key,
    width: isEnd(key) ? ends[key] : least(key) + (key === 'history' ? longer : 0),
    align: rightAligned.has(key) ? 'right' : 'left',
  }));
}

const isEnd = (key: SortKey): key is 'client' | 'server' => key === 'client' || key === 'server';

/** With the gaps between. */
function total(keys: readonly SortKey[], widthOf: (key: SortKey) => number): number {
  return keys.reduce((sum, key) => sum + widthOf(key), columnGap * (keys.length - 1));
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
