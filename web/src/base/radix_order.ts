// Sorts many rows by numbers. An LSD radix sort of 16 bits per pass counts digits instead of
// comparing numbers, so that a hundred thousand rows take milliseconds, whatever their order.

const DIGITS = 65536;

/**
 * Indices 0 … n-1 in ascending order of keys. A key consists of words, the least significant one
 * first; equal keys stay in the order of their indices.
 */
export function orderByWords(words: readonly Uint32Array[]): Uint32Array {
  const count = words[0]?.length ?? 0;
  let order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  let next = new Uint32Array(count);
  const places = new Uint32Array(DIGITS);
  for (const word of words) {
    if (isConstant(word)) continue;
    for (const shift of [0, 16]) {
      if (!countDigits(word, shift, places)) continue;
      for (let i = 0; i < count; i++) {
        const index = order[i]!;
        next[places[(word[index]! >>> shift) & 0xffff]!++] = index;
      }
      [order, next] = [next, order];
    }
  }
  return order;
}

/**
 * The same for numbers, none of which may be NaN. Equal numbers stay in the order of their indices,
 * also in descending order.
 */
export function orderByNumber(keys: Float64Array, descending: boolean): Uint32Array {
  if (!descending && isAscending(keys)) return Uint32Array.from(keys, (_, i) => i);
  // Adding 0 turns -0 into 0, which would otherwise sort differently.
  const bits = new DataView(keys.map((key) => key + 0).buffer);
  const low = new Uint32Array(keys.length);
  const high = new Uint32Array(keys.length);
  // The bits of a double sort like the double if the sign bit is flipped, and for negative numbers
  // all other bits, too.
  const turned = descending ? 0xffffffff : 0;
  for (let i = 0; i < keys.length; i++) {
    const upper = bits.getUint32(8 * i + 4, littleEndian);
    const all = upper & 0x80000000 ? 0xffffffff : 0;
    low[i] = bits.getUint32(8 * i, littleEndian) ^ all ^ turned;
    high[i] = upper ^ (all | 0x80000000) ^ turned;
  }
  return orderByWords([low, high]);
}

/** Connections are usually already in the order of their start. */
function isAscending(keys: Float64Array): boolean {
  for (let i = 1; i < keys.length; i++) if (keys[i]! < keys[i - 1]!) return false;
  return true;
}

/** Byte order of this machine. */
const littleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

function isConstant(word: Uint32Array): boolean {
  for (let i = 1; i < word.length; i++) if (word[i] !== word[0]) return false;
  return true;
}

/**
 * Counts the start position of each digit; returns false if all digits are equal and no pass is
 * needed.
 */
function countDigits(word: Uint32Array, shift: number, places: Uint32Array): boolean {
  places.fill(0);
  for (let i = 0; i < word.length; i++) places[(word[i]! >>> shift) & 0xffff]!++;
  if (word.length === 0 || places[(word[0]! >>> shift) & 0xffff] === word.length) return false;
  let before = 0;
  for (let digit = 0; digit < DIGITS; digit++) {
    const here = places[digit]!;
    places[digit] = before;
    before += here;
  }
  return true;
}
