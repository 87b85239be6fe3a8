// Texts of the page's own states only; all others are in the files next to this one.
import type { FileKind } from '../../model/file_kind';
import { bytes as size } from '../../base/format';
import type { LinkFault } from '../../model/share_link';
import { count, many } from './nouns';

export const notices = {
  sampleIntro: 'This is a sample. Drop your own capture anywhere on this page, or',
  /** Continues the sentence above. */
  pasteInstead: 'paste text or hex',
  /** For a file that contains text. */
  readText: 'Read it as text',
  article: 'Article: why three segments to open and four to close.',
  articlePage: 'article/index.html',
  otherSamples: 'Other samples:',
  sampleFailed: 'The sample could not be loaded',
  updateReady: 'A new version of this page is ready. You will have to open this capture again.',
  updateApply: 'Load it now',
  /** Replaces the file name. */
  carried: 'Capture from a link',
  linkFailed: 'The capture in the link cannot be read',
  linkFaults: {
    alphabet: 'It contains characters that such a link never has.',
    damaged: 'It is incomplete or was changed. Some programs cut long links: copy all of it.',
    too_large: 'It unpacks to more than a link may contain.',
  } satisfies Record<LinkFault, string>,
  stopped: 'Reading stopped',
  exports: {
    svg: 'Drawing (SVG)',
    png: 'Image (PNG)',
    text: 'Text',
    mermaid: 'Mermaid diagram',
    json: 'JSON',
    csv: 'Table (CSV)',
    serverScript: 'packetdrill script, tests the server',
    clientScript: 'packetdrill script, tests the client',
    curvesSvg: 'Curves (SVG)',
    curvesPng: 'Curves as image (PNG)',
    curvesCsv: 'Points of the curves (CSV)',
    notedCapture: 'Capture with notes (pcapng)',
    notedConnection: 'This connection with notes (pcapng)',
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
  copiedInside: 'The link was copied. It contains this connection, anonymised.',
  linkWouldBe: (p: { characters: number }) =>
    `Not copied: a link with this connection inside would be too long${Number.isFinite(p.characters) ? ` (${count(p.characters)} characters)` : ''}. ` +
    'Share offers parts of it, and a file.',
  otherCapture: 'This link does not contain its capture',
  otherCaptureText: (p: { file: string; ends: string; step: number | null }) =>
    `It speaks of ${p.file === '' ? 'a capture on somebody’s device' : p.file}` +
    `${p.ends === '' ? '' : `, of the connection ${p.ends}`}` +
    `${p.step === null ? '' : `, step ${p.step}`}. Open that file here to go there.`,
  copied: 'The link was copied.',
  exportFailed: (p: { reason: string }) => `Export failed: ${p.reason}`,

  failures: {
    blocked: {
      title: 'The reader could not start',
      text: 'This site’s policy must allow script-src ‘wasm-unsafe-eval’ and, for this file, worker-src blob:.',
    },
    crashed: {
      title: 'The reader ran out of memory',
      text: 'The capture is too large for a browser tab to index. Try a part of it: editcap -r in.pcap out.pcap 1-5000000',
    },
    unreadable: {
      title: 'The file could not be read',
      text: 'It was moved, deleted or changed after you chose it. Choose it again.',
    },
    failed: {
      title: 'The capture could not be read',
      text: 'This is an error in this program, not in the file.',
    },
  },

  /** Follows the title `crashed` if a connection is on view. */
  afterCrash: (p: { connections: number }): string =>
    p.connections === 1
      ? 'What was read is still shown. Open the file again, or another one.'
      : 'What was read is still shown; the other connections of this file can no longer be opened. Open the file again, or another one.',

  /** For a compressed file with other contents; `kind` in words. */
  refusedInside: (p: { file: string; packing: string; kind: string }) =>
    `${p.file} is compressed with ${p.packing}; it contains ${p.kind}.`,
  wouldWork: (kind: FileKind): string =>
    kind === 'html'
      ? 'The download link may have returned a web page instead of the file.'
      : 'Save the packets as pcap or pcapng, with Wireshark or with tcpdump -w out.pcap.',
  damagedHeader: (p: { file: string }) =>
    `${p.file} starts like a capture, but its file header is damaged.`,
  emptyAdvice:
    'Was it still being written? tcpdump buffers the first packets; with -U it writes each one immediately.',

  noTcpTitle: 'No TCP segment could be read',
  noTcp: (p: { packets: number }) =>
    p.packets === 0
      ? 'It contains no packets.'
      : `It contains ${many(p.packets, 'packet')}, none of them a readable TCP segment.`,
  unpackLimit: {
    title: (p: { limit: number }) => `The capture unpacks to more than ${size(p.limit)}`,
    text: 'The rest was not read.',
    raise: (p: { limit: number }) => `Unpack up to ${size(p.limit)}`,
  },
  /** Title of the problems with the capture as a whole. */
  health: 'About this capture',
  /** Number of collapsed lines. */
  restOfLines: (p: { n: number }) => `${p.n} more about the file`,
  duplicates: { keep: 'Include the copies', setAside: 'Exclude the copies' },
  notes: {
    title: 'File metadata',
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
    title: 'The compressed data is incomplete',
    text: 'What was read is shown.',
  },
};
