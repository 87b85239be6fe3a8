// Texts about Wireshark's analysis in the panel: the terms of its rules, and differences to the
// tracker.
import type { AnalysisName } from '../../model/names';
import { bytes, count, no, span } from './nouns';

/** Values of a rule's terms. */
export interface TermNumbers {
  /** A sequence number in the form that the reader chose. */
  n: (arg: string) => string;
  raw: (arg: string) => number;
  /** "#3", the step of a frame. */
  row: (arg: string) => string;
}

const time = (p: TermNumbers, arg: string) => span(p.raw(arg) / 1e9);

/** Age in nanoseconds if the other end has sent nothing. */
const NEVER = 2 ** 62;

const late = (p: TermNumbers) =>
  p.raw('age_ns') < p.raw('limit_ns')
    ? `one unacknowledged segment holds its bytes, or it ends at next seq ${p.n('next_seq')}`
    : p.raw('age_ns') >= NEVER
      ? 'no segment of the other end before it: too late to be out of order'
      : `t = ${time(p, 'age_ns')} ≥ ${time(p, 'limit_ns')}: too late to be out of order`;

const terms: Record<AnalysisName, (p: TermNumbers) => string[]> = {
  retransmission: (p) => [`seq ${p.n('seq')} < next seq ${p.n('next_seq')}: already sent`, late(p)],
  fast_retransmission: (p) => [
    `dup ACKs = ${count(p.raw('duplicates'))} ≥ 2`,
    `seq ${p.n('seq')} is the ack they repeat, or outside the SACK blocks of the last one`,
    `t = ${time(p, 'age_ns')} < ${time(p, 'limit_ns')} since the last segment of the other end`,
  ],
  spurious_retransmission: (p) => [
    `end ${p.n('end_seq')} ≤ last ack ${p.n('last_ack')}: all of it is already acknowledged`,
  ],
  out_of_order: (p) => [
    `seq ${p.n('seq')} < next seq ${p.n('next_seq')}: already sent`,
    `t = ${time(p, 'age_ns')} < ${time(p, 'limit_ns')} since the last segment of the other end`,
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
    `ack ${p.n('ack')}: as before, or one more for a window probe`,
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
    `window 0 as before; ack ${p.n('ack')} refuses the byte of the probe or takes it`,
    'the previous segment from the other end is a window probe',
  ],
  duplicate_ack: (p) => [
    `it repeats ack ${p.n('ack')} of ${p.row('first_frame')} with the same window, or with SACK`,
    `duplicates = ${count(p.raw('number'))}`,
  ],
  reused_ports: (p) => [
    `SYN ${p.raw('seq')}; the first number on these ports was ${p.raw('previous_seq')}: another one, or the connection had ended`,
  ],
};

export const wireshark = {
  title: 'Wireshark analysis',
  version: 'as Wireshark 4.6',
  terms,
  elsewhere: 'an earlier connection',
  missing:
    'Its rule compared something that is not kept: a truncated header, or one quoted by ICMP.',

  inFlight: (p: { bytes: number }) => `${bytes(p.bytes)} in flight`,
  acks: (p: { row: number; rtt: number }) => `acknowledges ${no(p.row)} after ${span(p.rtt)}`,
  timer: (p: { row: number; rto: number }) => `RTO ${span(p.rto)} since ${no(p.row)}`,
  initialRtt: (p: { rtt: number }) => `initial RTT ${span(p.rtt)}`,

  // Views of the tracker that differ.
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
