// Which columns of the connection table fit into a width, and how wide each is.
import { extraKeys, type ExtraKey, type SortKey, type UsualKey } from './connection_order';

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
export interface Needs extends Record<UsualKey, number>, Partial<Record<ExtraKey, number>> {
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
  ...extraKeys.filter((key) => key !== 'findings'),
]);

/** From left to right. */
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

/** What goes first when room is short, names beside endpoints too; the rest always stays. */
const usuallyDispensable: readonly (readonly Part[])[] = [
  ['segments'],
  ['history'],
  ['start'],
  ['names'],
  ['sent', 'received'],
  ['duration', 'zeek'],
];

/** A longer history is cut before its column goes; px. */
const ampleHistory = 76;
/** Of a name with the gap before it, px: less would be an ellipsis and nothing to read. */
export const leastName = 64;

/**
 * The columns for a table `width` px wide. Endpoints longer than `ample` px lose their middle, and
 * histories their end, before a column goes; what is left over is theirs. `extras` are those that
 * the reader chose: they go last.
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
  // What went before something wider may have room again.
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

/** With the gaps between. */
function total(keys: readonly SortKey[], widthOf: (key: SortKey) => number): number {
  return keys.reduce((sum, key) => sum + widthOf(key), columnGap * (keys.length - 1));
}

// Addresses of IPv4 before longer ones, these before names, a part of both before all of one.
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
