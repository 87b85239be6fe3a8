// Texts of a connection's curves.
import { bytes as size, exactBytes } from '../../base/format';
import { insight } from './insight';
import { The, count, many, no, span, the } from './nouns';
import { punctuation } from './punctuation';

type Side = 0 | 1;

const possessive = (who: Side) => `${the(who)}’s`;

export const curves = {
  limit: insight.limit,
  punctuation,
  drawing: 'TCP curves',
  direction: (p: { who: Side }): string => (p.who === 0 ? 'client → server' : 'server → client'),
  head: (p: { who: Side }): string => (p.who === 0 ? 'Client → server' : 'Server → client'),
  headBytes: (p: { bytes: number; from: string }) => `${exactBytes(p.bytes)} from ${p.from}`,
  data: 'Data',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  all: (p: { seconds: number }) => `All ${span(p.seconds)}`,
  fullWindow: 'Window to scale',
  sequence: 'Sequence',
  sequenceUnit: ['bytes since', 'the SYN'],
  inFlight: 'In flight',
  roundTrip: 'Round trip',
  throughput: 'Throughput',
  whatLimits: 'What limits this transfer',
  allOfIt: 'All of it',
  sent: 'sent',
  sentUpTo: (p: { bytes: number; row: number }) => `${exactBytes(p.bytes)} up to ${no(p.row)}`,
  acknowledged: 'acknowledged',
  allAcknowledged: (p: { row: number }) => `all of it in ${no(p.row)}`,
  acknowledgedUpTo: (p: { bytes: number }) => `${exactBytes(p.bytes)}`,
  edge: (p: { peer: Side }) => `edge of ${possessive(p.peer)} window`,
  offTop: 'off the top from here',
  edgeAbove: (p: { bytes: number }) => `edge ${size(p.bytes)} further up`,
  scaleUnknown: '× unknown',
  windowZero: (p: { seconds: number }) => `window 0 for ${span(p.seconds)}`,
  lost: (p: { row: number }) => `${no(p.row)} lost`,
  again: (p: { row: number }) => `↻ ${no(p.row)}`,
  againAfter: (p: { row: number; seconds: number }) => `↻ ${no(p.row)} after ${span(p.seconds)}`,
  repeated: (p: { n: number }) => `${many(p.n, 'segment')} repeated or lost, per column`,
  atMost: (p: { bytes: number }) => `at most ${exactBytes(p.bytes)}`,
  notAcknowledged: 'sent, not acknowledged',
  windowRange: (p: { peer: Side; least: number; most: number }) =>
    `${possessive(p.peer)} window: ${size(p.least)}${p.least === p.most ? '' : ` to ${size(p.most)}`}`,
  estimate: 'dotted: estimate of the sender’s own window',
  leastRoundTrip: (p: { seconds: number }) => `${span(p.seconds)} at least`,
  rangeRoundTrip: (p: { most: number }) => `${span(p.most)} at most`,
  byTimestamp: (p: { most: number }) => `– timestamps: ${span(p.most)} at most`,
  fromTap: 'from the tap to the ACK',
  noRoundTrip: 'No segment could be timed.',
  overAll: (p: { rate: string }) => `${p.rate} over all`,
  acknowledgedRate: (p: { rate: string }) => `${p.rate} acknowledged`,
  sentRate: (p: { rate: string }) => `${p.rate} sent with repeats`,
  perBin: (p: { seconds: number }) => `one value for each ${span(p.seconds)}`,
  tooShort: 'Too short to tell.',
  noData: (p: { segments: number }) =>
    `No data was sent in this direction, so there is no curve. The ladder has all ${many(p.segments, 'segment')}.`,
  onlyOneSide: (p: { who: Side }) =>
    `Only the segments of ${the(p.who)} were captured: what was acknowledged cannot be drawn.`,
  about: (p: {
    who: Side;
    bytes: number;
    seconds: number;
    lost: number;
    repeated: number;
    most: number;
  }) =>
    `Sequence numbers over time. ${The(p.who)} sends ${exactBytes(p.bytes)} in ${span(p.seconds)}, with ` +
    `${many(p.repeated, 'retransmission')} and ${many(p.lost, 'known loss', 'known losses')}; at most ${exactBytes(p.most)} in flight.`,
  ofStep: {
    title: 'On the curves',
    seq: 'seq',
    inFlight: 'in flight',
    window: 'window',
    roundTrip: 'round trip',
    none: 'none',
    seqTo: (p: { last: string; bytes: number }) => `to ${p.last}, ${exactBytes(p.bytes)}`,
    sentAcked: (p: { sent: string; acked: string }) => `sent ${p.sent}, acknowledged ${p.acked}`,
    takesUpTo: (p: { peer: Side; edge: string }) => `${the(p.peer)} takes up to ${p.edge}`,
    timed: (p: { row: number }) => `from ${no(p.row)} to this ACK`,
    ackTimed: 'by the ACK of its last byte',
    repeatedNotTimed: 'a repeated segment is not timed: the ACK could answer either',
    notTimed: 'no new data is acknowledged whole',
  },
  table: {
    summary: 'As a table',
    first: (p: { n: number; of: number }) =>
      `The first ${count(p.n)} of ${count(p.of)} in view; zoom in for others.`,
    caption: (p: { who: Side }) =>
      `Segments of the curves, ${p.who === 0 ? 'client → server' : 'server → client'}`,
    heads: ['#', 'Time', 'Kind', 'From', 'To', 'In flight', 'Window edge', 'Round trip', 'Limit'],
    data: 'data',
    retransmission: 'retransmission',
    ack: 'ACK',
  },
};
