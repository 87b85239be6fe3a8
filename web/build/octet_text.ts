// Bytes as text that packs as well as they do: one character each, so that what repeats in the
// bytes repeats in the text, and none that a quoted string, a string within a string, or HTML
// would need an escape for. Base64 of deflated bytes looks like noise to a host's brotli instead.

const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).filter(
  (character) => !'"\'`\\$<&'.includes(character),
);
/** Where the characters begin that stand for the rest: behind the control characters. */
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
  // Not Uint8Array.from(): going through a string by its iterator takes ten times as long.
  for (let at = 0; at < text.length; at += 1) octets[at] = octetOf[text.charCodeAt(at)]!;
  return octets;
}
