// What only the page's own states say; everything else stands in i18n.
import type { FileKind } from '../../model/file_kind';
import { bytes as size } from '../../base/format';
import type { LinkFault } from '../../model/share_link';
import { count, many } from './nouns';

export const notices = {
  sampleIntro: 'This is a sample. Drop a capture of your own anywhere on this page, or',
  /** After it. */
  pasteInstead: 'paste text or hex',
  /** Of a file that holds text. */
  readText: 'Read its text',
  article: 'Why three to open and four to close: the article.',
  articlePage: 'article/index.html',
  otherSamples: 'Others:',
  sampleFailed: 'The sample could not be loaded',
  updateReady: 'A new version of this page is ready. The capture on view has to be opened again.',
  updateApply: 'Load it now',
  /** Instead of a file name. */
  carried: 'Capture from a link',
  linkFailed: 'The capture in the link cannot be read',
  linkFaults: {
    alphabet: 'There are characters in it that no such link has.',
    damaged: 'It breaks off or was changed. Programs that cut long links do that: copy all of it.',
    too_large: 'It unfolds to more than a link may hold.',
  } satisfies Record<LinkFault, string>,
  stopped: 'Reading was stopped',
  exports: {
    svg: 'Drawing (SVG)',
    png: 'Picture (PNG)',
    text: 'Text',
    mermaid: 'Mermaid diagram',
    json: 'JSON',
    csv: 'Table (CSV)',
    link: 'Copy the link to this step',
  },
  part: 'Part',
  parts: {
    all: 'the whole connection',
    handshake: 'the opening',
    data: 'the data',
    teardown: 'the closing',
    range: 'segments from – to',
  },
  rangeFrom: 'First segment',
  rangeTo: 'Last segment',
  copied: 'The link is on the clipboard.',
  exportFailed: (p: { reason: string }) => `That could not be done: ${p.reason}`,

  failures: {
    blocked: {
      title: 'The reader could not start',
      text: 'This site’s policy has to allow script-src ‘wasm-unsafe-eval’ and, for this file, worker-src blob:.',
    },
    crashed: {
      title: 'The reader ran out of memory',
      text: 'The capture is larger than a browser tab can index. A part of it will do: editcap -r in.pcap out.pcap 1-5000000',
    },
    unreadable: {
      title: 'The file could not be read',
      text: 'It was moved, deleted or changed since it was chosen. Choose it again.',
    },
    failed: {
      title: 'The capture could not be read',
      text: 'This is a fault of this program, not of the file.',
    },
  },

  /** Beside the title of `crashed`, when a connection is on view. */
  afterCrash: (p: { connections: number }): string =>
    p.connections === 1
      ? 'What was read before stays on view. Open the file again, or another one.'
      : 'What was read before stays on view; the other connections of this file can no longer be shown. Open it again, or another one.',

  /** A packed file that holds something else; `kind` as words. */
  refusedInside: (p: { file: string; packing: string; kind: string }) =>
    `${p.file} is packed with ${p.packing}, and inside is ${p.kind}.`,
  wouldWork: (kind: FileKind): string =>
    kind === 'html'
      ? 'Perhaps a download link gave a page and not the file.'
      : 'Packets saved as pcap or pcapng will do, by Wireshark or by tcpdump -w out.pcap.',
  damagedHeader: (p: { file: string }) =>
    `${p.file} begins like a capture, but the header of the file is damaged.`,
  emptyAdvice:
    'Was it still being written? tcpdump writes its first packets late; with -U it writes each at once.',

  noTcpTitle: 'No TCP connection in this capture',
  noTcp: (p: { packets: number }) =>
    p.packets === 0
      ? 'It holds no packets.'
      : `It holds ${many(p.packets, 'packet')}, none of them a TCP segment that could be read.`,
  unpackLimit: {
    title: (p: { limit: number }) => `The capture unpacks to more than ${size(p.limit)}`,
    text: 'What comes behind that was not read.',
    raise: (p: { limit: number }) => `Unpack up to ${size(p.limit)}`,
  },
  /** What is off about the capture as a whole, over everything else. */
  health: 'About this capture',
  /** Of lines folded away behind others. */
  restOfLines: (p: { n: number }) => `And ${p.n} more about the file`,
  duplicates: { keep: 'Analyse the copies too', setAside: 'Set the copies aside' },
  notes: {
    title: 'What the file says of itself',
    application: 'Written by',
    operatingSystem: 'System',
    hardware: 'Hardware',
    comment: 'Comment',
    interface: (p: { n: number }) => `Interface ${p.n}`,
    snapLength: (p: { n: number }) => `at most ${size(p.n)} of each packet`,
    drops: (p: { received: number; dropped: number }) =>
      p.received > 0
        ? `${many(p.received, 'packet')} received, ${count(p.dropped)} dropped`
        : `${many(p.dropped, 'packet')} dropped`,
    more: (p: { n: number }) => `${count(p.n)} more`,
  },
  brokenOff: {
    title: 'The compressed data breaks off',
    text: 'What came before is shown.',
  },
};
