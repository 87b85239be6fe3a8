// Texts of a connection's verdict, with headline and facts, and of the table.
import { exactBytes } from '../../base/format';
import { The, brief, count, list, many, no, share, span, the } from './nouns';

type Side = 0 | 1;

export const verdict = {
  closedAfterIdle: (p: { who: Side; idle: number }) =>
    `${The(p.who)} closed first, after ${brief(p.idle)} idle`,
  closedAfter: (p: { who: Side; after: number }) =>
    `${The(p.who)} closed first${p.after > 0 ? `, after ${brief(p.after)}` : ''}`,
  closedThenMore: (p: { who: Side; peer: Side; bytes: number; over: number }) =>
    `${The(p.who)} closed first; ${the(p.peer)} sent ${many(p.bytes, 'more byte')} over ` +
    brief(p.over),
  closedTogether: (p: { after: number }) =>
    `Both ends closed at the same time${p.after > 0 ? `, after ${brief(p.after)}` : ''}`,
  halfClosed: (p: { who: Side; peer: Side }) =>
    `${The(p.who)} closed its direction; no FIN from ${the(p.peer)} was captured`,
  resetAfter: (p: { who: Side; after: number }) =>
    `Reset by ${the(p.who)}${p.after > 0 ? ` after ${brief(p.after)}` : ''}`,
  resetInName: (p: { who: Side; after: number }) =>
    `Reset in ${the(p.who)}’s name${p.after > 0 ? ` after ${brief(p.after)}` : ''}`,
  resetAfterIdle: (p: { who: Side; idle: number }) =>
    `Reset by ${the(p.who)} after ${brief(p.idle)} idle`,
  resetAfterProbes: (p: { who: Side; probes: number }) =>
    `Reset by ${the(p.who)} after ${many(p.probes, 'unanswered keep-alive probe')}`,
  resetAfterClose: (p: { who: Side; closer: Side }) =>
    p.who === p.closer
      ? `${The(p.closer)} closed, then reset the connection`
      : `${The(p.closer)} closed, ${the(p.who)} reset`,
  refused: (p: { who: Side; port: number }) =>
    `${The(p.who)} refused the connection to port ${p.port}`,
  noAnswer: (p: { syns: number; after: number }) =>
    p.syns === 1 ? 'No answer to the SYN' : `No answer to ${p.syns} SYNs in ${brief(p.after)}`,
  answeredElsewhere: (p: { connection: number }) =>
    `The SYN falls into connection ${p.connection + 1} on the same ports, which answers it`,
  noAnswerYet: () => 'The capture ends soon after the SYN, before any answer',
  /** `error`: the ICMP error, in the words of words.icmp. */
  unreachable: (p: { source: string; error: string }) =>
    `Unreachable: ${p.source} answers the SYN with ICMP, ${p.error}`,
  halfOpen: () => 'Half-open: the third segment is missing',
  halfOpenYet: () => 'The capture ends soon after the SYN ACK, before the third segment',
  /** `after`: seconds from the connection's first segment to its last. */
  stillOpen: (p: { after: number }) =>
    'Still open when the capture ends' +
    (p.after > 0 ? ` (last segment after ${brief(p.after)})` : ''),
  unclear: () => 'Too little was captured to tell how it ended',
  loneSynAck: () => 'Only a SYN ACK from the server was captured',
  loneReset: (p: { who: Side }) => `Only an RST from ${the(p.who)} was captured`,
  /** The headline of a connection whose opening was not captured. */
  joinedLate: (p: { headline: string }) =>
    `Captured from the middle: ${p.headline.charAt(0).toLowerCase()}${p.headline.slice(1)}`,

  /** The main event of the connection, before its ending. */
  neverArrives: (p: { who: Side; sends: number; length: number }) =>
    `Segments of ${many(p.length, 'byte')} from ${the(p.who)} never get through: ` +
    `sent ${many(p.sends, 'time')}, not acknowledged`,
  fallsSilent: (p: { who: Side; n: number; over: number }) =>
    `${The(p.who)} stopped answering: ${many(p.n, 'retransmission')} over ${brief(p.over)} in vain`,
  stalledByWindow: (p: { who: Side; waited: number; of: number }) =>
    `Stalled for ${share(p.waited, p.of, brief)} by the zero window of ${the(p.who)}`,
  stalledByTimer: (p: { who: Side; waited: number; of: number }) =>
    `${The(p.who)} spent ${share(p.waited, p.of, brief)} waiting to retransmit`,
  eventFirst: (p: { event: string; headline: string }) =>
    `${p.event}; ${p.headline.charAt(0).toLowerCase()}${p.headline.slice(1)}`,

  // Brackets next to the ladder.
  opening: 'Opening',
  exchange: 'Request and response',
  data: 'Data',
  closing: 'Closing',
  openingMerged: (p: { segments: number; merged: number }) =>
    `4 logical steps in ${p.segments} segments: ${no(p.merged)} carries both the ACK and the SYN`,
  openingPlain: (p: { segments: number }) => `4 logical steps in ${p.segments} segments`,
  openingCrossed: (p: { segments: number }) =>
    `4 logical steps in ${p.segments} segments: the SYNs cross`,
  openingHalf: (p: { segments: number }) =>
    p.segments === 1
      ? 'One segment; no ACK of it was captured'
      : `${count(p.segments)} segments; the last ACK is missing`,
  openingUncaptured: () => 'No SYN ACK was captured',
  openingReplyOnly: (p: { row: number; third: boolean }) =>
    `The SYN was not captured; ${no(p.row)} answers it` + (p.third ? '' : ', and no ACK follows'),
  openingRefused: (p: { row: number }) => `The SYN is refused in ${no(p.row)}`,
  openingUnanswered: (p: { syns: number }) => `${many(p.syns, 'SYN')}, no answer`,
  payloadEachWay: (p: { up: number; down: number }) =>
    `${[p.up && `${exactBytes(p.up)} up`, p.down && `${exactBytes(p.down)} down`].filter(Boolean).join(', ')}`,
  closingMerged: (p: { segments: number; merged: number }) =>
    `4 logical steps in ${p.segments} segments: ${no(p.merged)} carries both the ACK and the FIN`,
  closingApart: (p: { segments: number; who: Side; ack: number; fin: number; apart: number }) =>
    `4 logical steps in ${p.segments} segments: ${the(p.who)} sent its ACK (${no(p.ack)}) and its FIN ` +
    `(${no(p.fin)}) ${span(p.apart)} apart`,
  closingCrossed: (p: { segments: number; first: number; second: number }) =>
    `4 logical steps in ${p.segments} segments: the FINs ${list([no(p.first), no(p.second)])} cross`,
  closingHalf: (p: { who: Side; row: number }) =>
    `Only ${the(p.who)} closes its direction (${no(p.row)})`,
  closingUnconfirmed: (p: { row: number }) => `No ACK of the FIN ${no(p.row)} was captured`,
  closingReset: (p: { who: Side; row: number }) =>
    `${The(p.who)} resets both directions in ${no(p.row)}`,
  closingResetInName: (p: { who: Side; row: number }) =>
    `${no(p.row)} resets both directions in ${the(p.who)}’s name`,
};
