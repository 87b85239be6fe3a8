// What is said of the segments that open a connection, or try to. Sequence numbers arrive as text,
// counted from the first one or as in the header; rows count from 0.
import { count } from '../../base/format';
import { The, brief, bytes, list, many, no, span, the } from './nouns';

type Side = 0 | 1;

export const opening = {
  asksToOpen: (p: { who: Side }) =>
    `${The(p.who)} asks to open a connection and names the first sequence number it will use.`,
  standsFor: (p: { who: Side; seq: string; isn: number }) =>
    `seq ${p.seq} stands for ${p.isn}, the first number ${the(p.who)} chose.`,
  isFirstNumber: (p: { who: Side; seq: string }) =>
    `seq ${p.seq} is the first number ${the(p.who)} chose.`,
  whyRandom: () =>
    'It is new and hard to guess, so that segments of an older connection, or forged ones, ' +
    'do not fit in; counted from 0 it is easier to follow.',
  synTakesOne: (p: { seq: string; next: string }) =>
    `A SYN takes one number although it carries no byte, so the answer must be ` +
    `ack ${p.next} = ${p.seq} + 1.`,
  mss: (p: { who: Side; mss: number }) =>
    `${The(p.who)} takes at most ${p.mss} bytes of data in one segment (MSS).`,
  synData: (p: { peer: Side; length: number; first: string; last: string; next: string }) =>
    `It carries ${bytes(p.length)} already, numbers ${p.first} to ${p.last} (TCP Fast Open). ` +
    `${The(p.peer)} may take them now, with ack ${p.next}, or leave them for after the handshake.`,
  asksAgain: (p: { who: Side; original: number; waited: number; attempt: number }) =>
    `No answer to ${no(p.original)} has reached ${the(p.who)} for ${span(p.waited)}, so it sends ` +
    `its SYN again: attempt ${p.attempt}.`,
  asksRefused: (p: {
    who: Side;
    refusal: number;
    original: number;
    waited: number;
    attempt: number;
  }) =>
    `Refused in ${no(p.refusal)}, ${the(p.who)} tries once more ${span(p.waited)} after ` +
    `${no(p.original)}: attempt ${p.attempt}.`,
  answerLate: (p: { who: Side; answer: number }) =>
    `The answer ${no(p.answer)} was captured, but came too late or was lost on its way to ` +
    `${the(p.who)}.`,
  doubles: (p: { waits: readonly number[] }) =>
    `The waits were ${list(p.waits.map(brief))}: each about twice the one before, so as not to ` +
    'add to congestion.',
  steady: (p: { waits: readonly number[] }) => `The waits were ${list(p.waits.map(brief))}.`,
  neverAnswered: () =>
    'No answer was captured. Whether the SYN was lost, filtered or ignored cannot be seen here.',
  sameNumber: (p: { seq: string }) =>
    `It has the same seq ${p.seq}: a repeated SYN is still the same attempt.`,

  answersAndAsks: (p: { who: Side; peer: Side }) =>
    `One segment does two jobs: it confirms ${the(p.peer)}’s SYN and sends ${the(p.who)}’s own. ` +
    'That is why opening needs three segments and not four.',
  synConfirmed: (p: { ack: string; seq: string }) =>
    `ack ${p.ack} = ${p.seq} + 1. A SYN takes one number although it carries no byte.`,
  wrongAck: (p: { peer: Side; ack: string; wanted: string }) =>
    `ack ${p.ack} does not confirm ${the(p.peer)}’s SYN, which takes ack ${p.wanted}: it ` +
    'belongs to an older attempt, or is forged.',
  synDataTaken: (p: { ack: string; seq: string; length: number }) =>
    `ack ${p.ack} = ${p.seq} + 1 + ${p.length}: the SYN and the ${bytes(p.length)} in it are taken.`,
  synDataLeft: (p: { ack: string; seq: string; length: number; peer: Side }) =>
    `ack ${p.ack} = ${p.seq} + 1 confirms the SYN alone: the ${bytes(p.length)} in it are not ` +
    `taken, and ${the(p.peer)} has to send them again.`,
  answersAgain: (p: { who: Side; original: number; waited: number; repeat: number }) =>
    `For ${span(p.waited)} since ${no(p.original)} no segment that confirms it has reached ` +
    `${the(p.who)}, so it sends its SYN ACK again: repeat ${p.repeat}.`,
  answersRepeatedSyn: (p: { who: Side; syn: number; repeat: number }) =>
    `The SYN came again (${no(p.syn)}), so ${the(p.who)} answers again: repeat ${p.repeat}.`,
  thirdMissing: (p: { who: Side }) =>
    `The third segment never comes in this capture: ${the(p.who)} stays in SYN-RECEIVED.`,
  holdsPlace: (p: { who: Side }) =>
    `Until ${the(p.who)} gives up, the half-open connection takes a place in its queue, unless SYN ` +
    'cookies save that place; they cannot be seen on the wire.',
  oneOfMany: (p: { halfOpen: number; port: number; sources: number; within: number }) =>
    `It is one of ${count(p.halfOpen)} half-open connections to port ${p.port} within ` +
    `${brief(p.within)}, from ${many(p.sources, 'address', 'addresses')}: ` +
    'many that fill the queue together are a SYN flood.',

  confirmsHandshake: (p: { who: Side; peer: Side; ack: string; seq: string }) =>
    `${The(p.who)} confirms: ack ${p.ack} = ${p.seq} + 1. When this arrives ${the(p.peer)} is ` +
    'ESTABLISHED too.',
  whyThree: (p: { peer: Side; segments: number; merged: number }) =>
    `Each end has announced its first number and had it confirmed: 4 logical steps in ` +
    `${p.segments} segments, as ${no(p.merged)} carries both the ACK and the SYN. With two ` +
    `segments ${the(p.peer)} would not know that its own number had arrived.`,
  noNumber: () => 'The segment has no data and takes no number.',
  completesToo: (p: { peer: Side }) =>
    `It also completes the handshake: when it arrives ${the(p.peer)} is ESTABLISHED.`,

  crossingSyn: (p: { who: Side; other: number }) =>
    `${The(p.who)} asks to open too. Its SYN confirms nothing, so it was sent before ` +
    `${no(p.other)} arrived: the SYNs cross, a simultaneous open.`,
  crossingSynAck: (p: { who: Side; ack: string; seq: string; own: string }) =>
    `${The(p.who)} confirms the SYN that crossed its own, ack ${p.ack} = ${p.seq} + 1, and ` +
    `repeats its own SYN with the same seq ${p.own}.`,
  whyFourToOpen: () =>
    'Each end needs its SYN confirmed; as both were sent before either arrived, no segment could ' +
    'do both jobs the first time, and opening takes four.',
  straySyn: (p: { peer: Side }) =>
    `The connection exists already, so ${the(p.peer)} answers a SYN with an ACK of what it ` +
    'expects (challenge ACK) and nothing changes.',
  newNumber: (p: { who: Side; seq: string; before: string }) =>
    `${The(p.who)} answers with another first number, ${p.seq} and not ${p.before}: it has ` +
    'forgotten its first answer, as after a restart or with SYN cookies.',
  filedLate: () => 'It was sent earlier than its place in the capture says.',
  oldConnection: (p: { who: Side; ack: string }) =>
    `ack ${p.ack} does not answer the SYN: ${the(p.who)} still lives in an earlier connection on ` +
    'these ports.',
  portsAgain: () =>
    'The same addresses and ports carried a connection before; the new first number tells the two ' +
    'apart.',
  seenTwice: (p: { first: number; after: number }) =>
    `${no(p.first)} has the same flags and numbers and came ${span(p.after)} before: too soon for ` +
    'its sender to repeat it, so the capture shows one packet twice.',
  eachTwice: () =>
    'So it is with nearly every segment here: it listened on two interfaces, or on a mirrored port.',
};
