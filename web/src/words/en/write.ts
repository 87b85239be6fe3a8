// Texts of the script editor only. Loaded with it.
import type { TextFormat } from '../../model/names';

export const write = {
  title: 'Script',
  label: 'Segments as text',
  readAs: {
    none: 'read as no format yet',
    packetdrill: 'read as packetdrill',
    tcpdump: 'read as output of tcpdump',
    tshark: 'read as output of tshark',
  } satisfies Record<TextFormat, string>,
  examples: 'Examples',
  /** Example titles by the names of the files in samples/scripts. */
  exampleNames: {
    'three-and-four': 'Three to open, four to close',
    'why-three': 'Why three: an old SYN arrives',
    'why-four': 'Why four: one end has more to say',
    'last-ack-lost': 'The last ACK is lost',
    'simultaneous-open': 'Both open at once',
    'simultaneous-close': 'Both close at once',
    'keep-alive': 'Keep-alive',
    'syn-flood-slot': 'One slot of a SYN flood',
    retransmission: 'A lost segment',
    'zero-window': 'Zero window',
    reset: 'A reset instead of an end',
    refused: 'Nobody listens',
    'half-open': 'Only one end remembers',
    'tcpdump-lines': 'Lines of tcpdump',
  },
  empty: 'Empty',
  /** Title above an empty text; the example is in the field itself. */
  emptyTitle: 'Write or paste segments; they are drawn here.',
  savePcap: 'Save as pcap',
  saveSvg: 'Save as SVG',
  link: 'Copy link',
  snippet: 'Copy for a web page',
  linkCopied: 'The link is copied. It holds the text.',
  snippetCopied: 'The HTML is copied. It needs tcp-ladder.js.',
  copyFailed: 'The browser did not let the page copy.',
  linkTooLong: 'The text is too long for a link.',
  lineNotDrawn: (p: { line: number }) => `line ${p.line} is not drawn`,
  moreExamples: 'more examples',
  change: (p: { to: string }) => `Change to ${p.to}`,
  keys: 'F8 goes to the next mistake.',
};
