// Names that are the same in every language.

/** Bytes of a 32-bit word, most significant first. */
export function wordOctets(word: number): number[] {
  return [word >>> 24, (word >>> 16) & 0xff, (word >>> 8) & 0xff, word & 0xff];
}

export function protocolName(protocol: number): string {
  const name = protocols[protocol];
  return name ? `${protocol} (${name})` : String(protocol);
}

/** Familiar names of link types that carry no IP. */
export function linkName(type: number): string {
  const name = linkNames[type];
  return name ? `${type} (${name})` : String(type);
}

const linkNames: Readonly<Record<number, string>> = {
  8: 'SLIP',
  118: 'Cisco IOS',
  130: 'Juniper MLPPP',
  131: 'Juniper MLFR',
  132: 'Juniper ES',
  133: 'Juniper GGSN',
  134: 'Juniper MFR',
  135: 'Juniper ATM2',
  136: 'Juniper services',
  137: 'Juniper ATM1',
  143: 'DOCSIS',
  147: 'USER0',
  149: 'USER2',
  167: 'Juniper PPPoE',
  168: 'Juniper PPPoE over ATM',
  183: 'Juniper VoIP',
  187: 'Bluetooth',
  189: 'USB',
  195: 'IEEE 802.15.4',
  201: 'Bluetooth',
  220: 'USB',
  227: 'CAN',
  230: 'IEEE 802.15.4',
  238: 'Juniper ATM',
  247: 'InfiniBand',
  249: 'USBPcap',
  251: 'Bluetooth LE',
  266: 'USB',
};

const protocols: Readonly<Record<number, string>> = {
  1: 'ICMP',
  2: 'IGMP',
  17: 'UDP',
  47: 'GRE',
  50: 'ESP',
  51: 'AH',
  58: 'ICMPv6',
  89: 'OSPF',
  132: 'SCTP',
};
