// Texts about data, acknowledgments, windows and keep-alives.
import { count } from '../../base/format';
import { The, bytes, list, many, no, nth, span, the } from './nouns';

type Side = 0 | 1;

const sum = (p: { length: number; seq: string; next: string }) =>
  `${bytes(p.length)} from seq ${p.seq}, so the next sequence number is ` +
  `${p.seq} + ${p.length} = ${p.next}.`;

/** Empty if the clock stood still or ran backwards. */
const later = (seconds: number) => (seconds <= 0 ? '' : ` ${span(seconds)} later`);
const since = (seconds: number) => (seconds <= 0 ? '' : `, ${span(seconds)} later`);

export const exchange = {
  request: (p: { length: number; seq: string; next: string }) => `The request: ${sum(p)}`,
  response: (p: { length: number; seq: string; next: string }) => `The response: ${sum(p)}`,
  requestBegins: (p: { length: number; seq: string; next: string }) =>
    `The request begins: ${sum(p)}`,
  responseBegins: (p: { length: number; seq: string; next: string }) =>
    `The response begins: ${sum(p)}`,
  sends: (p: { who: Side; length: number; seq: string; next: string }) =>
    `${The(p.who)} sends ${sum(p)}`,
  fitsMss: (p: { peer: Side; mss: number }) =>
    `It fits in one segment, because ${the(p.peer)}’s MSS is ${p.mss}.`,
  fillsMss: (p: { peer: Side }) => `It is as long as ${the(p.peer)}’s MSS allows.`,
  overMss: (p: { peer: Side; mss: number }) =>
    `It exceeds ${the(p.peer)}’s MSS of ${p.mss}: network cards split and merge segments, ` +
    'and the capture shows them merged.',
  partOfRun: (p: { who: Side; index: number; of: number; total: number }) =>
    `It is segment ${count(p.index)} of ${count(p.of)} in a row from ${the(p.who)}, ` +
    `${bytes(p.total)} in total.`,
  confirmsToo: (p: { ack: string; bytes: number }) =>
    `ack ${p.ack} acknowledges ${bytes(p.bytes)}.`,
  halfClosed: (p: { who: Side; peer: Side; fin: number }) =>
    `${The(p.peer)} closed its own direction in ${no(p.fin)}, but this direction is still open: the ` +
    `connection is half-closed, and ${the(p.who)} may keep sending.`,
  ahead: (p: { peer: Side; missing: number; seq: string; expected: string }) =>
    `${bytes(p.missing)} ${p.missing === 1 ? 'is' : 'are'} missing before it: it starts at ${p.seq}, ` +
    `but ${p.expected} is next. ${The(p.peer)} may keep it but cannot acknowledge it yet.`,
  /** The receiver acknowledges the missing bytes, so they are only missing in the capture. */
  aheadUncaptured: (p: {
    peer: Side;
    missing: number;
    expected: string;
    ack: number;
    whole: boolean;
  }) =>
    `The capture lacks ${bytes(p.missing)} before it, from ${p.expected} on: ${the(p.peer)} ` +
    `acknowledges ${p.whole ? (p.missing === 1 ? 'it' : 'them') : 'the first of them'} in ` +
    `${no(p.ack)}.`,
  aheadUntold: (p: { missing: number; expected: string }) =>
    `The capture lacks ${bytes(p.missing)} before it, from ${p.expected} on.`,
  filledBy: (p: { row: number; after: number; whole: boolean }) =>
    `${no(p.row)} carries ${p.whole ? 'the missing bytes' : 'the first of them'}${later(p.after)}.`,
  /** `joined`: the capture began after the connection did. */
  fillsHole: (p: { seq: string; joined: boolean }) =>
    `It carries the bytes from ${p.seq} that were missing: it was overtaken on the way, or it was ` +
    `sent earlier and lost before the capture point${p.joined ? ', or before the capture began' : ''}.`,
  /** A segment that cannot belong to the connection. */
  stray: (p: { peer: Side; seq: string; expected: string }) =>
    `seq ${p.seq} cannot belong to this connection, in which ${the(p.peer)} expects ${p.expected}: ` +
    'it discards the segment and answers with an ACK.',
  ackedBy: (p: { row: number; after: number }) => `${no(p.row)} acknowledges it${later(p.after)}.`,
  resendsSynData: (p: { who: Side; peer: Side; answer: number }) =>
    `${The(p.peer)} did not accept the data in the SYN (${no(p.answer)}), so ${the(p.who)} sends it ` +
    'again now; nothing was lost.',
  overlaps: (p: { bytes: number; original: number }) =>
    p.bytes === 1
      ? `Its first byte was sent before, in ${no(p.original)}.`
      : `Its first ${bytes(p.bytes)} were sent before, beginning in ${no(p.original)}.`,
  /** The sender does not count its SYN. */
  sharesNumber: (p: { seq: string; syn: number }) =>
    `It starts at ${p.seq}, the number of the SYN ${no(p.syn)}, as if a SYN took none.`,

  repeats: (p: { first: string; last: string; original: number; waited: number }) =>
    p.first === p.last
      ? `It retransmits sequence number ${p.first} of ${no(p.original)}${since(p.waited)}.`
      : `It retransmits sequence numbers ${p.first} to ${p.last} of ${no(p.original)}${since(p.waited)}.`,
  ackedUncaptured: (p: { first: string; last: string }) =>
    `Sequence numbers ${p.first} to ${p.last} were acknowledged earlier in the capture, but not ` +
    'captured: this segment was recorded late, or it retransmits one that was not recorded.',
  noAckYet: (p: { who: Side; timer: boolean; early: boolean }) =>
    'No ACK of them has been captured so far' +
    (p.timer
      ? `: ${the(p.who)}’s retransmission timer expired, because they or their ACK were lost or late.`
      : p.early
        ? '.'
        : ': they or their ACK were lost or late.'),
  hinted: (p: { n: number; original: number; ack: string }) =>
    `No ACK of them has been captured so far; since ${no(p.original)}, ack ${p.ack} was repeated ` +
    `${many(p.n, 'time')}, as after a gap.`,
  fast: (p: { who: Side; duplicates: number; ack: string }) =>
    `${many(p.duplicates, 'duplicate ACK')} asked for ${p.ack}, so ${the(p.who)} retransmits it ` +
    'without waiting for its timer (fast retransmission).',
  fastLate: (p: { who: Side; duplicates: number; ack: string; after: number }) =>
    `${many(p.duplicates, 'duplicate ACK')} asked for ${p.ack}; ${the(p.who)} retransmits it ` +
    `${span(p.after)} after the last of them.`,
  ackedAlready: (p: { ack: string; row: number }) =>
    `ack ${p.ack} in ${no(p.row)} had already acknowledged them, so the retransmission is spurious: ` +
    'that ACK was lost or late.',

  confirms: (p: { peer: Side; who: Side; ack: string; last: string }) =>
    `ack ${p.ack}: ${the(p.who)} has received every byte up to ${p.last}. This segment carries no ` +
    'data and takes no sequence number.',
  /** The ACK covers no known byte. */
  expects: (p: { who: Side; ack: string }) =>
    `ack ${p.ack} is the sequence number ${the(p.who)} expects next. This segment carries no data ` +
    'and takes no sequence number.',
  confirmsSum: (p: { ack: string; seq: string; length: number; of: number }) =>
    `ack ${p.ack} = ${p.seq} + ${p.length}, the sequence number after the last byte of ${no(p.of)}. ` +
    'An ACK gives the next sequence number expected.',
  confirmsSeveral: (p: { first: number; last: number; segments: number; bytes: number }) =>
    `It acknowledges ${
      p.segments === 2
        ? list([no(p.first), no(p.last)])
        : `${count(p.segments)} segments, ${no(p.first)} to ${no(p.last)},`
    } at once: ${bytes(p.bytes)}.`,
  confirmsPart: (p: { bytes: number }) => `It acknowledges ${bytes(p.bytes)}.`,
  after: (p: { of: number; waited: number }) => `It follows ${no(p.of)} after ${span(p.waited)}.`,
  nothingNew: (p: { ack: string }) =>
    `ack ${p.ack} was sent before: it acknowledges nothing new, and the segment takes no sequence ` +
    'number.',
  wants: (p: { who: Side; ack: string }) =>
    `ack ${p.ack} is the sequence number ${the(p.who)} expects next; what it acknowledges was not ` +
    'captured.',
  noAck: (p: { peer: Side }) =>
    `The ACK flag is not set, although every segment after the first must set it: ${the(p.peer)} ` +
    'discards this one.',
  duplicate: (p: { ack: string; first: number; n: number }) =>
    `ack ${p.ack} again, as in ${no(p.first)}: the ${nth(p.n)} duplicate.`,
  whyDuplicates: (p: { ack: string; peer: Side }) =>
    `A receiver repeats its ACK for each segment that arrives after a gap: ${p.ack} is still ` +
    `missing. After three duplicates ${the(p.peer)} may retransmit it without waiting for its timer.`,
  noHole: (p: { ack: string; peer: Side }) =>
    `${The(p.peer)} was not seen to send data after ${p.ack} that could wait for it, so this ACK ` +
    'reports no gap.',
  /** The capture lacks what the ACKs acknowledge. */
  whyUnseen: (p: { peer: Side }) =>
    `The capture lacks what ${the(p.peer)} sent here, so the reason for the repetition is not visible.`,
  repeatedBy: (p: { row: number; after: number }) => `${no(p.row)} carries it${later(p.after)}.`,
  beyond: (p: { peer: Side; ack: string; missing: number }) =>
    `ack ${p.ack} covers ${many(p.missing, 'sequence number')} of ${the(p.peer)} that ` +
    `${p.missing === 1 ? 'is' : 'are'} not in the capture.`,
  /** The acknowledged segment was captured after the ACK. */
  beyondLate: (p: { ack: string; row: number }) =>
    `ack ${p.ack} acknowledges ${no(p.row)}, which was recorded later.`,

  roomLeft: (p: { who: Side; window: number; before: number }) =>
    `win ${p.window}, previously ${p.before}: ${the(p.who)} can receive ${bytes(p.window)}.`,
  roomAgain: (p: { who: Side; peer: Side; window: number }) =>
    `win ${p.window} after win 0: ${the(p.who)} can receive again, and ${the(p.peer)} may continue.`,
  noRoom: (p: { who: Side; peer: Side }) =>
    `win 0: ${the(p.who)}’s buffer is full. ${The(p.peer)} must stop until the window opens.`,
  fillsWindow: (p: { who: Side; peer: Side }) =>
    `It uses up ${the(p.peer)}’s window: ${the(p.who)} must wait for an ACK or a larger window.`,
  probesWindow: (p: { who: Side; peer: Side; length: number }) =>
    `${The(p.peer)} had announced win 0; ${the(p.who)} sends ${bytes(p.length)} anyway: ` +
    'the answer shows whether the window has opened.',
  probesWindowOld: (p: { who: Side; peer: Side; seq: string; next: string }) =>
    `${The(p.peer)} had announced win 0, so ${the(p.who)} sends seq ${p.seq}, one less than its next ` +
    `sequence number ${p.next}: ${the(p.peer)} must answer, and the answer shows whether the window ` +
    'has opened.',
  probeRepeated: (p: { n: number; interval: number }) =>
    `It is probe ${p.n}, ${span(p.interval)} after the previous one; the intervals grow.`,
  stillNoRoom: (p: { who: Side }) =>
    `Still win 0: ${the(p.who)} cannot receive data, but the connection is alive.`,

  probes: (p: { who: Side; peer: Side; silence: number; seq: string; next: string }) =>
    (p.silence > 0 ? `After ${span(p.silence)} idle, ${the(p.who)}` : The(p.who)) +
    ` sends a keep-alive probe: seq ${p.seq} is ` +
    `one less than its next sequence number ${p.next}, so ${the(p.peer)}, if it is alive, must ` +
    'answer with an ACK.',
  probeNumber: (p: { n: number; interval: number }) =>
    `It is probe ${p.n}, ${span(p.interval)} after the previous one.`,
  probeAnswered: (p: { row: number; after: number }) =>
    `${no(p.row)} answers it ${span(p.after)} later.`,
  probeUnanswered: () =>
    'No answer to it was captured. After several unanswered probes an end aborts the connection.',
  notHttp: () =>
    'HTTP keep-alive is something else: it keeps the connection open for the next request and ' +
    'sends no segments.',
  answersProbe: (p: { who: Side; probe: number; after: number; ack: string }) =>
    `It answers probe ${no(p.probe)} after ${span(p.after)}: ack ${p.ack} as before. ` +
    `${The(p.who)} is alive and still has the connection.`,
  noStateChange: () => 'No new data is sent and no state changes.',

  midStream: () =>
    'The capture began after the connection did: both ends are assumed to be ESTABLISHED, and ' +
    'sequence numbers count from the first ones seen.',
  rolesGuessed: () =>
    'Which end is the client is a guess from the port numbers: no SYN was captured.',
  urgent: () => 'URG is set: part of the data is marked urgent.',
};
