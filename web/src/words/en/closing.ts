// Texts about FIN, TIME-WAIT and RST.
import { The, bytes, many, no, span, the } from './nouns';

type Side = 0 | 1;

const finTakes = (next: string) =>
  `A FIN takes one sequence number, so it must be acknowledged with ack ${next}.`;

export const closing = {
  closesAfterSilence: (p: { who: Side; idle: number }) =>
    `After ${span(p.idle)} idle, ${the(p.who)} closed its direction.`,
  closesAfterProbes: (p: { who: Side; idle: number; probes: number }) =>
    `After ${span(p.idle)} with nothing but ${many(p.probes, 'keep-alive probe')}, ` +
    `${the(p.who)} closed its direction.`,
  closes: (p: { who: Side }) => `${The(p.who)} has nothing more to send and closes its direction.`,
  stillReceives: (p: { peer: Side }) =>
    `It can still receive: the other direction stays open until ${the(p.peer)} closes it.`,
  finAfterData: (p: { seq: string; first: string; bytes: number; next: string }) =>
    `seq ${p.seq} = ${p.first} + ${p.bytes}, the sequence number after its last byte. ` +
    finTakes(p.next),
  finWithoutData: (p: { who: Side; seq: string; next: string }) =>
    `seq ${p.seq}: ${the(p.who)} sent no data. ${finTakes(p.next)}`,
  finWithData: (p: { length: number; first: string; last: string; fin: string; next: string }) =>
    `It also carries ${bytes(p.length)}, sequence numbers ${p.first} to ${p.last}. The FIN takes ` +
    `${p.fin}, so it must be acknowledged with ack ${p.next}.`,
  finTakesOne: (p: { fin: string; next: string }) =>
    `The FIN takes sequence number ${p.fin}, so it must be acknowledged with ack ${p.next}.`,

  finWaits: (p: {
    peer: Side;
    missing: number;
    expected: string;
    filler: number;
    whole: boolean;
  }) =>
    `${bytes(p.missing)} from ${p.expected} ${p.missing === 1 ? 'is' : 'are'} missing before it, so ` +
    `${the(p.peer)} cannot process the FIN yet; ${no(p.filler)} ${p.whole ? 'fills' : 'begins to fill'} the gap.`,

  finConfirmed: (p: { ack: string; fin: string; who: Side }) =>
    `ack ${p.ack} = ${p.fin} + 1: a FIN takes one sequence number. From now on only ` +
    `${the(p.who)} may send data.`,
  finConfirmedToo: (p: { ack: string; fin: string }) =>
    `ack ${p.ack} = ${p.fin} + 1: it acknowledges the FIN as well.`,
  halfOpenNow: (p: { who: Side }) =>
    `The connection is half-closed until ${the(p.who)} closes its own direction.`,
  closesLater: (p: { who: Side; after: number; ack: number }) =>
    `${span(p.after)} after acknowledging the other FIN in ${no(p.ack)}, ${the(p.who)} closes too. ` +
    'The close takes four segments here; if it had closed at once, three would have been enough.',
  closesAfterMore: (p: { who: Side; after: number; ack: number; bytes: number }) =>
    `${span(p.after)} after acknowledging the other FIN in ${no(p.ack)}, and after ` +
    `${bytes(p.bytes)} more, ${the(p.who)} closes too. This is why a close takes four steps: each ` +
    'direction closes independently.',
  closesWithAck: (p: { who: Side; peer: Side; ack: string; fin: string }) =>
    `One segment does two jobs: it acknowledges ${the(p.peer)}’s FIN, ack ${p.ack} = ${p.fin} + 1, ` +
    `and closes ${the(p.who)}’s own direction. This is why this close takes three segments, ` +
    'not four.',
  closesCrossing: (p: { other: number; ack: string; fin: string }) =>
    `ack ${p.ack} does not cover the FIN in ${no(p.other)}, which has sequence number ${p.fin}: this ` +
    `FIN was sent before ${no(p.other)} arrived. The FINs cross (simultaneous close).`,
  closesToo: (p: { who: Side }) => `${The(p.who)} closes its direction too.`,
  /**
   * `other`: the FIN of the other end, which was sent long before. `next`: all before it is
   * acknowledged.
   */
  finNotArrived: (p: { other: number; ack: string; fin: string; next: boolean }) =>
    `ack ${p.ack} does not cover the FIN in ${no(p.other)}, which has sequence number ${p.fin}: ` +
    (p.next ? 'it has not arrived.' : 'the FIN, or data before it, has not arrived.'),
  finAgain: (p: { who: Side; original: number; waited: number }) =>
    `${p.waited > 0 ? `For ${span(p.waited)} no` : 'No'} ACK of its FIN has reached ${the(p.who)}, so it retransmits ` +
    `${no(p.original)}.`,
  finAgainUnseen: () => 'The original was not captured.',

  lastConfirmed: (p: { ack: string; fin: string; peer: Side }) =>
    `ack ${p.ack} = ${p.fin} + 1: both FINs are acknowledged. When this segment arrives, ` +
    `${the(p.peer)} enters CLOSED.`,
  crossingConfirmed: (p: { ack: string; fin: string; peer: Side; waits: boolean }) =>
    `ack ${p.ack} = ${p.fin} + 1 acknowledges the FIN that crossed.` +
    (p.waits ? ` When this segment arrives, ${the(p.peer)} waits 2MSL.` : ''),
  timeWait: (p: { who: Side; peer: Side }) =>
    `${The(p.who)} now waits 2MSL: if this ACK is lost, ${the(p.peer)} retransmits its FIN, and ` +
    `${the(p.who)} must still be able to answer.`,
  bothWait: () => 'Both ends wait 2MSL, because neither knows whether its last ACK arrived.',
  twoMsl: () =>
    'Meanwhile, old duplicates expire. 2MSL is 240 s in the RFC and 60 s on Linux; this wait is ' +
    'not visible in the capture.',
  twoMslChosen: (p: { linux: boolean }) =>
    `Meanwhile, old duplicates expire. 2MSL is ${p.linux ? '60 s here, as on Linux' : '240 s here, as in the RFC'}; ` +
    'this wait is not visible in the capture.',
  clockRestarts: (p: { who: Side }) =>
    `The FIN arrived again, so ${the(p.who)} acknowledges it again and restarts its 2MSL timer.`,
  countedClose: (p: { segments: number }) =>
    `Two FINs and two ACKs: 4 logical steps in ${p.segments} segments.`,

  refuses: (p: { who: Side; port: number; syn: number }) =>
    `${The(p.who)} answers ${no(p.syn)} with an RST: no program listens on port ${p.port}, or a ` +
    'firewall answers in its place. No connection is established.',
  refusalNumbers: (p: { ack: string; seq: string }) =>
    `ack ${p.ack} = ${p.seq} + 1 identifies the SYN it refuses. Its own seq is 0, because this end ` +
    'never chose an initial sequence number.',
  titleInName: (p: { who: Side; reset: boolean }) =>
    `A ${p.reset ? 'reset' : 'FIN'} in ${the(p.who)}’s name`,
  inName: (p: { who: Side }) =>
    `It bears the address of ${the(p.who)}, but ${the(p.who)} did not send it: other segments of the ` +
    'capture contradict that. Who sent it cannot be told.',
  resets: (p: { who: Side }) =>
    `${The(p.who)} closes both directions at once. An RST takes no sequence number and is not ` +
    'acknowledged; data still in flight is discarded.',
  resetsGone: (p: { who: Side; row: number; seq: string }) =>
    `${The(p.who)} has already closed this connection and answers ${no(p.row)} with an RST, seq ${p.seq}.`,
  resetsClosed: (p: { who: Side; fin: number; data: number }) =>
    `${The(p.who)} had closed in ${no(p.fin)}; ${no(p.data)} carries data that no application ` +
    'reads any more, and the RST says so.',
  givesUp: (p: { who: Side; probes: number }) =>
    `${many(p.probes, 'keep-alive probe')} went unanswered, so ${the(p.who)} aborts the connection.`,
  resetUnknown: () =>
    'The cause is not visible here: a program that aborts, a crash, unread data at close, or a ' +
    'middlebox.',
  resetsAnswer: (p: { who: Side }) =>
    `It takes the place of the third segment: ${the(p.who)} does not know this connection, or only ` +
    'tested whether the port answers (SYN scan).',
  resetNumber: (p: { seq: string; peer: Side }) =>
    `seq ${p.seq} is exactly what ${the(p.peer)} expects next: a forged RST would have to guess it.`,
  resetPending: (p: { seq: string; expected: string; peer: Side }) =>
    `seq ${p.seq} is in the window but is not ${p.expected}, the number ${the(p.peer)} expects: ` +
    'it has to send a challenge ACK before it accepts the RST.',
  resetIgnored: (p: { seq: string; peer: Side }) =>
    `seq ${p.seq} is outside ${the(p.peer)}’s window, so ${the(p.peer)} discards it.`,
  resetAnswers: (p: { who: Side; seq: string; peer: Side }) =>
    `${The(p.who)} did not send what ${the(p.peer)} acknowledged, so it answers with an RST, ` +
    `seq ${p.seq}: no such connection exists. Its own state does not change.`,
  challenges: (p: { who: Side; cause: number; ack: string }) =>
    `${The(p.who)} does not accept ${no(p.cause)} and sends a challenge ACK: ack ${p.ack} is the ` +
    'number it expects. A peer that has really closed answers with an RST of exactly that number ' +
    '(RFC 5961).',
  wentOn: (p: { who: Side; reset: number }) =>
    `${The(p.who)} continues after the RST ${no(p.reset)}, so that RST did not end the connection.`,
  /** `asks`: its ack is lower than the number of the RST. */
  sentBeforeReset: (p: { who: Side; reset: number; asks: boolean }) =>
    `The RST ${no(p.reset)} had not reached ${the(p.who)} when it sent this` +
    (p.asks ? `, or ${the(p.who)} did not accept it.` : '.'),
  resetsAgain: (p: { first: number; answers: boolean }) =>
    `The connection was already reset in ${no(p.first)}` +
    (p.answers ? '; this RST answers a segment that arrived later.' : '.'),
};
