// Encodes bytes as text that compresses as well as the bytes: one character per byte, so that
// repeated bytes are repeated characters, and no character needs an escape in a quoted string, in a
// string within a string, or in HTML. Base64 of deflated bytes looks like noise to a host's brotli.

const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).filter(
  (character) => !'"\'`\\$<&'.includes(character),
);
/** First character for the other bytes, after the control characters. */
const behind = 0xa1;

const characterOf = (octet: number) =>
  ascii[octet] ?? String.fromCharCode(behind + octet - ascii.length);

export function encode(octets: Uint8Array): string {
  return Array.from(octets, characterOf).join('');
}

export function decode(text: string): Uint8Array<ArrayBuffer> {
  const octetOf = new Uint8Array(behind + 256 - ascii.length);
  for (let octet = 0; octet < 256; octet += 1) octetOf[characterOf(octet).charCodeAt(0)] = octet;
  const octets = new Uint8Array(text.length);
  // Uint8Array.from() would iterate over the string, which takes ten times as long.
  for (let at = 0; at < text.length; at += 1) octets[at] = octetOf[text.charCodeAt(at)]!;
  return octets;
}
