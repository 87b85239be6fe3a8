// Texts about the segments that open a connection, or try to. Sequence numbers are passed as text,
// relative or as in the header; rows count from 0.
import { count } from '../../base/format';
import { The, brief, bytes, list, many, no, span, the } from './nouns';

type Side = 0 | 1;

export const opening = {
  asksToOpen: (p: { who: Side }) =>
    `${The(p.who)} asks to open a connection and announces its initial sequence number.`,
  standsFor: (p: { who: Side; seq: string; isn: number }) =>
    `seq ${p.seq} represents ${p.isn}, the initial sequence number that ${the(p.who)} chose.`,
  isFirstNumber: (p: { who: Side; seq: string }) =>
    `seq ${p.seq} is the initial sequence number that ${the(p.who)} chose.`,
  whyRandom: () =>
    'A new number for each connection keeps segments of an older one out. Counted from 0 it is ' +
    'easier to follow.',
  synTakesOne: (p: { seq: string; next: string }) =>
    `A SYN takes one sequence number although it carries no data, so it must be acknowledged with ` +
    `ack ${p.next} = ${p.seq} + 1.`,
  mss: (p: { who: Side; mss: number }) =>
    `${The(p.who)} accepts at most ${p.mss} bytes of data in one segment (MSS).`,
  synData: (p: {
    peer: Side;
    length: number;
    first: string;
    last: string;
    next: string;
    fastOpen: boolean;
  }) =>
    `It already carries ${bytes(p.length)}, sequence numbers ${p.first} to ${p.last}` +
    `${p.fastOpen ? ' (TCP Fast Open)' : ''}. ` +
    `${The(p.peer)} may accept them now, with ack ${p.next}, or leave them until after the handshake.`,
  asksAgain: (p: { who: Side; original: number; waited: number; attempt: number }) =>
    `No answer to ${no(p.original)} has reached ${the(p.who)}${p.waited > 0 ? ` for ${span(p.waited)}` : ''}, so it ` +
    `retransmits its SYN: attempt ${p.attempt}.`,
  asksRefused: (p: {
    who: Side;
    refusal: number;
    original: number;
    waited: number;
    attempt: number;
  }) =>
    `After the refusal in ${no(p.refusal)}, ${the(p.who)} tries again, ${span(p.waited)} after ` +
    `${no(p.original)}: attempt ${p.attempt}.`,
  answerLate: (p: { who: Side; answer: number }) =>
    `The answer ${no(p.answer)} was captured, but it arrived too late or was lost on its way to ` +
    `${the(p.who)}.`,
  doubles: (p: { waits: readonly number[] }) =>
    `The waits were ${list(p.waits.map(brief))}: each about twice the previous one, to avoid adding ` +
    'to congestion.',
  steady: (p: { waits: readonly number[] }) => `The waits were ${list(p.waits.map(brief))}.`,
  neverAnswered: () =>
    'No answer was captured. Whether the SYN was lost, filtered or ignored is not visible here.',
  sameNumber: (p: { seq: string }) =>
    `It has the same seq ${p.seq}: a retransmitted SYN still asks for the same connection.`,

  answersAndAsks: (p: { who: Side; peer: Side }) =>
    `One segment does two jobs: it acknowledges ${the(p.peer)}’s SYN and sends ${the(p.who)}’s own. ` +
    'This is why opening takes three segments, not four.',
  synConfirmed: (p: { ack: string; seq: string }) =>
    `ack ${p.ack} = ${p.seq} + 1. A SYN takes one sequence number although it carries no data.`,
  wrongAck: (p: { peer: Side; ack: string; wanted: string }) =>
    `ack ${p.ack} does not acknowledge ${the(p.peer)}’s SYN, which requires ack ${p.wanted}: ` +
    `${the(p.peer)} does not accept it.`,
  synDataTaken: (p: { ack: string; seq: string; length: number }) =>
    `ack ${p.ack} = ${p.seq} + 1 + ${p.length}: it acknowledges the SYN and the ${bytes(p.length)} in it.`,
  synDataLeft: (p: { ack: string; seq: string; length: number; peer: Side }) =>
    `ack ${p.ack} = ${p.seq} + 1 acknowledges the SYN alone: the ${bytes(p.length)} in it ` +
    `${p.length === 1 ? 'is' : 'are'} not accepted, and ${the(p.peer)} must send ` +
    `${p.length === 1 ? 'it' : 'them'} again.`,
  answersAgain: (p: { who: Side; original: number; waited: number; repeat: number }) =>
    (p.waited > 0
      ? `For ${span(p.waited)} since ${no(p.original)}, no segment that acknowledges it has reached `
      : `Since ${no(p.original)}, no segment that acknowledges it has reached `) +
    `${the(p.who)}, so it retransmits its SYN ACK: retransmission ${p.repeat}.`,
  answersRepeatedSyn: (p: { who: Side; syn: number; repeat: number }) =>
    `The SYN arrived again (${no(p.syn)}), so ${the(p.who)} answers again: retransmission ${p.repeat}.`,
  thirdMissing: (p: { who: Side }) =>
    `The third segment does not appear in this capture: as far as it shows, ${the(p.who)} stays in ` +
    'SYN-RECEIVED.',
  holdsPlace: (p: { who: Side }) =>
    `Until ${the(p.who)} gives up, the half-open connection occupies a place in its queue, unless it ` +
    'uses SYN cookies, which are not visible in the capture.',
  oneOfMany: (p: { halfOpen: number; port: number; sources: number; within: number }) =>
    `It is one of ${count(p.halfOpen)} half-open connections to port ${p.port} within ` +
    `${brief(p.within)}, from ${many(p.sources, 'address', 'addresses')}: ` +
    'many that fill the queue together are a SYN flood.',

  confirmsHandshake: (p: { who: Side; peer: Side; ack: string; seq: string }) =>
    `${The(p.who)} acknowledges: ack ${p.ack} = ${p.seq} + 1. When this segment arrives, ` +
    `${the(p.peer)} is ESTABLISHED too.`,
  whyThree: (p: { peer: Side; segments: number; merged: number }) =>
    `Each end has announced its initial sequence number and received an acknowledgment of it: ` +
    `4 logical steps in ${p.segments} segments, because ${no(p.merged)} carries both the ACK and ` +
    `the SYN. With two segments ${the(p.peer)} would not know whether its own number had arrived.`,
  noNumber: () => 'The segment carries no data and takes no sequence number.',
  completesToo: (p: { peer: Side }) =>
    `It also completes the handshake: when it arrives ${the(p.peer)} is ESTABLISHED.`,

  crossingSyn: (p: { who: Side; other: number }) =>
    `${The(p.who)} asks to open too. Its SYN acknowledges nothing, so it was sent before ` +
    `${no(p.other)} arrived: the SYNs cross (simultaneous open).`,
  crossingSynAck: (p: { who: Side; ack: string; seq: string; own: string }) =>
    `${The(p.who)} acknowledges the SYN that crossed its own, ack ${p.ack} = ${p.seq} + 1, and ` +
    `repeats its own SYN with the same seq ${p.own}.`,
  whyFourToOpen: () =>
    'Each end needs an acknowledgment of its SYN. Both SYNs were sent before either arrived, so no ' +
    'segment could do both jobs at first, and opening takes four.',
  straySyn: (p: { peer: Side }) =>
    `The connection already exists, so ${the(p.peer)} answers a SYN with an ACK of what it expects ` +
    '(challenge ACK), and nothing changes.',
  newNumber: (p: { who: Side; seq: string; before: string }) =>
    `${The(p.who)} answers with another initial sequence number, ${p.seq} instead of ${p.before}: it ` +
    'has no record of its first answer, as after a restart or with SYN cookies.',
  /** `row`: an earlier SYN ACK with the same number; `before`: the number of the previous one. */
  numberAgain: (p: { who: Side; seq: string; row: number; before: string }) =>
    `${The(p.who)} answers with seq ${p.seq} again, as in ${no(p.row)}, instead of ${p.before}: two ` +
    'answers come in turn, as from two machines behind one address.',
  /** The previous SYN ACK, in `row`, did not acknowledge the SYN. */
  otherNumber: (p: { who: Side; seq: string; before: string; row: number }) =>
    `${The(p.who)} answers with another initial sequence number than in ${no(p.row)}, ${p.seq} instead ` +
    `of ${p.before}; ${no(p.row)} did not acknowledge this SYN.`,
  filedLate: () => 'It was sent earlier than its position in the capture suggests.',
  oldConnection: (p: { who: Side; ack: string }) =>
    `ack ${p.ack} does not answer the SYN: ${the(p.who)} still has an older connection open on ` +
    'these ports.',
  portsAgain: () =>
    'An earlier connection used the same addresses and ports (port reuse); the new initial sequence ' +
    'number tells the two apart.',
  seenTwice: (p: { first: number; after: number }) =>
    `${no(p.first)} has the same flags and numbers and was captured ${span(p.after)} earlier: too ` +
    'soon for a retransmission, so the capture contains one packet twice.',
  eachTwice: () =>
    'Nearly every segment here was captured twice: on two interfaces, or on a mirrored port.',
};
