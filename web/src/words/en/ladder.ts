// Texts in the drawing and around it.
import { bytes as size } from '../../base/format';
import { The, at, bytes, count, many, no, nth, span, the } from './nouns';

type Side = 0 | 1;

export const ladder = {
  title: (p: { client: string; server: string }) => `TCP connection ${p.client} to ${p.server}`,
  /** `seconds`: null if the times come from two clocks. */
  segments: (p: { n: number; seconds: number | null }) =>
    `${many(p.n, 'segment')}${p.seconds === null ? '' : ` in ${span(p.seconds)}`}.`,
  roles: {
    opens: 'opens',
    listens: 'listens',
    closesFirst: 'closes first',
    resets: 'resets',
    refuses: 'refuses',
    both: (a: string, b: string) => `${a}, ${b}`,
  },
  quoted: (p: { text: string }) => `“${p.text}”`,
  silence: (p: { seconds: number }) => `${span(p.seconds)} pass`,
  runHead: (p: { segments: number; payload: number }) =>
    `${many(p.segments, 'segment')} · ${size(p.payload)}`,
  runAcks: (p: { n: number }) => `${many(p.n, 'ACK')} in return`,
  runRetransmitted: (p: { n: number }) => `${count(p.n)} retransmitted`,
  runTime: (p: { seconds: number }) => span(p.seconds),
  phaseLine: (p: { name: string; steps: number; segments: number; time: string }) =>
    `${p.name} · ${p.steps} steps in ${many(p.segments, 'segment')}${p.time && ` · ${p.time}`}`,
  plainLine: (p: { name: string; text: string }) => (p.text ? `${p.name} · ${p.text}` : p.name),

  notes: {
    retransmission: 'Retransmission',
    fastRetransmission: 'Fast retransmission',
    spuriousRetransmission: 'Spurious retransmission',
    afterOriginal: (p: { original: number; after: number }) =>
      p.after <= 0 ? no(p.original) : `${span(p.after)} after ${no(p.original)}`,
    afterDuplicates: (p: { duplicates: number; original: number | null; after: number }) =>
      p.original === null || p.after <= 0
        ? many(p.duplicates, 'duplicate ACK')
        : `${many(p.duplicates, 'duplicate ACK')}, ${span(p.after)} after ${no(p.original)}`,
    ackedBefore: (p: { original: number | null; after: number }) =>
      p.original === null || p.after <= 0
        ? 'already acknowledged'
        : `already acknowledged, ${span(p.after)} after ${no(p.original)}`,
    originalUnseen: 'the original was not captured',
    notFrom: (p: { end: Side }) => `not from ${the(p.end)}`,
    outOfOrder: 'out of order',
    lost: 'lost',
    lostName: 'Lost',
    lostAgain: (p: { again: number }) => `retransmitted in ${no(p.again)}`,
    gap: 'Not captured',
    gapText: 'earlier bytes of this end are missing',
    ackOfUncaptured: 'Not captured',
    ackOfUncapturedText: 'it acknowledges bytes that are missing here',
    keepAliveProbe: 'keep-alive probe',
    keepAliveAnswer: 'keep-alive ACK',
    zeroWindow: 'Zero window',
    zeroWindowText: 'the receive buffer is full',
    zeroWindowLabel: 'zero window',
    windowProbe: 'window probe',
    windowProbeAnswer: 'still zero window',
    windowFull: 'window full',
    windowUpdate: 'window update',
    reusedPorts: 'port reuse',
    duplicate: (p: { n: number }) => `${nth(p.n)} duplicate`,
  },
  notCaptured: 'not captured',
  tailName: '2MSL',
  tailSentence: '60 s on Linux, 240 s in the RFC. This wait is not visible in the capture.',
  tailChosen: (p: { linux: boolean }) =>
    `${p.linux ? '60 s, as on Linux' : '240 s, as in the RFC'}. This wait is not visible in the capture.`,
  captureEnds: 'The capture ends here.',
  /** Rows count from 0. */
  notPrinted: (p: { first: number; last: number }) =>
    p.first === p.last
      ? `Segment ${count(p.first + 1)} is not printed.`
      : `Segments ${count(p.first + 1)} to ${count(p.last + 1)} are not printed.`,
  more: 'more',
  direction: ['client to server', 'server to client'] as [string, string],

  /** Text of one row for screen readers. */
  row: (p: {
    number: number;
    from: Side;
    flags: string;
    seq: string;
    ack: string | null;
    length: number | null;
    window: number | null;
    time: number;
    since: number | null;
    note: string;
    states: string;
  }) =>
    [
      `Segment ${p.number}, ${the(p.from)} to ${the(p.from === 0 ? 1 : 0)}: ${p.flags || 'no flags'}`,
      `seq ${p.seq}`,
      p.ack === null ? '' : `ack ${p.ack}`,
      p.length ? bytes(p.length) : '',
      p.window === null ? 'window unknown' : `window ${p.window}`,
      p.note,
      p.since === null ? `at ${at(p.time)}` : `${span(Math.abs(p.since))} after the previous one`,
    ]
      .filter(Boolean)
      .join(', ') + `. ${p.states}`,
  newState: (p: { who: Side; state: string; certainty: string }) =>
    `${The(p.who)} enters ${p.state} (${p.certainty}).`,
  sameStates: 'No state changes.',
  path: (p: { who: Side; states: string }) => `${The(p.who)}: ${p.states}`,
  columns: {
    number: '#',
    time: 'Time',
    direction: 'From → to',
    flags: 'Flags',
    seq: 'seq',
    ack: 'ack',
    length: 'len',
    window: 'win',
    client: 'Client state',
    server: 'Server state',
    note: 'Note',
  },
  drawing: 'TCP ladder diagram',

  strip: {
    syn: 'SYN',
    fin: 'FIN',
    bytes: (p: { n: number }) => bytes(p.n),
    nextWanted: (p: { seq: string; length: number }) =>
      `= ${p.seq} + ${p.length}, the next sequence number expected`,
    nextSeq: (p: { who: Side }) => `${the(p.who)}’s next seq is`,
    nextIs: (p: { next: string }) => `next is ${p.next}`,
    confirmed: 'acknowledged',
    side: (p: { who: Side }): string => (p.who === 0 ? 'client' : 'server'),
  },
};
