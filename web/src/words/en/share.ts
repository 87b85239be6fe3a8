// What only the panel for sharing says.
import { count } from '../../base/format';

export const share = {
  label: 'Share this connection',
  lead: 'One connection, for others to see how it went and not who it was between.',
  addresses: 'Addresses',
  addressChoices: { replaced: 'documentation addresses', kept: 'as captured' },
  ports: 'Ports',
  portChoices: { kept: 'as captured', replaced: 'replaced' },
  times: 'Times',
  timeChoices: { shifted: 'from 1 January 2020 on', kept: 'as captured' },
  path: 'TTL, IP identification',
  pathChoices: { neutral: 'neutral', kept: 'as captured' },
  payload: 'Payload',
  payloadChoices: { zeroed: 'zeros in its place', cut: 'cut off' },
  copy: 'Copy a link',
  save: 'Save a capture',
  linkSize: (p: { characters: number }) =>
    `The whole part is in the link: ${count(p.characters)} characters. It opens with nothing to fetch, and no server sees it.`,
  linkTooLong: (p: { characters: number; limit: number }) =>
    `A link would take ${count(p.characters)} characters, and many programs cut links longer than ${count(p.limit)}. A shorter part will do, or the capture as a file.`,
  linkMuchTooLong: (p: { limit: number }) =>
    `This is far too long for a link of ${count(p.limit)} characters. A shorter part will do, or the capture as a file.`,
  fileOnly:
    'This page is a file on this machine, so the link is its ending alone: # and what follows belongs behind the address of a TCP Ladder page.',
  fileSize: (p: { size: string }) => `A pcap of ${p.size}, for Wireshark and any other reader.`,
  never:
    'Never in it: payload, MAC addresses, tunnels, comments, names, keys and cookies of TCP options.',
  always: 'Always in it: flags, sequence numbers, windows, lengths and the time between segments.',
  working: 'The capture is read once more …',
  saved: (p: { name: string }) => `Saved as ${p.name}.`,
  failed: (p: { reason: string }) => `That could not be done: ${p.reason}`,
};
