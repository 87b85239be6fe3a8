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

const doubled = (p: { doubling: boolean }) =>
  p.doubling ? ', each wait about twice the previous one' : '';

const again = (what: string) => (p: RetryWords) =>
  `${The(p.who)} retransmitted ${what}${p.n === 1 ? '' : ` ${count(p.n)} times`}, after ` +
  `${waits(p.waits)}${doubled(p)}.`;

const retries: Record<RetryKind, (p: RetryWords) => string> = {
  syn: again('its SYN'),
  syn_ack: again('its SYN ACK'),
  data: again('the same data'),
  fin: again('its FIN'),
  keep_alive: (p) =>
    `${The(p.who)} sent ${many(p.n, 'keep-alive probe')} without an answer, after ${waits(p.waits)}.`,
  window_probe: (p) =>
    `${The(p.who)} probed the zero window ${many(p.n, 'time')}, after ${waits(p.waits)}${doubled(p)}.`,
};

/** `bare`: the segment that ends the wait is an ACK without data. */
const stalls: Record<StallCause, (p: { who: Side; bare?: boolean }) => string> = {
  zero_window: (p) => `: ${the(p.who)} announced a zero window.`,
  retransmission: (p) => `: ${the(p.who)} waited for its retransmission timer.`,
  acknowledgment: (p) =>
    `: ${the(p.who)}’s ${p.bare ? 'ACK came only then' : 'answer took that long'}.`,
  idle: (p) =>
    `: ${the(p.who)} had nothing to send; this depends on its application, not on the network.`,
  untold: () => '; the capture does not show why.',
};

export const flags = {
  more: 'More details',
  gaps: (p: { server: number; client: number }) =>
    `Handshake: round trip to the server ${span(p.server)}, to the client ${span(p.client)}.`,
  capturedNear: (p: { who: Side }) => `It was therefore captured at or near ${the(p.who)}.`,
  capturedBetween: (p: { who: Side }) =>
    `It was therefore captured between the two, closer to ${the(p.who)}.`,
  capturedOn: (p: { who: Side }) =>
    `It was captured on ${the(p.who)}’s host, which left checksums to its network card.`,
  twoClocks: (p: { seconds: number }) =>
    `The times come from two clocks, ${span(p.seconds)} apart: no duration across them is known.`,
  answeredIn: (p: { connection: number }) =>
    `The SYN reached an end that still had connection ${p.connection + 1} open on these ports; ` +
    'that connection holds the answer.',
  retries,
  agreed: (p: { options: readonly string[] }) => `Negotiated: ${p.options.join(', ')}.`,
  /** The value that each end announces; ends that announce none are omitted. */
  mss: (p: { ends: readonly { who: Side; mss: number }[] }) =>
    `MSS: ${list(p.ends.map(({ who, mss }) => `${the(who)} accepts up to ${mss} bytes`))}.`,
  refused: (p: { who: Side; options: readonly string[] }) =>
    `${The(p.who)} did not accept ${p.options.join(', ')}, offered by ${the(p.who === 0 ? 1 : 0)}.`,
  unanswered: (p: { who: Side; options: readonly string[] }) =>
    `Offered by ${the(p.who)} only: ${p.options.join(', ')}.`,
  /** An option with its negotiated value, or with the value of each end. */
  optionValues: (name: string, values: readonly string[]) => `${name} ${values.join(' and ')}`,
  cookie: (p: { given: boolean }): string =>
    p.given
      ? 'TCP Fast Open: the client asked for a cookie and the server sent one, for later SYNs with data.'
      : 'TCP Fast Open: the client asked for a cookie, but the SYN ACK carried none.',
  synData: (p: { octets: number; taken: number }) =>
    `TCP Fast Open: the SYN presented a cookie and carried ${bytes(p.octets)}; ` +
    (p.taken === 0
      ? 'the server accepted none of it, so the client must send it again.'
      : p.taken === p.octets
        ? 'the server accepted all of it immediately.'
        : `the server accepted ${bytes(p.taken)} immediately.`),
  multipath: (p: { joins: boolean }): string =>
    p.joins
      ? 'Multipath TCP: this is an additional subflow of a connection over several paths.'
      : 'Multipath TCP: both ends support it; more subflows may join.',
  plain: (p: { who: Side; joins: boolean }) =>
    `The client asked for Multipath TCP, but ${the(p.who)} left it out of its ` +
    `${p.who === 1 ? 'SYN ACK' : 'third segment'}: ` +
    (p.joins ? 'this subflow does not join.' : 'this is plain TCP.'),
  halfClosed: (p: { who: Side; seconds: number; octets: number; ended: boolean }) =>
    p.ended
      ? `Half-closed for ${span(p.seconds)}: ${the(p.who)} received ${p.octets > 0 ? bytes(p.octets) : 'no data'} after its FIN.`
      : `Half-closed: ${the(p.who)} received ${p.octets > 0 ? bytes(p.octets) : 'no data'} after its FIN, and no FIN in return was captured.`,
  timeWait: (p: { who: Side; sure: boolean; from: number }) =>
    `${The(p.who)} ${p.sure ? 'is' : 'is expected to be'} in TIME-WAIT from ${at(p.from, 3)} on`,
  twoMsl: (p: { linux: boolean }): string =>
    p.linux ? ': 60 s if it is Linux.' : ': 240 s by RFC 9293.',
  otherTwoMsl: (p: { linux: boolean }): string => (p.linux ? 'Linux: 60 s' : 'RFC: 240 s'),
  reuse: (p: { who: Side; previous: number; elapsed: number }) =>
    `Port reuse: on these ports, ${the(p.who)} had been in TIME-WAIT for ${span(p.elapsed)} ` +
    `(connection ${p.previous + 1}).`,
  reuseOver: 'Linux waits 60 s, so TIME-WAIT may have ended.',
  byTimestamp: (p: { by: number }) =>
    `The SYN may follow at once: its timestamp is ${count(p.by)} above the last one (RFC 6191).`,
  byNumber: (p: { by: number }) =>
    `The SYN may follow at once: its sequence number is ${count(p.by)} above the last one (RFC 9293 §3.6.1).`,
  risky: (p: { by: number }) =>
    `Risky: its sequence number is ${count(-p.by)} below the last one, and no timestamp distinguishes it from old segments.`,
  stall: (p: { who: Side; cause: StallCause; seconds: number; bare: boolean }) =>
    `No progress for ${span(p.seconds)}${stalls[p.cause](p)}`,
  stalls: (p: { who: Side; cause: StallCause; n: number; seconds: number }) =>
    `${span(p.seconds)} in all, ${count(p.n)} times${stalls[p.cause]({ who: p.who })}`,
  blackHole: (p: { who: Side; sends: number; length: number; smaller: number }) =>
    `A segment of ${bytes(p.length)} from ${the(p.who)} was sent ${many(p.sends, 'time')} and never ` +
    `acknowledged, while ${p.smaller > 0 ? `segments of up to ${bytes(p.smaller)}` : 'smaller segments'} ` +
    'get through: a link on the path seems to drop longer packets without an ICMP error ' +
    '(path-MTU black hole, RFC 2923).',
  silent: (p: { who: Side }) =>
    `Nothing of ${the(p.who)} was captured after that: it is gone, or the path to it or back is.`,
  resetTtl: (p: { who: Side; ttl: number; least: number; most: number }) =>
    `Suspicious: the RST arrived with TTL ${p.ttl}, earlier segments from ${the(p.who)} with ` +
    `${p.least === p.most ? p.least : `${p.least} to ${p.most}`}. A device on the path may have sent it.`,
  resetId: (p: { who: Side; id: number; before: number }) =>
    `Suspicious: the RST has IP identification ${p.id}, while ${the(p.who)} was counting at ` +
    `${p.before}. A device on the path may have sent it.`,
  totals: (p: { who: Side; segments: number; octets: number; again: number }) =>
    p.segments === 0
      ? `Nothing from ${the(p.who)} was captured.`
      : `Captured from ${the(p.who)}: ${many(p.segments, 'segment')} with ${bytes(p.octets)}, ` +
        `${p.again === 0 ? 'none' : count(p.again)} retransmitted.`,
};
