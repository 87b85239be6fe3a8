// Texts of the paste dialog only.
import { bytes as size } from '../../base/format';
import { count, many } from './nouns';

/** Details of a fault; see page/paste/fault.ts. */
export interface PasteFault {
  /** The text at this position. */
  found: string;
  /** The expected offset, in the format of hex dumps. */
  expected: string;
  /** The offset comes before any packet. */
  first: boolean;
  /** The limit that is exceeded, in characters or bytes. */
  limit: number;
}

export const paste = {
  /** Replaces the file name. */
  name: 'Pasted text',
  label: 'Packets as text',
  hint: 'Accepted formats: output of tcpdump and tshark, best with -x, which adds all bytes; packetdrill scripts; hex dumps from Wireshark, xxd, hexdump -C or od; bytes in hex, one packet per line or paragraph; a whole capture file in hex or base64; a link from Share.',
  keys: 'Ctrl Enter opens it. It stays on this device.',
  cancel: 'Cancel',
  open: 'Open',
  openPart: (p: { packets: number | null }) =>
    p.packets === null
      ? 'Open the part before it'
      : `Open the ${many(p.packets, 'packet')} before it`,
  at: (p: { line: number; column: number }) =>
    p.column > 1 ? `Line ${count(p.line)}, column ${count(p.column)}: ` : `Line ${count(p.line)}: `,
  faults: {
    empty: () => 'There is no text yet.',
    too_long: ({ limit }) =>
      `The text is longer than ${count(limit)} characters. Save it as a file and convert it: text2pcap FILE out.pcap`,
    too_large: ({ limit }) => `the text up to here contains more than ${size(limit)}, the limit.`,
    not_hex: ({ found }) => `“${found}” is not hexadecimal.`,
    not_base64: ({ found }) => `“${found}” is not base64.`,
    odd_digits: ({ found }) => `“${found}” has an odd number of digits: half a byte is missing.`,
    gap: ({ found, expected, first }) =>
      first
        ? `a packet starts at offset 0, but this offset is ${found}.`
        : `the offset is ${found}, but the preceding bytes lead to ${expected}.`,
    no_octets: () =>
      'this describes packets but does not contain them. With -x, tcpdump and tshark print their bytes, too.',
    no_packet: () =>
      'no packet starts here: there is no IP, Ethernet or Linux cooked header. A followed stream no longer has its headers.',
  } satisfies Record<string, (fault: PasteFault) => string>,
  partTitle: 'The text could not be read to the end.',
  partShown: (p: { packets: number | null }) =>
    p.packets === null
      ? 'The part before is shown.'
      : `The ${many(p.packets, 'packet')} before ${p.packets === 1 ? 'is' : 'are'} shown.`,
  untimedTitle: 'The text contains no timestamps.',
  untimed: 'All packets have the same time, in the order of the text; durations have no meaning.',
};
