// Sorts the connections table. The order of all connections by a key is computed once and kept; the
// rows that pass the filter are taken from it.
import type { ConnectionRows } from './connection_rows';
import { orderByNumber } from '../../base/radix_order';
import { mainLimitOf, type LimitSummaryTable } from '../../model/insight';
import { limits as limitNames } from '../../model/names';

/** Optional columns, in order of priority. */
export const extraKeys = [
  'retransmissions',
  'longestStall',
  'stalls',
  'roundTrip',
  'throughput',
  'limit',
  'frame',
  'findings',
] as const;
export type ExtraKey = (typeof extraKeys)[number];

export type UsualKey =
  | 'index'
  | 'start'
  | 'client'
  | 'server'
  | 'outcome'
  | 'zeek'
  | 'history'
  | 'duration'
  | 'sent'
  | 'received'
  | 'segments';

export type SortKey = UsualKey | ExtraKey;

export const isExtra = (key: SortKey): key is ExtraKey =>
  (extraKeys as readonly string[]).includes(key);

export interface Order {
  key: SortKey;
  descending: boolean;
}

/** Number of orders kept per capture: the current ones and some recent ones. */
const mostKept = 4;
const kept = new WeakMap<ConnectionRows, Map<string, Uint32Array>>();

/**
 * The rows in the given order; equal rows stay in capture order. `passed` must ascend. The result
 * must not be modified.
 */
export function sortRows(rows: ConnectionRows, passed: Uint32Array, order: Order): Uint32Array {
  if (order.key === 'index') return order.descending ? passed.slice().reverse() : passed;
  const all = orderOfAll(rows, order.key, order.descending);
  if (passed.length === rows.count) return all;
  const wanted = new Uint8Array(rows.count);
  for (const index of passed) wanted[index] = 1;
  const picked = new Uint32Array(passed.length);
  let count = 0;
  for (let i = 0; count < picked.length; i++) {
    const index = all[i]!;
    if (wanted[index]) picked[count++] = index;
  }
  return picked;
}

function orderOfAll(
  rows: ConnectionRows,
  key: Exclude<SortKey, 'index'>,
  descending: boolean,
): Uint32Array {
  // Measures are not loaded yet, so this order is not kept.
  if (isExtra(key) && !rows.measures) return orderByNumber(keysOf(rows, key), descending);
  const orders = kept.get(rows) ?? new Map<string, Uint32Array>();
  kept.set(rows, orders);
  const name = `${key} ${descending}`;
  const order = orders.get(name) ?? orderByNumber(keysOf(rows, key), descending);
  // Moves the order to the end, as the most recently used.
  orders.delete(name);
  orders.set(name, order);
  if (orders.size > mostKept) orders.delete(orders.keys().next().value!);
  return order;
}

function keysOf(rows: ConnectionRows, key: Exclude<SortKey, 'index'>): Float64Array {
  const { table } = rows;
  if (isExtra(key)) return extraOf(rows, key);
  switch (key) {
    case 'start':
      return table.start;
    case 'duration':
      return table.duration;
    case 'outcome':
      return Float64Array.from(table.outcome);
    case 'zeek':
      return Float64Array.from(table.zeekState);
    case 'history':
      return historyPlaces(rows);
    default: {
      const keys = new Float64Array(rows.count);
      const { ports, payload, segments } = table;
      if (key === 'segments') {
        for (let i = 0; i < keys.length; i++) keys[i] = segments[2 * i]! + segments[2 * i + 1]!;
      } else if (key === 'sent' || key === 'received') {
        const end = key === 'sent' ? 0 : 1;
        for (let i = 0; i < keys.length; i++) keys[i] = payload[2 * i + end]!;
      } else {
        const end = key === 'client' ? 0 : 1;
        const { of } = rows.addresses;
        for (let i = 0; i < keys.length; i++) {
          keys[i] = of[2 * i + end]! * 65536 + ports[2 * i + end]!;
        }
      }
      return keys;
    }
  }
}

/** Values of an optional column; unknown values sort below all others. */
function extraOf({ table, measures, limits, count }: ConnectionRows, key: ExtraKey): Float64Array {
  switch (key) {
    case 'retransmissions':
      return Float64Array.from(
        { length: count },
        (_, i) => table.retransmissions[2 * i]! + table.retransmissions[2 * i + 1]!,
      );
    case 'limit':
      return Float64Array.from({ length: count }, (_, i) => placeOfLimit(limits, i));
    case 'frame':
      return Float64Array.from(table.frame);
    case 'findings':
      return Float64Array.from(measures?.incidents ?? new Uint16Array(count), bitsOf);
    default:
      return measures?.[key] ?? new Float64Array(count);
  }
}

/** By what limits them, those with the most time of it first; 0 where nothing does. */
function placeOfLimit(table: LimitSummaryTable | null, index: number): number {
  const main = table && mainLimitOf(table, index);
  if (!main) return 0;
  const most = 1e9;
  return (
    (limitNames.length - limitNames.indexOf(main.limit)) * most + Math.min(main.seconds, most - 1)
  );
}

function bitsOf(bits: number): number {
  let n = 0;
  for (let left = bits; left !== 0; left &= left - 1) n += 1;
  return n;
}

/** Rank of each connection's history among all histories that occur. */
function historyPlaces(rows: ConnectionRows): Float64Array {
  const seen = new Map<string, number>();
  const ids = new Float64Array(rows.count);
  for (let i = 0; i < ids.length; i++) {
    const text = rows.history(i);
    let id = seen.get(text);
    if (id === undefined) seen.set(text, (id = seen.size));
    ids[i] = id;
  }
  const places = new Float64Array(seen.size);
  [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).forEach(([, id], place) => (places[id] = place));
  return ids.map((id) => places[id]!);
}
