// IP addresses as text.

/** `octets` contains 16 bytes; an IPv4 address is the first four. */
export function addressText(octets: Uint8Array, version: number): string {
  if (version === 4) return `${octets[0]!}.${octets[1]!}.${octets[2]!}.${octets[3]!}`;
  const groups = Array.from({ length: 8 }, (_, i) => (octets[2 * i]! << 8) | octets[2 * i + 1]!);
  // RFC 5952 section 4.2: the longest run of at least two zero groups is shortened, the first of
  // equal ones.
  let best = { start: 0, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  const hex = groups.map((group) => group.toString(16));
  if (best.length < 2) return hex.join(':');
  return `${hex.slice(0, best.start).join(':')}::${hex.slice(best.start + best.length).join(':')}`;
}
