// Detects the link layer of a packet from its next header, because pasted text does not name it.
// Values are LINKTYPE_ values of pcap files (draft-ietf-opsawg-pcaplinktype).

const linkTypes = { ethernet: 1, raw: 101, linuxCooked: 113, linuxCooked2: 276 } as const;

export interface Header {
  linkType: number;
  /** Packet length in bytes according to the IP header, with the link layer; 0 if unknown. */
  length: number;
}

/** EtherTypes that are accepted without an IP header: ARP, MPLS, PPPoE, LLDP, EAPOL, 802.1X. */
const otherTypes = new Set([0x0806, 0x8847, 0x8848, 0x8863, 0x8864, 0x88cc, 0x888e]);
const vlanTypes = new Set([0x8100, 0x88a8]);

/** Header at the start of a packet; null if none matches. */
export function headerOf(octets: Uint8Array): Header | null {
  return ethernet(octets) ?? linuxCooked(octets) ?? linuxCooked2(octets) ?? raw(octets);
}

/** The link type of most packets, because a pcap file has one for all; null if there is none. */
export function commonLinkType(headers: Iterable<Header | null>): number | null {
  const votes = new Map<number, number>();
  for (const header of headers) {
    if (header) votes.set(header.linkType, (votes.get(header.linkType) ?? 0) + 1);
  }
  let common: number | null = null;
  for (const [linkType, count] of votes) {
    if (common === null || count > votes.get(common)!) common = linkType;
  }
  return common;
}

const word = (octets: Uint8Array, at: number): number => 256 * octets[at]! + octets[at + 1]!;

function ethernet(octets: Uint8Array): Header | null {
  let at = 12;
  while (at < 20 && vlanTypes.has(word(octets, at))) at += 4;
  if (at + 2 > octets.length) return null;
  if (otherTypes.has(word(octets, at))) return { linkType: linkTypes.ethernet, length: 0 };
  return under(octets, at, at + 2, linkTypes.ethernet);
}

function linuxCooked(octets: Uint8Array): Header | null {
  return word(octets, 0) <= 4 ? under(octets, 14, 16, linkTypes.linuxCooked) : null;
}

function linuxCooked2(octets: Uint8Array): Header | null {
  return word(octets, 2) === 0 ? under(octets, 0, 20, linkTypes.linuxCooked2) : null;
}

const raw = (octets: Uint8Array) => lengthened(octets, 0, linkTypes.raw);

/** IP at `at`, if the EtherType at `typeAt` announces it. */
function under(octets: Uint8Array, typeAt: number, at: number, linkType: number): Header | null {
  const version = { 0x0800: 4, 0x86dd: 6 }[word(octets, typeAt)];
  return octets[at]! >> 4 === version ? lengthened(octets, at, linkType) : null;
}

function lengthened(octets: Uint8Array, at: number, linkType: number): Header | null {
  const length = ipLength(octets.subarray(at));
  return length === null ? null : { linkType, length: length === 0 ? 0 : at + length };
}

/** Length from a plausible IP header; 0 if it states none, as with segmentation offload. */
function ipLength(octets: Uint8Array): number | null {
  const version = octets.length < 20 ? 0 : octets[0]! >> 4;
  if (version === 4) {
    const header = 4 * (octets[0]! & 15);
    const total = word(octets, 2);
    const fits = header >= 20 && (total === 0 || total >= header);
    return fits && (ordinary.has(octets[9]!) || sumsUp(octets.subarray(0, header))) ? total : null;
  }
  if (version === 6 && octets.length >= 40 && ordinary.has(octets[6]!)) {
    const payload = word(octets, 4);
    return payload === 0 ? 0 : 40 + payload;
  }
  return null;
}

/**
 * Protocols accepted without a valid checksum: hop-by-hop options, ICMP, TCP, UDP, IPv6 fragments,
 * ICMPv6. Otherwise a text such as "HTTP/1.1 200" would pass as a packet of ESP.
 */
const ordinary = new Set([0, 1, 6, 17, 44, 58]);

/** Verifies the checksum of an IPv4 header (RFC 791, RFC 1071). */
function sumsUp(header: Uint8Array): boolean {
  let sum = 0;
  for (let at = 0; at + 1 < header.length; at += 2) sum += word(header, at);
  return sum > 0 && sum % 0xffff === 0;
}
