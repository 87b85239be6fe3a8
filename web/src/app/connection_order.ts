// The order of the connections table. Every key is a number per row; what is sorted are numbers
// that hold the rank of the key and the row, which needs no function called for each comparison.
import type { ConnectionRows } from './connection_rows';

export type SortKey =
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

export interface Order {
  key: SortKey;
  descending: boolean;
}

/** The same rows in the wanted order; equal rows stay in capture order. */
export function sortRows(rows: ConnectionRows, passed: Uint32Array, order: Order): Uint32Array {
  if (order.key === 'index') return order.descending ? passed.slice().reverse() : passed;
  const keyOf = keyReader(rows, order.key);
  const keys = Float64Array.from(passed, keyOf);
  const distinct = distinctSorted(keys);
  // rank × passed.length + place stays exact: both are below the number of connections.
  const { length } = passed;
  const packed = keys.map((key, place) => {
    const rank = rankOf(distinct, key);
    return (order.descending ? distinct.length - 1 - rank : rank) * length + place;
  });
  packed.sort();
  return Uint32Array.from(packed, (value) => passed[value % length]!);
}

function keyReader(rows: ConnectionRows, key: Exclude<SortKey, 'index'>): (i: number) => number {
  const { table } = rows;
  switch (key) {
    case 'start':
      return (i) => table.start[i]!;
    case 'client':
    case 'server': {
      const end = key === 'client' ? 0 : 1;
      const { of, places } = rows.addresses;
      return (i) => places[of[2 * i + end]!]! * 65536 + table.ports[2 * i + end]!;
    }
    case 'outcome':
      return (i) => table.outcome[i]!;
    case 'zeek':
      return (i) => table.zeekState[i]!;
    case 'history': {
      const texts = Array.from({ length: rows.count }, (_, i) => rows.history(i));
      const places = new Map([...new Set(texts)].sort().map((text, place) => [text, place]));
      return (i) => places.get(texts[i]!)!;
    }
    case 'duration':
      return (i) => table.duration[i]!;
    case 'sent':
      return (i) => table.payload[2 * i]!;
    case 'received':
      return (i) => table.payload[2 * i + 1]!;
    case 'segments':
      return (i) => table.segments[2 * i]! + table.segments[2 * i + 1]!;
  }
}

function distinctSorted(keys: Float64Array): Float64Array {
  const sorted = keys.slice().sort();
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[count++] = sorted[i]!;
  }
  return sorted.subarray(0, count);
}

function rankOf(distinct: Float64Array, key: number): number {
  let low = 0;
  let high = distinct.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (distinct[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
