// What is said of data, acknowledgments, windows and keep-alive.
import { count } from '../../base/format';
import { The, bytes, list, many, no, nth, span, the } from './nouns';

type Side = 0 | 1;

const sum = (p: { length: number; seq: string; next: string }) =>
  `${bytes(p.length)} from seq ${p.seq}, so the next number is ${p.seq} + ${p.length} = ${p.next}.`;

/** Nothing where the clock ran backwards. */
const later = (seconds: number) => (seconds < 0 ? '' : ` ${span(seconds)} later`);

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
    `It fits in one segment, as ${the(p.peer)}’s MSS is ${p.mss}.`,
  fillsMss: (p: { peer: Side }) => `It is as long as ${the(p.peer)}’s MSS allows.`,
  overMss: (p: { peer: Side; mss: number }) =>
    `It is longer than ${the(p.peer)}’s MSS of ${p.mss}: network cards cut and join segments, ` +
    'and the capture shows them joined.',
  partOfRun: (p: { who: Side; index: number; of: number; total: number }) =>
    `It is segment ${p.index} of ${count(p.of)} in a row from ${the(p.who)}, ${bytes(p.total)} in ` +
    'all.',
  confirmsToo: (p: { ack: string; bytes: number }) => `ack ${p.ack} confirms ${bytes(p.bytes)}.`,
  halfClosed: (p: { who: Side; peer: Side; fin: number }) =>
    `${The(p.peer)} closed its own direction in ${no(p.fin)}, but this one is open still: the ` +
    `connection is half-closed, and ${the(p.who)} may send on.`,
  ahead: (p: { peer: Side; missing: number; seq: string; expected: string }) =>
    `Before it ${p.missing === 1 ? '1 byte is' : `${bytes(p.missing)} are`} missing: it begins at ` +
    `${p.seq}, but ${p.expected} comes next. ${The(p.peer)} can keep it, not confirm it.`,
  filledBy: (p: { row: number; after: number }) =>
    `${no(p.row)} brings the missing bytes${later(p.after)}.`,
  fillsHole: (p: { seq: string }) =>
    `It brings the bytes from ${p.seq} that were missing: it was overtaken on the way, or sent ` +
    'before and lost ahead of the capture.',
  resendsSynData: (p: { who: Side; peer: Side; answer: number }) =>
    `${The(p.peer)} did not take the data of the SYN (${no(p.answer)}), so ${the(p.who)} sends it ` +
    'again now; nothing was lost.',
  neverFilled: () => 'What is missing does not come later in this capture.',
  overlaps: (p: { bytes: number; original: number }) =>
    `Its first ${bytes(p.bytes)} repeat what was sent before, as in ${no(p.original)}.`,

  repeats: (p: { first: string; last: string; original: number; waited: number }) =>
    p.first === p.last
      ? `It repeats number ${p.first} of ${no(p.original)}, ${span(p.waited)} later.`
      : `It repeats the numbers ${p.first} to ${p.last} of ${no(p.original)}, ` +
        `${span(p.waited)} later.`,
  repeatsUnseen: (p: { first: string; last: string }) =>
    `The numbers ${p.first} to ${p.last} were sent before, in a segment that was not captured.`,
  noAckYet: (p: { who: Side; timer: boolean }) =>
    `No ACK of them was captured until here: ${p.timer ? `${the(p.who)}’s timer ran out, as ` : ''}` +
    'they, or the ACK, were lost or late.',
  hinted: (p: { n: number; original: number; ack: string }) =>
    `No ACK of them was captured until here; since ${no(p.original)} ack ${p.ack} came again ` +
    `${many(p.n, 'time')}, as behind a hole.`,
  fast: (p: { who: Side; duplicates: number; ack: string }) =>
    `${p.duplicates} duplicate ACKs asked for ${p.ack}, so ${the(p.who)} repeats it without waiting ` +
    'for its timer (fast retransmission).',
  ackedAlready: (p: { ack: string; row: number }) =>
    `ack ${p.ack} in ${no(p.row)} had confirmed them, so the repetition was not needed: that ACK ` +
    'was lost or late.',

  confirms: (p: { peer: Side; who: Side; ack: string; last: string }) =>
    `ack ${p.ack}: ${the(p.who)} has every byte up to ${p.last}. This segment has no data and ` +
    'takes no number.',
  confirmsSum: (p: { ack: string; seq: string; length: number; of: number }) =>
    `ack ${p.ack} = ${p.seq} + ${p.length}, the number after the last byte of ${no(p.of)}. An ACK ` +
    'names the next number wanted.',
  confirmsSeveral: (p: { first: number; last: number; segments: number; bytes: number }) =>
    `It confirms ${
      p.segments === 2
        ? list([no(p.first), no(p.last)])
        : `${p.segments} segments, ` + `${no(p.first)} to ${no(p.last)},`
    } at once: ${bytes(p.bytes)}.`,
  confirmsPart: (p: { bytes: number }) => `It confirms ${bytes(p.bytes)}.`,
  after: (p: { of: number; waited: number }) => `It comes ${span(p.waited)} after ${no(p.of)}.`,
  nothingNew: (p: { ack: string }) =>
    `ack ${p.ack} was sent before: it confirms nothing new, and the segment takes no number.`,
  wants: (p: { who: Side; ack: string }) =>
    `ack ${p.ack} is the number ${the(p.who)} expects next; what it confirms was not captured.`,
  noAck: (p: { peer: Side }) =>
    `ACK is not set, as it must be in every segment after the first: ${the(p.peer)} drops this one.`,
  duplicate: (p: { ack: string; first: number; n: number }) =>
    `ack ${p.ack} again, as in ${no(p.first)}: the ${nth(p.n)} duplicate.`,
  whyDuplicates: (p: { ack: string; peer: Side }) =>
    `A receiver repeats its ACK for each segment that arrives behind a hole: ${p.ack} is still ` +
    `missing. After three duplicates ${the(p.peer)} may repeat it without waiting for its timer.`,
  noHole: (p: { ack: string; peer: Side }) =>
    `${The(p.peer)} was seen to send nothing from ${p.ack} on, so nothing is missing: a receiver ` +
    'also repeats its ACK for each segment it has had before.',
  repeatedBy: (p: { row: number; after: number }) => `${no(p.row)} brings it${later(p.after)}.`,
  beyond: (p: { peer: Side; ack: string; next: string }) =>
    `ack ${p.ack} lies beyond ${p.next}, the end of what ${the(p.peer)} was seen to send: the ` +
    'capture misses segments, or the ACK is not valid.',

  roomLeft: (p: { who: Side; window: number; before: number }) =>
    `win ${p.window}, before ${p.before}: ${the(p.who)} has room for ${bytes(p.window)}.`,
  roomAgain: (p: { who: Side; peer: Side; window: number }) =>
    `win ${p.window} after win 0: ${the(p.who)} has room again, and ${the(p.peer)} may go on.`,
  noRoom: (p: { who: Side; peer: Side }) =>
    `win 0: ${the(p.who)}’s buffer is full. ${The(p.peer)} has to stop until a window opens.`,
  fillsWindow: (p: { who: Side; peer: Side }) =>
    `With it ${the(p.peer)}’s window is used up: ${the(p.who)} has to wait for an ACK or more room.`,
  probesWindow: (p: { who: Side; peer: Side; length: number }) =>
    `${The(p.peer)} had announced win 0, so ${the(p.who)} sends ${bytes(p.length)} all the same: ` +
    'the answer tells whether there is room.',
  probesWindowOld: (p: { who: Side; peer: Side; seq: string; next: string }) =>
    `${The(p.peer)} had announced win 0, so ${the(p.who)} sends seq ${p.seq}, one less than its ` +
    `next number ${p.next}: ${the(p.peer)} has to answer, and tells whether there is room.`,
  probeRepeated: (p: { n: number; interval: number }) =>
    `It is probe ${p.n}, ${span(p.interval)} after the one before; the waits grow.`,
  stillNoRoom: (p: { who: Side }) =>
    `win 0 still: ${the(p.who)} has no room, but the connection is alive.`,

  probes: (p: { who: Side; peer: Side; silence: number; seq: string; next: string }) =>
    `After ${span(p.silence)} of silence ${the(p.who)} sends a keep-alive probe: seq ${p.seq} is ` +
    `one less than its next number ${p.next}, so ${the(p.peer)}, if it is there, has to answer ` +
    'with an ACK.',
  probeNumber: (p: { n: number; interval: number }) =>
    `It is probe ${p.n}, ${span(p.interval)} after the one before.`,
  probeAnswered: (p: { row: number; after: number }) =>
    `${no(p.row)} answers it ${span(p.after)} later.`,
  probeUnanswered: () =>
    'No answer to it was captured. After several unanswered probes an end gives the connection up.',
  notHttp: () =>
    'HTTP keep-alive is another thing: it leaves the connection open for the next request and ' +
    'sends no segment.',
  answersProbe: (p: { who: Side; probe: number; after: number; ack: string }) =>
    `It answers the probe ${no(p.probe)} after ${span(p.after)}: ack ${p.ack} as before. ` +
    `${The(p.who)} is there and still has the connection.`,
  noStateChange: () => 'No new byte moves and no state changes.',

  midStream: () =>
    'The capture began after the connection did: both ends are taken to be ESTABLISHED, and the ' +
    'numbers count from the first ones seen.',
  urgent: () => 'URG is set: part of the data is marked as urgent.',
};
