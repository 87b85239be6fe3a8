// What only the dialog for pasting says.
import { bytes as size } from '../../base/format';
import { count, many } from './nouns';

/** What a fault is about; see page/paste/fault.ts. */
export interface PasteFault {
  /** What stands there. */
  found: string;
  /** The offset that should stand there, as dumps write it. */
  expected: string;
  /** The offset stands before a packet. */
  first: boolean;
  /** Of too much: the most there may be, characters or bytes. */
  limit: number;
}

export const paste = {
  /** Instead of a file name. */
  name: 'Pasted text',
  label: 'Packets as text',
  hint: 'The output of tcpdump -x, -xx or -X, or of tshark -x; a hex dump from Wireshark; octets in hex, one packet to a line or a paragraph; a whole capture file in hex or base64; a link from Share.',
  keys: 'Ctrl Enter opens it. It is read here and sent nowhere.',
  cancel: 'Cancel',
  open: 'Open',
  openPart: (p: { packets: number | null }) =>
    p.packets === null ? 'Open what comes before' : `Open the ${many(p.packets, 'packet')} before`,
  at: (p: { line: number; column: number }) =>
    p.column > 1 ? `Line ${count(p.line)}, column ${count(p.column)}: ` : `Line ${count(p.line)}: `,
  faults: {
    empty: () => 'There is no text yet.',
    too_long: ({ limit }) =>
      `The text is longer than ${count(limit)} characters. As a file it can be made a capture: text2pcap FILE out.pcap`,
    too_large: ({ limit }) =>
      `up to here there are more than ${size(limit)}, the most that is read.`,
    not_hex: ({ found }) => `“${found}” is not hexadecimal.`,
    not_base64: ({ found }) => `“${found}” is not base64.`,
    odd_digits: ({ found }) =>
      `“${found}” has an odd number of digits, so half an octet is missing.`,
    gap: ({ found, expected, first }) =>
      first
        ? `a packet begins with offset 0, and here stands ${found}.`
        : `the offset is ${found}, but ${expected} follows from the octets before.`,
    no_octets: () =>
      'this tells of packets and does not hold them. With -x, tcpdump and tshark print their octets, too.',
    no_packet: () =>
      'no packet begins here: there is no header of IP, Ethernet or Linux cooked capture. A followed stream has lost its headers.',
  } satisfies Record<string, (fault: PasteFault) => string>,
  partTitle: 'The text could not be read to its end.',
  partShown: (p: { packets: number | null }) =>
    p.packets === null
      ? 'What comes before is shown.'
      : `The ${many(p.packets, 'packet')} before ${p.packets === 1 ? 'is' : 'are'} shown.`,
  untimedTitle: 'There are no times in the text.',
  untimed:
    'All packets stand at the same moment, in the order of the text; no duration means anything.',
};
