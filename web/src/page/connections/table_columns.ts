// Chooses the columns of the connection table that fit into a width, and their widths.
import { extraKeys, type ExtraKey, type SortKey, type UsualKey } from './connection_order';

export interface Column {
  key: SortKey;
  /** Width in px. */
  width: number;
  align: 'left' | 'right';
}

/**
 * Widths needed by the texts of each column and its header, and by names next to endpoints, in px.
 */
export interface Needs extends Record<UsualKey, number>, Partial<Record<ExtraKey, number>> {
  names: { client: number; server: number };
}

export const columnGap = 14;
/** Below this width in px, outcomes are shown as a mark without text. */
export const markOnly = 460;

const rightAligned: ReadonlySet<SortKey> = new Set([
  'index',
  'duration',
  'sent',
  'received',
  'segments',
  ...extraKeys.filter((key) => key !== 'findings' && key !== 'limit'),
]);

/** Columns from left to right. */
const usual: readonly UsualKey[] = [
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

type Part = SortKey | 'names';

/**
 * Columns that are dropped first when there is little room, and names next to endpoints; the others
 * always stay.
 */
const usuallyDispensable: readonly (readonly Part[])[] = [
  ['segments'],
  ['history'],
  ['start'],
  ['names'],
  ['sent', 'received'],
  ['duration', 'zeek'],
];

/** Histories are truncated to this width in px before their column is dropped. */
const ampleHistory = 76;
/** Minimum width of a name and the gap before it, in px: with less, only an ellipsis would fit. */
export const leastName = 64;

/**
 * Columns for a table `width` px wide. Before a column is dropped, endpoints longer than `ample` px
 * lose their middle and histories their end; these columns also get the spare width. `extras` are
 * the columns that the reader added; they are dropped last.
 */
export function columnsFor(
  width: number,
  needs: Needs,
  ample: number,
  extras: readonly ExtraKey[] = [],
): Column[] {
  const sequence: readonly SortKey[] = [...usual, ...extras];
  const dispensable: readonly (readonly Part[])[] = [
    ...usuallyDispensable,
    ...[...extras].reverse().map((key) => [key]),
  ];
  const least = (key: SortKey, named = false): number =>
    key === 'history'
      ? Math.min(needs.history, ampleHistory)
      : isEnd(key)
        ? Math.min(needs[key], ample) + (named ? Math.min(needs.names[key], leastName) : 0)
        : (needs[key] ?? 0);
  const without = (gone: ReadonlySet<Part>) => sequence.filter((key) => !gone.has(key));
  const fits = (gone: ReadonlySet<Part>) =>
    total(without(gone), (key) => least(key, !gone.has('names'))) <= width;
  let gone = new Set<Part>();
  for (const group of dispensable) if (!fits(gone)) gone = new Set([...gone, ...group]);
  // After a wide column was dropped, narrower ones that were dropped earlier may fit again.
  for (const group of [...dispensable].reverse()) {
    const fewer = new Set([...gone].filter((key) => !group.includes(key)));
    if (fits(fewer)) gone = fewer;
  }
  const keys = without(gone);
  const room = width - total(keys, (key) => (isEnd(key) ? 0 : least(key)));
  const spare = Math.max(0, room - needs.client - needs.server);
  const longer = gone.has('history') ? 0 : Math.min(needs.history - least('history'), spare);
  const ends = endWidths(room - longer, needs, ample);
  return keys.map((key) => ({
    key,
    width: isEnd(key) ? ends[key] : least(key) + (key === 'history' ? longer : 0),
    align: rightAligned.has(key) ? 'right' : 'left',
  }));
}

const isEnd = (key: SortKey): key is 'client' | 'server' => key === 'client' || key === 'server';

/** Total width, including the gaps. */
function total(keys: readonly SortKey[], widthOf: (key: SortKey) => number): number {
  return keys.reduce((sum, key) => sum + widthOf(key), columnGap * (keys.length - 1));
}

// IPv4 addresses get room first, then longer addresses, then names; both ends get a part before one
// gets its full width.
function endWidths(room: number, { client, server, names }: Needs, ample: number) {
  const ends = { client: 0, server: 0 };
  let left = room;
  const share = (one: number, other: number, most = one + other) => {
    const part = Math.min(left, most) / (one + other) || 0;
    ends.client += one * part;
    ends.server += other * part;
    left = Math.max(0, left - most);
  };
  const inTurn = (one: number, other: number, enough: number) => {
    share(Math.min(one, enough), Math.min(other, enough));
    share(Math.max(0, one - enough), Math.max(0, other - enough));
  };
  inTurn(client, server, ample);
  inTurn(names.client, names.server, leastName);
  share(client + names.client, server + names.server, Infinity);
  return ends;
}
