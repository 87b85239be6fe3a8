// Texts of the sharing panel only.
import { count } from '../../base/format';

export const share = {
  label: 'Share this connection',
  lead: 'One connection, anonymised: others see the exchange, not the endpoints.',
  addresses: 'Addresses',
  addressChoices: { replaced: 'documentation addresses', kept: 'as captured' },
  ports: 'Ports',
  portChoices: { kept: 'as captured', replaced: 'replaced' },
  times: 'Times',
  timeChoices: { shifted: 'starting on 1 January 2020', kept: 'as captured' },
  path: 'TTL, IP identification',
  pathChoices: { neutral: 'anonymised', kept: 'as captured' },
  payload: 'Payload',
  payloadChoices: { zeroed: 'replaced by zeros', cut: 'removed' },
  copy: 'Copy a link',
  save: 'Save a capture',
  linkSize: (p: { characters: number }) =>
    `The link contains everything chosen: ${count(p.characters)} characters. It opens without loading anything else, and no server sees it.`,
  linkTooLong: (p: { characters: number; limit: number }) =>
    `The link would have ${count(p.characters)} characters, and many programs cut links longer than ${count(p.limit)}. Choose a shorter part, or save the capture as a file.`,
  linkMuchTooLong: (p: { limit: number }) =>
    `This is far too long for a link of ${count(p.limit)} characters. Choose a shorter part, or save the capture as a file.`,
  fileOnly:
    'This page is a local file, so the link is only the part from # on: append it to the address of a TCP Ladder page.',
  fileSize: (p: { size: string }) => `A pcap file of ${p.size}, for Wireshark and other tools.`,
  copyHtml: 'Copy HTML for your page',
  aboutHtml:
    'The element with the capture inside, and a drawing for feeds and readers without scripts. Put tcp-ladder.js next to your page.',
  copiedHtml: 'The HTML was copied.',
  copiedHtmlWithout: (p: { name: string }) =>
    `The HTML was copied. The capture is too large to be inside: save it, and put ${p.name} next to your page.`,
  never:
    'Never included: payload, MAC addresses, tunnels, comments, names, keys and cookies in TCP options.',
  always:
    'Always included: flags, sequence numbers, windows, lengths and the time between segments.',
  working: 'Reading the capture again…',
  saved: (p: { name: string }) => `Saved as ${p.name}.`,
  failed: (p: { reason: string }) => `Sharing failed: ${p.reason}`,
};
