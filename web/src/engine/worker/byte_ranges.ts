// Reads short ranges of the file again; one call covers ranges that are close together.
import type { Source } from './source';

/** Maximum number of bytes per call, and between two ranges of the same call. */
const windowLength = 1024 * 1024;
const gapLength = 64 * 1024;

/**
 * `places` contains pairs of first byte and length; first bytes ascend. Returns the bytes of all
 * ranges, concatenated, with zeros for bytes outside the file. Returns no bytes if the file can no
 * longer be read.
 */
export async function readPlaces(source: Source, places: Float64Array): Promise<Uint8Array> {
  const count = places.length / 2;
  const first = (i: number) => places[2 * i]!;
  const end = (i: number) => first(i) + places[2 * i + 1]!;
  const octets = new Uint8Array(places.reduce((sum, n, i) => (i % 2 ? sum + n : sum), 0));
  let written = 0;
  for (let from = 0; from < count;) {
    let to = from + 1;
    while (
      to < count &&
      end(to) - first(from) <= windowLength &&
      first(to) - end(to - 1) < gapLength
    )
      to += 1;
    const start = Math.max(0, first(from));
    let read: Uint8Array;
    try {
      read = await source.read(start, Math.max(start, end(to - 1)));
    } catch {
      return new Uint8Array(0);
    }
    for (; from < to; from += 1) {
      const at = first(from) - start;
      octets.set(read.subarray(Math.max(0, at), end(from) - start), written + Math.max(0, -at));
      written += end(from) - first(from);
    }
  }
  return octets;
}
