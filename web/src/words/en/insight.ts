// Texts about who sent a reset, and what limited a transfer.
import { bytes as size, digits, exactBytes } from '../../base/format';
import type { IdleTimer, Limit, ResetEvidence } from '../../model/insight';
import { limit as facts } from './limit';
import { The, list, many, no, share, span, the } from './nouns';
import { punctuation } from './punctuation';

type Side = 0 | 1;

const fields: Record<ResetEvidence, string> = {
  ttl: 'Hops',
  ip_id: 'IP ident.',
  df: 'Don’t fragment',
  window: 'Window',
  options: 'Timestamp',
  sequence: 'Sequence',
  timing: 'Arrives',
  copies: 'Copies',
  goes_on: 'Afterwards',
};

/** Evidence as part of a sentence. */
const traits: Record<ResetEvidence, string> = {
  ttl: 'hops',
  ip_id: 'IP identification',
  df: 'Don’t Fragment bit',
  window: 'window',
  options: 'timestamp',
  sequence: 'sequence number',
  timing: 'arrival time',
  copies: 'count',
  goes_on: 'silence afterwards',
};

/** Each is a default in the documents that core/resets/idle_timers.def names. */
const timers: Record<IdleTimer['name'], string> = {
  server_keep_alive: 'the default keep-alive timeout of Apache httpd and Node.js',
  proxy_read:
    'the default read timeout of nginx and idle timeout of AWS application load balancers',
  nginx_keep_alive: 'the default keep-alive timeout of nginx',
  azure_load_balancer: 'the default idle timeout of Azure load balancers and NAT gateways',
  big_ip: 'the default idle timeout of F5 BIG-IP',
  aws_nat: 'the idle timeout of AWS NAT gateways and network load balancers',
  google_cloud: 'the idle timeout of Google Cloud firewalls and load balancers',
  ipvs: 'the default timeout of Linux IPVS',
  google_cloud_nat: 'the default idle timeout of Google Cloud NAT',
  firewall: 'the default idle timeout of Cisco ASA, FortiGate and Palo Alto firewalls',
  tcp_keep_alive: 'the default TCP keep-alive time (RFC 9293)',
  nat: 'the shortest idle timeout that RFC 5382 allows a NAT',
  kube_proxy: 'the default connection tracking timeout of kube-proxy',
  conntrack: 'the default timeout of Linux connection tracking (netfilter)',
};

interface Mark {
  end: Side;
  found: number;
  usual: number;
}

const seq = (mark: Mark) => (mark.found - mark.usual) | 0;

/**
 * Reasons why the segment was not sent by the end with its source address, at the end of a
 * sentence.
 */
const against: Record<ResetEvidence, (mark: Mark) => string> = {
  ttl: (m) =>
    `it passed ${many(m.found, 'hop')}, where segments of ${the(m.end)} pass ${digits(m.usual)}`,
  ip_id: (m) =>
    `its IP identification ${digits(m.found)} does not follow ${digits(m.usual)}, the last of ${the(m.end)}`,
  df: (m) =>
    m.found
      ? `it must not be fragmented, where other segments of ${the(m.end)} may be`
      : `it may be fragmented, where other segments of ${the(m.end)} may not`,
  window: (m) =>
    `its window of ${digits(m.found)} does not fit ${the(m.end)}’s, at most ${digits(m.usual)}`,
  options: (m) =>
    m.found
      ? `its timestamp ${digits(m.found)} is not on the clock of ${the(m.end)}`
      : `it has no timestamp, where ${the(m.end)} sends one in each segment`,
  sequence: (m) =>
    `its sequence number lies ${many(Math.abs(seq(m)), 'byte')} ${seq(m) < 0 ? 'before' : 'past'} the next of ${the(m.end)}`,
  timing: (m) =>
    `it came ${span(m.found / 1e9)} after what it acknowledges, where ${the(m.end)} takes ${span(m.usual / 1e9)} or more`,
  copies: (m) => `${m.found} came at once, where one stack sends ${digits(m.usual)}`,
  goes_on: (m) => `${the(m.end)} continues in ${no(m.found)} as if it had sent none`,
};

/** Meaning of a mark, in a cell of the table. */
const meaning: Record<ResetEvidence, Record<'against' | 'agrees' | 'nothing', string>> = {
  ttl: { against: 'not the path of the others', agrees: 'the same path', nothing: 'nothing' },
  ip_id: {
    against: 'not counted by the same host',
    agrees: 'counted by the same host',
    nothing: 'nothing: no pattern to compare',
  },
  df: { against: 'another sender’s habit', agrees: 'the same habit', nothing: 'nothing' },
  window: {
    against: 'not what was advertised',
    agrees: 'as advertised before',
    nothing: 'nothing: a reset may announce none',
  },
  options: {
    against: 'not this end’s clock',
    agrees: 'on the clock of this end',
    nothing: 'nothing: a reset may leave it out',
  },
  sequence: {
    against: 'not a number this end would use',
    agrees: 'as expected; whoever sees the path knows it',
    nothing: 'nothing',
  },
  timing: {
    against: 'too early for an answer of this end',
    agrees: 'as late as an answer of this end',
    nothing: 'nothing: it answers no new segment',
  },
  copies: { against: 'more than one stack sends', agrees: 'one', nothing: 'nothing' },
  goes_on: {
    against: 'this end knows of no reset',
    agrees: 'silent, as after a reset',
    nothing: 'nothing',
  },
};

const named = (kind: string, row: number) => `${kind === 'FIN' ? 'The FIN ' : ''}${no(row)}`;

const resets = {
  notByEnd: (p: { row: number; end: Side; kind: 'RST' | 'FIN' }) =>
    `${named(p.kind, p.row)} was not sent by ${the(p.end)}`,
  byEnd: (p: { row: number; end: Side; kind: 'RST' | 'FIN' }) =>
    `Nothing speaks against ${the(p.end)} as the sender of ${no(p.row)}`,
  untold: (p: { row: number; end: Side; kind: 'RST' | 'FIN' }) =>
    `Who sent ${no(p.row)} cannot be told`,
  against,
  /** `fields` has at least one element. */
  agrees: (p: { end: Side; fields: readonly ResetEvidence[]; compared: number }) =>
    `${list(p.fields.map((name) => traits[name]))} ` +
    `${p.fields.length === 1 && p.fields[0] !== 'ttl' ? 'agrees' : 'agree'} with ${p.compared === 1 ? 'the one other segment' : `${p.compared} other segments`} of ${the(p.end)}`,
  nothingDiffers: (p: { end: Side; compared: number }) =>
    `nothing in it differs from ${p.compared === 1 ? 'the one other segment' : `${p.compared} other segments`} of ${the(p.end)}`,
  nothingToCompare: (p: { end: Side }) =>
    `no other segment of ${the(p.end)} was captured to compare it with`,
  tooLittle: (p: { end: Side }) => `what speaks against ${the(p.end)} is too little to decide`,
  /** One line describes one of several resets; this counts the others. */
  others: (p: { n: number }) => `${many(p.n, 'other reset')} in this connection`,
  evidence: 'evidence',
  timer: (p: { idle: number; timer: IdleTimer['name']; seconds: number }) =>
    `It came after ${span(p.idle)} idle. That is consistent with ${timers[p.timer]} (${span(p.seconds)}); it proves nothing.`,
  taken: {
    yes: (p: { peer: Side }) => `${The(p.peer)} accepted it.`,
    no: (p: { peer: Side }) => `${The(p.peer)} did not accept it.`,
    unknown: (p: { peer: Side }) => `Whether ${the(p.peer)} accepted it cannot be told.`,
  },
  title: 'Who sent it',
  heads: {
    field: 'Field',
    found: 'This one',
    usual: (p: { n: number }) => (p.n === 1 ? 'Its 1 other' : `Its ${p.n} others`),
    says: 'What it says',
  },
  fields,
  meaning,
  marks: { against: 'against', agrees: 'agrees', nothing: 'says nothing' },
  count: (p: { end: Side; against: number; agrees: number; nothing: number }) =>
    `${many(p.against, 'mark')} ${p.against === 1 ? 'speaks' : 'speak'} against ${the(p.end)}, ${p.agrees} for it, ` +
    `${p.nothing} ${p.nothing === 1 ? 'says' : 'say'} nothing.`,
  cells: {
    after: (p: { row: number }) => `continues in ${no(p.row)}`,
    set: 'set',
    unset: 'not set',
    none: 'none',
    exactly: (p: { seconds: number }) => span(p.seconds),
    least: (p: { seconds: number }) => `${span(p.seconds)} or more`,
    atMost: (p: { n: number }) => `at most ${digits(p.n)}`,
    last: (p: { n: number }) => `last ${digits(p.n)}`,
    off: (p: { n: number }) =>
      p.n === 0 ? 'the next' : `${digits(Math.abs(p.n))} ${p.n < 0 ? 'before' : 'past'} the next`,
  },
};

interface Limited {
  who: Side;
  peer: Side;
  /** Seconds of this limit, and of the whole transfer. */
  time: number;
  of: number;
  zeroWindow: number;
  firstFlight: number;
  mostFlight: number;
  mostWindow: number;
  leastRoundTrip: number;
  mostRoundTrip: number;
  /** Rate in bytes per second. */
  rate: number;
}

const grows = (p: Limited) =>
  p.leastRoundTrip > 0 && p.mostRoundTrip >= 1.5 * p.leastRoundTrip
    ? ` while the round trip grows from ${span(p.leastRoundTrip)} to ${span(p.mostRoundTrip)}: a queue`
    : '';

const limit = {
  ...facts,
  /** The limit with the most time, as a sentence without a full stop. */
  sentences: {
    application: (p) =>
      `For ${share(p.time, p.of)} the program of ${the(p.who)} has nothing to send`,
    receiver_window: (p) =>
      `For ${share(p.time, p.of)} ${the(p.who)} waits for the window of ${the(p.peer)}` +
      (p.zeroWindow > 0 ? `, which is 0 for ${span(p.zeroWindow)}` : ''),
    sender_buffer: (p) =>
      `For ${share(p.time, p.of)} the send buffer of ${the(p.who)} is the limit: never more than ` +
      `${exactBytes(p.mostFlight)} in flight` +
      (p.mostWindow > 0 ? `, where the window takes ${size(p.mostWindow)}` : ''),
    path_rate: (p) =>
      `For ${share(p.time, p.of)} the path is busy: ${size(Math.round(p.rate))}/s to ${the(p.peer)}${grows(p)}`,
    loss: (p) =>
      `For ${share(p.time, p.of)} ${the(p.who)} repairs losses, or sends with the small window they left`,
    slow_start: (p) =>
      `For ${share(p.time, p.of)} ${the(p.who)} is in slow start: from ${exactBytes(p.firstFlight)} to ` +
      `${exactBytes(p.mostFlight)} in flight`,
    nagle_delayed_ack: (p) =>
      `For ${share(p.time, p.of)} a short segment of ${the(p.who)} waits for an ACK that ${the(p.peer)} delays ` +
      '(Nagle’s algorithm)',
    unknown: (p) =>
      `What limits the data of ${the(p.who)} cannot be told for ${share(p.time, p.of)}`,
  } satisfies Record<Limit, (p: Limited) => string> as Record<Limit, (p: Limited) => string>,
  /** Why the limit is unknown. */
  handshakeMissing: 'the handshake was not captured, so the place of the capture is not known',
  placeUnclear: 'it does not show where this was captured',
  /** A single wait that takes much of the time. */
  longWait: (p: { time: number; row: number }) =>
    `${span(p.time)} of that are one wait, until ${no(p.row)}`,
};

export const insight = { limit, punctuation, resets };
