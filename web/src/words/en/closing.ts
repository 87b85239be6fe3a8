// What is said of FIN, TIME-WAIT and RST.
import { The, bytes, many, no, span, the } from './nouns';

type Side = 0 | 1;

const stillReceives = (p: { peer: Side }) =>
  `It can still receive: the other direction stays open until ${the(p.peer)} ends it.`;

export const closing = {
  closesAfterSilence: (p: { who: Side; peer: Side; idle: number }) =>
    `${span(p.idle)} passed without a segment, then ${the(p.who)} ended its direction. ` +
    stillReceives(p),
  closesAfterProbes: (p: { who: Side; peer: Side; idle: number; probes: number }) =>
    `${span(p.idle)} passed with nothing but ${many(p.probes, 'keep-alive probe')}, then ` +
    `${the(p.who)} ended its direction. ${stillReceives(p)}`,
  closes: (p: { who: Side; peer: Side }) =>
    `${The(p.who)} has nothing more to send and ends its direction. ${stillReceives(p)}`,
  finAfterData: (p: { seq: string; first: string; bytes: number; next: string }) =>
    `seq ${p.seq} = ${p.first} + ${p.bytes}, the number after its last byte. A FIN takes one ` +
    `number, so the answer must be ack ${p.next}.`,
  finWithoutData: (p: { who: Side; seq: string; next: string }) =>
    `seq ${p.seq}: ${the(p.who)} sent no data. A FIN takes one number, so the answer must be ` +
    `ack ${p.next}.`,
  finWithData: (p: { length: number; first: string; last: string; fin: string; next: string }) =>
    `It brings ${bytes(p.length)} too, numbers ${p.first} to ${p.last}. The FIN takes ${p.fin}, so ` +
    `the answer must be ack ${p.next}.`,
  finTakesOne: (p: { fin: string; next: string }) =>
    `The FIN takes number ${p.fin}, so the answer must be ack ${p.next}.`,

  finWaits: (p: { peer: Side; missing: number; expected: string; filler: number | null }) =>
    `${bytes(p.missing)} from ${p.expected} ${p.missing === 1 ? 'is' : 'are'} missing before it, so ` +
    `${the(p.peer)} cannot take the FIN yet` +
    `${p.filler === null ? '' : `; ${no(p.filler)} brings ${p.missing === 1 ? 'it' : 'them'}`}.`,

  finConfirmed: (p: { ack: string; fin: string; who: Side }) =>
    `ack ${p.ack} = ${p.fin} + 1: a FIN takes one number. From here only ${the(p.who)} may send ` +
    'data.',
  finConfirmedToo: (p: { ack: string; fin: string }) =>
    `ack ${p.ack} = ${p.fin} + 1: the FIN is confirmed on the way.`,
  halfOpenNow: (p: { who: Side }) =>
    `The connection is half-closed until ${the(p.who)} ends its own direction.`,
  closesLater: (p: { who: Side; after: number; ack: number }) =>
    `${span(p.after)} after confirming the other FIN in ${no(p.ack)}, ${the(p.who)} closes too. ` +
    'Closing needs four segments here; had it closed at once, three would do.',
  closesAfterMore: (p: { who: Side; after: number; ack: number; bytes: number }) =>
    `${span(p.after)} after confirming the other FIN in ${no(p.ack)}, and after ` +
    `${bytes(p.bytes)} more, ${the(p.who)} closes too. That is why a close has four steps: each ` +
    'direction ends by itself.',
  closesWithAck: (p: { who: Side; peer: Side; ack: string; fin: string }) =>
    `One segment does two jobs: it confirms ${the(p.peer)}’s FIN, ack ${p.ack} = ${p.fin} + 1, ` +
    `and ends ${the(p.who)}’s own direction. That is why this close needs three segments and ` +
    'not four.',
  closesCrossing: (p: { other: number; ack: string; fin: string }) =>
    `ack ${p.ack} does not cover the FIN of ${no(p.other)}, which has number ${p.fin}: this FIN ` +
    `was sent before ${no(p.other)} arrived. The FINs cross, a simultaneous close, and both ends ` +
    'go through CLOSING.',
  closesToo: (p: { who: Side }) => `${The(p.who)} ends its direction too.`,
  finAgain: (p: { who: Side; original: number; waited: number }) =>
    `For ${span(p.waited)} no ACK of its FIN has reached ${the(p.who)}, so it repeats ` +
    `${no(p.original)}.`,
  finAgainUnseen: () => 'Its first sending was not captured.',

  lastConfirmed: (p: { ack: string; fin: string; peer: Side }) =>
    `ack ${p.ack} = ${p.fin} + 1: both FINs are confirmed. When this arrives ${the(p.peer)} is ` +
    'CLOSED.',
  crossingConfirmed: (p: { ack: string; fin: string; peer: Side; waits: boolean }) =>
    `ack ${p.ack} = ${p.fin} + 1 confirms the FIN that crossed.` +
    (p.waits ? ` When this arrives ${the(p.peer)} waits 2MSL.` : ''),
  timeWait: (p: { who: Side; peer: Side }) =>
    `${The(p.who)} now waits 2MSL: if this ACK is lost, ${the(p.peer)} repeats its FIN, and ` +
    `${the(p.who)} must still be there to answer.`,
  bothWait: () => 'Both ends wait 2MSL, as neither knows whether its last ACK arrives.',
  twoMsl: () =>
    'Old duplicates die out meanwhile. 2MSL is 240 s by the RFC and 60 s on Linux; nothing of it ' +
    'is on the wire.',
  twoMslChosen: (p: { linux: boolean }) =>
    `Old duplicates die out meanwhile. 2MSL is ${p.linux ? '60 s here, as on Linux' : '240 s here, as in the RFC'}; ` +
    'nothing of it is on the wire.',
  clockRestarts: (p: { who: Side }) =>
    `The FIN came again, so ${the(p.who)} confirms it again and its 2MSL start anew.`,
  countedClose: (p: { segments: number }) =>
    `Two FINs and two ACKs: 4 logical steps in ${p.segments} segments.`,

  refuses: (p: { who: Side; port: number; syn: number }) =>
    `${The(p.who)} answers ${no(p.syn)} with an RST: nothing listens on port ${p.port}, or a ` +
    'firewall answers in its place. No connection comes to be.',
  refusalNumbers: (p: { ack: string; seq: string }) =>
    `ack ${p.ack} = ${p.seq} + 1 names the SYN it refuses. Its own seq is 0, as ` +
    'this end never chose a number.',
  resets: (p: { who: Side }) =>
    `${The(p.who)} ends both directions at once. An RST takes no number, nothing confirms it, and ` +
    'what is on its way is dropped.',
  resetsClosed: (p: { who: Side; fin: number; data: number }) =>
    `${The(p.who)} had closed in ${no(p.fin)}; ${no(p.data)} brings bytes that nobody reads any ` +
    'more, and an RST says so.',
  givesUp: (p: { who: Side; probes: number }) =>
    `${many(p.probes, 'keep-alive probe')} stayed without an answer, so ${the(p.who)} gives the ` +
    'connection up.',
  resetUnknown: () =>
    'Why cannot be seen here: a program that aborts, a crash, unread bytes at close, or a device ' +
    'in between.',
  resetsAnswer: (p: { who: Side }) =>
    `It comes in place of the third segment: ${the(p.who)} does not know of this connection, or ` +
    'only wanted to see whether the port answers (SYN scan).',
  resetNumber: (p: { seq: string; peer: Side }) =>
    `seq ${p.seq} is what ${the(p.peer)} expects next: a forged RST would have to hit that number.`,
  resetPending: (p: { seq: string; expected: string; peer: Side }) =>
    `seq ${p.seq} lies in the window but is not ${p.expected}, the number ${the(p.peer)} expects: ` +
    'it has to ask back with a challenge ACK before it believes the RST.',
  resetIgnored: (p: { seq: string; peer: Side }) =>
    `seq ${p.seq} lies outside ${the(p.peer)}’s window, so ${the(p.peer)} drops it.`,
  resetAnswers: (p: { who: Side; seq: string; peer: Side }) =>
    `${The(p.who)} did not send what ${the(p.peer)} acknowledged, so it says with an RST, ` +
    `seq ${p.seq}, that no such connection exists. Its own state stays.`,
  challenges: (p: { who: Side; cause: number; ack: string }) =>
    `${The(p.who)} does not believe ${no(p.cause)} and asks back: ack ${p.ack} is the number it ` +
    'expects. A true peer that has closed answers with an RST of exactly that number (RFC 5961).',
  wentOn: (p: { who: Side; reset: number }) =>
    `${The(p.who)} goes on after the RST ${no(p.reset)}, so that RST did not end the connection.`,
  resetsAgain: (p: { first: number }) =>
    `The connection was reset in ${no(p.first)} already; this answers a segment that came after.`,
};
