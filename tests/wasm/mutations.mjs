// Captures made worse at random, and again the same from the same number: what the module is fed
// when it is asked whether anything makes it trap.

/** Random numbers in [0, bound), repeatable (xorshift32). `seed`: not 0. */
export function randomNumbers(seed) {
  let state = seed >>> 0 || 1;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}

/** Values that lengths, counts and numbers go wrong at. */
const edges = [
  0, 1, 2, 3, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff,
];

const kinds = [
  function flipBits(octets, random) {
    for (let n = 1 + random(8); n > 0; --n) octets[random(octets.length)] ^= 1 << random(8);
    return octets;
  },
  function plantEdges(octets, random) {
    const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
    for (let n = 1 + random(4); n > 0; --n) {
      const value = edges[random(edges.length)];
      const width = [1, 2, 4][random(3)];
      if (octets.length < width) continue;
      const at = random(octets.length - width + 1);
      const little = random(2) === 1;
      if (width === 1) view.setUint8(at, value);
      else if (width === 2) view.setUint16(at, value, little);
      else view.setUint32(at, value, little);
    }
    return octets;
  },
  function cut(octets, random) {
    return octets.subarray(0, random(octets.length + 1));
  },
  function leaveOut(octets, random) {
    const from = random(octets.length);
    const to = from + random(Math.min(200, octets.length - from) + 1);
    return joined(octets.subarray(0, from), octets.subarray(to));
  },
  function repeat(octets, random) {
    const from = random(octets.length);
    const to = from + random(Math.min(400, octets.length - from) + 1);
    return joined(octets.subarray(0, to), octets.subarray(from));
  },
  function splice(octets, random, other) {
    return joined(
      octets.subarray(0, random(octets.length + 1)),
      other.subarray(random(other.length + 1)),
    );
  },
];

/** A copy of `octets` with one to three mishaps; `other` is a second capture to splice from. */
export function mutated(octets, other, random) {
  let result = Uint8Array.from(octets);
  for (let n = 1 + random(3); n > 0 && result.length > 0; --n) {
    result = kinds[random(kinds.length)](result, random, other);
  }
  return result;
}

function joined(head, tail) {
  const whole = new Uint8Array(head.length + tail.length);
  whole.set(head);
  whole.set(tail, head.length);
  return whole;
}
