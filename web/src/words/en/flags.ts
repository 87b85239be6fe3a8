// The facts of a connection as sentences.
import type { RetryKind, StallCause } from '../../model/names';
import { The, at, bytes, count, list, many, span, the } from './nouns';

type Side = 0 | 1;

const waits = (spans: readonly number[]) => list(spans.map(span));

interface RetryWords {
  who: Side;
  n: number;
  waits: readonly number[];
  doubling: boolean;
}

const again = (what: string) => (p: RetryWords) =>
  `${The(p.who)} sent ${what} again${p.n === 1 ? '' : ` ${count(p.n)} times`}, after ` +
  `${waits(p.waits)}${p.doubling ? ': each wait about twice the one before' : ''}.`;

const retries: Record<RetryKind, (p: RetryWords) => string> = {
  syn: again('its SYN'),
  syn_ack: again('its SYN ACK'),
  data: again('the same data'),
  fin: again('its FIN'),
  keep_alive: (p) =>
    `${The(p.who)} sent ${many(p.n, 'keep-alive probe')} without an answer, after ${waits(p.waits)}.`,
  window_probe: (p) =>
    `${The(p.who)} asked for room ${many(p.n, 'time')}, after ${waits(p.waits)}` +
    `${p.doubling ? ': each wait about twice the one before' : ''}.`,
};

const stalls: Record<StallCause, (p: { who: Side }) => string> = {
  zero_window: (p) => `${the(p.who)} had closed its window`,
  retransmission: (p) => `${the(p.who)} waited for its timer before it sent again`,
  acknowledgment: (p) => `the answer of ${the(p.who)} took that long`,
  idle: (p) => `${the(p.who)} had nothing to send, so its application decides, not the network`,
};

export const flags = {
  more: 'More facts',
  gaps: (p: { server: number; client: number }) =>
    `Handshake: ${span(p.server)} to the server and back, ${span(p.client)} to the client and back.`,
  captured: (p: { near: Side; close: boolean }) =>
    p.close
      ? `So it was captured at ${the(p.near)}, or near it.`
      : `So it was captured between the two, nearer to ${the(p.near)}.`,
  retries,
  agreed: (p: { options: readonly string[] }) => `Agreed: ${p.options.join(', ')}.`,
  refused: (p: { who: Side; options: readonly string[] }) =>
    `${The(p.who)} left out ${p.options.join(', ')}, asked for by ${the(p.who === 0 ? 1 : 0)}.`,
  unanswered: (p: { who: Side; options: readonly string[] }) =>
    `Named by ${the(p.who)} only: ${p.options.join(', ')}.`,
  /** An option with what it is agreed to be, or what each end offers. */
  optionValues: (name: string, values: readonly string[]) => `${name} ${values.join(' and ')}`,
  cookie: (p: { given: boolean }): string =>
    p.given
      ? 'TCP Fast Open: the client asked for a cookie and the server gave one, for SYNs with data later.'
      : 'TCP Fast Open: the client asked for a cookie, and the SYN ACK gave none.',
  synData: (p: { octets: number; taken: number }) =>
    `TCP Fast Open: the SYN showed a cookie and carried ${bytes(p.octets)}; ` +
    (p.taken === 0
      ? 'the server took none of them, so they have to come again.'
      : p.taken === p.octets
        ? 'the server took them at once.'
        : `the server took ${count(p.taken)} of them at once.`),
  multipath: (p: { joins: boolean }): string =>
    p.joins
      ? 'Multipath TCP: this is a further subflow of a connection that goes over several paths.'
      : 'Multipath TCP: agreed by both; further subflows may join.',
  plain: (p: { who: Side; joins: boolean }) =>
    `Multipath TCP was asked for, but ${the(p.who)} left it out of its ` +
    `${p.who === 1 ? 'SYN ACK' : 'third segment'}: ` +
    (p.joins ? 'this subflow does not join.' : 'it is plain TCP.'),
  halfClosed: (p: { who: Side; seconds: number; octets: number; ended: boolean }) =>
    p.ended
      ? `Half-closed for ${span(p.seconds)}: ${the(p.who)} received ${p.octets > 0 ? bytes(p.octets) : 'nothing'} after its FIN.`
      : `Half-closed: ${the(p.who)} received ${bytes(p.octets)} after its FIN, and no FIN came back.`,
  timeWait: (p: { who: Side; sure: boolean; from: number; until: number }) =>
    `${The(p.who)} ${p.sure ? 'holds' : 'is expected to hold'} TIME-WAIT from ` +
    `${at(p.from, 3)} on, until ${at(p.until, 3)}`,
  twoMsl: (p: { linux: boolean }): string =>
    p.linux ? ' (60 s, as Linux waits).' : ' (240 s, 2MSL by RFC 9293).',
  otherTwoMsl: (p: { linux: boolean }): string => (p.linux ? 'Linux: 60 s' : 'RFC: 240 s'),
  reuse: (p: { who: Side; previous: number; elapsed: number }) =>
    `The ports were in use before: ${the(p.who)} had been in TIME-WAIT for ${span(p.elapsed)} ` +
    `(connection ${p.previous + 1}).`,
  reuseOver: 'Linux waits 60 s, so that wait may have been over.',
  byTimestamp: (p: { by: number }) =>
    `The SYN may follow at once: its timestamp is ${count(p.by)} above the last one (RFC 6191).`,
  byNumber: (p: { by: number }) =>
    `The SYN may follow at once: its number lies ${count(p.by)} above the last one (RFC 9293 §3.6.1).`,
  risky: (p: { by: number }) =>
    `Risky: its number lies ${count(-p.by)} below the last one and no timestamp tells it from old segments.`,
  stall: (p: { who: Side; cause: StallCause; seconds: number }) =>
    `Nothing moved for ${span(p.seconds)}: ${stalls[p.cause]({ who: p.who })}.`,
  resetTtl: (p: { who: Side; ttl: number; least: number; most: number }) =>
    `A suspicion: the RST came with TTL ${p.ttl}, what ${the(p.who)} sent before with ` +
    `${p.least === p.most ? p.least : `${p.least} to ${p.most}`}. A device on the way may have made it.`,
  resetId: (p: { who: Side; id: number; before: number }) =>
    `A suspicion: the RST has IP identification ${p.id}, while ${the(p.who)} was counting at ` +
    `${p.before}. A device on the way may have made it.`,
  totals: (p: { who: Side; segments: number; octets: number; again: number }) =>
    p.segments === 0
      ? `Nothing from ${the(p.who)} was captured.`
      : `${The(p.who)} sent ${many(p.segments, 'segment')} with ${bytes(p.octets)}, ` +
        `${p.again === 0 ? 'none' : count(p.again)} again.`,
};
