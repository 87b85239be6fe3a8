// What the panel says of Wireshark: the terms behind its words, and where the tracker differs.
import type { AnalysisName } from '../../model/names';
import { bytes, count, no, span } from './nouns';

/** The numbers of one reason, as its terms show them. */
export interface TermNumbers {
  /** A sequence number as the reader counts it. */
  n: (arg: string) => string;
  raw: (arg: string) => number;
  /** "#3", of a frame. */
  row: (arg: string) => string;
}

const time = (p: TermNumbers, arg: string) => span(p.raw(arg) / 1e9);

const late = (p: TermNumbers) =>
  p.raw('age_ns') < 0
    ? 'the clock ran backwards, which counts as too late'
    : p.raw('age_ns') < p.raw('limit_ns')
      ? `it ends at next seq ${p.n('next_seq')}, so nothing has overtaken it`
      : `t = ${time(p, 'age_ns')} ≥ ${time(p, 'limit_ns')}: too late to be out of order`;

const terms: Record<AnalysisName, (p: TermNumbers) => string[]> = {
  retransmission: (p) => [`seq ${p.n('seq')} < next seq ${p.n('next_seq')}: already sent`, late(p)],
  fast_retransmission: (p) => [
    p.raw('duplicates') > 0x7fffffff
      ? 'an ACK of data that was not captured counts as many duplicates'
      : `dup ACKs = ${count(p.raw('duplicates'))} ≥ 2`,
    `seq ${p.n('seq')} = the ack they repeat`,
    `t = ${time(p, 'age_ns')} < ${time(p, 'limit_ns')} since the last of them`,
  ],
  spurious_retransmission: (p) => [
    `end ${p.n('end_seq')} ≤ last ack ${p.n('last_ack')}: all of it is already acknowledged`,
  ],
  out_of_order: (p) => [
    `seq ${p.n('seq')} < next seq ${p.n('next_seq')}: already sent`,
    `t = ${time(p, 'age_ns')} < ${time(p, 'limit_ns')}: early enough to have been overtaken`,
  ],
  lost_segment: (p) => [
    `seq ${p.n('seq')} > next seq ${p.n('next_seq')}: ${bytes(p.raw('missing'))} before it were not captured`,
  ],
  ack_lost_segment: (p) => [
    `ack ${p.n('ack')} > ${p.n('acknowledgeable')}, the end of what was captured without a gap`,
  ],
  keep_alive: (p) => [
    `seq ${p.n('seq')} = next seq ${p.n('next_seq')} − 1`,
    `len = ${p.raw('length')} ≤ 1, without SYN, FIN or RST`,
  ],
  keep_alive_ack: (p) => [
    `it repeats ack ${p.n('ack')} and window ${p.raw('window')}`,
    'the previous segment from the other end is a keep-alive',
  ],
  window_update: (p) => [
    p.raw('previous_window') > 0xffff
      ? `window ${p.raw('window')}, no previous window`
      : `window ${p.raw('window')} ≠ ${p.raw('previous_window')} before (both unscaled)`,
    `ack ${p.n('ack')} as before, len = 0`,
  ],
  window_full: (p) => [
    `end ${p.n('end_seq')} = last ack ${p.n('last_ack')} + window ${p.raw('window') * 2 ** p.raw('shift')}`,
  ],
  zero_window: () => ['window = 0, without SYN, FIN or RST'],
  zero_window_probe: (p) => [
    `seq ${p.n('seq')} = next seq ${p.n('next_seq')}, len = 1`,
    'the last window of the other end = 0',
  ],
  zero_window_probe_ack: (p) => [
    `it repeats ack ${p.n('ack')} and window 0`,
    'the previous segment from the other end is a window probe',
  ],
  duplicate_ack: (p) => [
    `it repeats ack ${p.n('ack')} of ${p.row('first_frame')} with the same window, len = 0`,
    `duplicates = ${count(p.raw('number'))}`,
  ],
  reused_ports: (p) => [
    `SYN with ${p.raw('seq')} ≠ ${p.raw('previous_seq')}, the first sequence number seen on these ports`,
  ],
};

export const wireshark = {
  title: 'Wireshark analysis',
  version: 'as tshark 4.0.17',
  terms,
  elsewhere: 'an earlier connection',
  missing:
    'Its rule compared something that is not kept: a truncated header, or one quoted by ICMP.',

  inFlight: (p: { bytes: number }) => `${bytes(p.bytes)} in flight`,
  acks: (p: { row: number; rtt: number }) => `acknowledges ${no(p.row)} after ${span(p.rtt)}`,
  timer: (p: { row: number; rto: number }) => `RTO ${span(p.rto)} since ${no(p.row)}`,
  initialRtt: (p: { rtt: number }) => `initial RTT ${span(p.rtt)}`,

  // Where the tracker sees something else.
  differs: (what: string) => `The tracker differs: ${what}`,
  crossing: 'the SYNs crossed, so this one is repeated with a first ACK; nothing was lost.',
  copy: (p: { row: number; after: number }) =>
    `this is ${no(p.row)} captured twice, ${span(p.after)} apart, not sent twice.`,
  windowProbe:
    'the other end’s window is closed, so this is a window probe; Linux uses an old sequence number for it.',
  plainAck:
    'its sender’s SYN or FIN takes a sequence number, so this ACK merely has the number of a keep-alive.',
  original: (p: { row: number }) =>
    `${no(p.row)} carried these sequence numbers, so this is a retransmission; Wireshark considers only the time.`,
  gap: 'these sequence numbers were not captured before, so they fill a gap.',
  challenge: 'a challenge ACK (RFC 5961 §3) is not a sign of loss.',
  probeAnswer: 'this answers a probe; it is not a sign of loss.',
  unnamed: (p: { row: number }) =>
    `The tracker sees the sequence numbers of ${no(p.row)} again; Wireshark does not mark it.`,
  unnamedProbe: 'The tracker sees a keep-alive probe; Wireshark does not mark it.',
};
