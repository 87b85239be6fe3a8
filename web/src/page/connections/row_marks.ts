// Loops that mark matching connections, each over one kind of column. There are few loops, because
// JavaScript engines optimise a loop only after it has run for a while; one callback per test would
// keep the first queries slow.

/** One byte for each connection: 1 if it matches. Functions set marks and never clear them. */
export type Fits = Uint8Array;

/** Marks connections whose code is 1 in `wanted`. */
export function markCodes(fits: Fits, codes: Uint8Array, wanted: Uint8Array): void {
  for (let i = 0; i < fits.length; i++) fits[i]! |= wanted[codes[i]!]!;
}

/** Marks connections with any of the bits. */
export function markBits(fits: Fits, column: Uint16Array | Uint32Array, bits: number): void {
  for (let i = 0; i < fits.length; i++) if ((column[i]! & bits) !== 0) fits[i] = 1;
}

/** Marks connections with a value from `from` to below `to`. */
export function markBetween(fits: Fits, column: Float64Array, from: number, to: number): void {
  for (let i = 0; i < fits.length; i++) if (column[i]! >= from && column[i]! < to) fits[i] = 1;
}

/** Marks connections with a value above `bound`. */
export function markAbove(fits: Fits, column: Float64Array, bound: number): void {
  for (let i = 0; i < fits.length; i++) if (column[i]! > bound) fits[i] = 1;
}

/**
 * Marks connections with an address ordinal at either end that is 1 in `hits`; ends are at 2i and
 * 2i + 1.
 */
export function markAddresses(fits: Fits, of: Uint32Array, hits: Uint8Array): void {
  for (let i = 0; i < fits.length; i++) fits[i]! |= hits[of[2 * i]!]! | hits[of[2 * i + 1]!]!;
}

/** Marks connections with a port at either end that is 1 in `wanted`. */
export function markPorts(fits: Fits, ports: Uint16Array, wanted: Uint8Array): void {
  for (let i = 0; i < fits.length; i++)
    fits[i]! |= wanted[ports[2 * i]!]! | wanted[ports[2 * i + 1]!]!;
}

/** Marks connections with an end whose address is 1 in `hits` and whose port is 1 in `wanted`. */
export function markEndpoints(
  fits: Fits,
  of: Uint32Array,
  hits: Uint8Array,
  ports: Uint16Array,
  wanted: Uint8Array,
): void {
  for (let i = 0; i < fits.length; i++) {
    const [client, server] = [2 * i, 2 * i + 1];
    fits[i]! |=
      (hits[of[client]!]! & wanted[ports[client]!]!) |
      (hits[of[server]!]! & wanted[ports[server]!]!);
  }
}

/** Marks connections with a code at either end that is 1 in `wanted`; ends are at 2i and 2i + 1. */
export function markEither(fits: Fits, codes: Uint8Array, wanted: Uint8Array): void {
  for (let i = 0; i < fits.length; i++)
    fits[i]! |= wanted[codes[2 * i]!]! | wanted[codes[2 * i + 1]!]!;
}

/** Inverts all marks. */
export function markOthers(fits: Fits): void {
  for (let i = 0; i < fits.length; i++) fits[i]! ^= 1;
}

/** Adds the marks of another list. */
export function markAll(fits: Fits, others: Fits): void {
  for (let i = 0; i < fits.length; i++) fits[i]! |= others[i]!;
}

/** Indices that all lists mark; all indices if there is no list. */
export function markedByAll(lists: readonly Fits[], count: number): Uint32Array {
  const [first, ...rest] = lists;
  if (!first) return ordinals(count);
  for (const list of rest) for (let i = 0; i < count; i++) first[i]! &= list[i]!;
  const marked = new Uint32Array(count);
  let size = 0;
  for (let i = 0; i < count; i++) {
    marked[size] = i;
    size += first[i]!;
  }
  return marked.subarray(0, size);
}

function ordinals(count: number): Uint32Array {
  const all = new Uint32Array(count);
  for (let i = 0; i < count; i++) all[i] = i;
  return all;
}
