// Loops over the columns of all connections that mark those which fit. There are few of them and each
// reads one kind of column: a loop that calls a test of its own for every connection is slow until the
// engine has seen it long enough, and the first keys in the filter are over by then.

/** One byte for each connection: 1 where it fits. Marks are added, none is taken away. */
export type Fits = Uint8Array;

/** Those with a code that is 1 in `wanted`. */
export function markCodes(fits: Fits, codes: Uint8Array, wanted: Uint8Array): void {
  for (let i = 0; i < fits.length; i++) fits[i]! |= wanted[codes[i]!]!;
}

/** Those with any of the bits. */
export function markBits(fits: Fits, column: Uint16Array | Uint32Array, bits: number): void {
  for (let i = 0; i < fits.length; i++) if ((column[i]! & bits) !== 0) fits[i] = 1;
}

/** Those of a number from `from` to before `to`. */
export function markBetween(fits: Fits, column: Float64Array, from: number, to: number): void {
  for (let i = 0; i < fits.length; i++) if (column[i]! >= from && column[i]! < to) fits[i] = 1;
}

/** Those of a number above `bound`. */
export function markAbove(fits: Fits, column: Float64Array, bound: number): void {
  for (let i = 0; i < fits.length; i++) if (column[i]! > bound) fits[i] = 1;
}

/** Those with an address at either end whose ordinal is 1 in `hits`; ends lie at 2i and 2i + 1. */
export function markAddresses(fits: Fits, of: Uint32Array, hits: Uint8Array): void {
  for (let i = 0; i < fits.length; i++) fits[i]! |= hits[of[2 * i]!]! | hits[of[2 * i + 1]!]!;
}

/** Those with a port at either end that is 1 in `wanted`. */
export function markPorts(fits: Fits, ports: Uint16Array, wanted: Uint8Array): void {
  for (let i = 0; i < fits.length; i++)
    fits[i]! |= wanted[ports[2 * i]!]! | wanted[ports[2 * i + 1]!]!;
}

/** Those with an end whose address and whose port are 1 in `hits` and `wanted`. */
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

/** Those with a code at either end that is 1 in `wanted`; ends lie at 2i and 2i + 1. */
export function markEither(fits: Fits, codes: Uint8Array, wanted: Uint8Array): void {
  for (let i = 0; i < fits.length; i++)
    fits[i]! |= wanted[codes[2 * i]!]! | wanted[codes[2 * i + 1]!]!;
}

/** Turns the marks around. */
export function markOthers(fits: Fits): void {
  for (let i = 0; i < fits.length; i++) fits[i]! ^= 1;
}

/** Those that another list of marks has. */
export function markAll(fits: Fits, others: Fits): void {
  for (let i = 0; i < fits.length; i++) fits[i]! |= others[i]!;
}

/** Indices of what all lists mark; of every connection where there is no list. */
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
