// Encodes bytes as UTF-16 text that needs no escape in a quoted string or in HTML: nearly 16 bits
// per character, because there are 63,389 such characters. Base 91 in UTF-8 has 6.5 bits per byte.

/** Characters from "a" up to the surrogates, and the ones after the surrogates. */
const first = 0x61;
const surrogates = 0xd800;
const surrogateCount = 0x800;
const last = 0xfffd;
const count = last - first + 1 - surrogateCount;
/** A character stands for 16 bits, but the first ones for 15 (truncated binary encoding). */
const shortCount = 0x10000 - count;

export function encode(octets: Uint8Array): string {
  const units = [];
  let held = 0;
  let bits = 0;
  let at = 0;
  for (let left = octets.length * 8; left > 0;) {
    // Zeros follow the last byte; decode() knows how many bytes there are.
    for (; bits < 16; bits += 8) held = (held << 8) | (octets[at++] ?? 0);
    const start = held >> (bits - 15);
    const short = start < shortCount;
    const width = short ? 15 : 16;
    const unit = first + (short ? start : (held >> (bits - 16)) - shortCount);
    units.push(unit < surrogates ? unit : unit + surrogateCount);
    bits -= width;
    left -= width;
    held &= (1 << bits) - 1;
  }
  return units.map((unit) => String.fromCharCode(unit)).join('');
}

/**
 * Decodes `size` bytes from the text of encode(). The source of this function is inserted into the
 * page, so it refers to nothing outside of itself.
 */
export function decode(text: string, size: number): Uint8Array<ArrayBuffer> {
  const octets = new Uint8Array(size);
  let held = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; at < size; i += 1) {
    const unit = text.charCodeAt(i);
    const symbol = unit - (unit < 0xd800 ? 0x61 : 0x861);
    const short = symbol < 2147;
    held = short ? (held << 15) | symbol : (held << 16) | (symbol + 2147);
    bits += short ? 15 : 16;
    for (; bits > 7; held &= (1 << bits) - 1) octets[at++] = held >> (bits -= 8);
  }
  return octets;
}
