// Texts about one segment in addition to its story: title, flags, checks and states.
import type { CheckName, TransitionName } from '../../model/names';
import { The, at, bytes, many, no, span } from './nouns';
import { steps } from './steps';

type Side = 0 | 1;

/** Arguments of a check as text; `self` makes the check, `peer` sent the segment. */
export interface CheckNumbers {
  self: Side;
  peer: Side;
  /** The event's argument of that name, in the chosen form. */
  n: (arg: string) => string;
  /** The argument as a plain number. */
  raw: (arg: string) => number;
  passed: boolean;
}

const titles = {
  syn: (who: Side) => `${The(who)} asks to open`,
  syn_again: (who: Side) => `${The(who)} asks again`,
  syn_crossing: (who: Side) => `${The(who)} asks to open too`,
  syn_stray: () => 'A SYN inside a connection',
  syn_ack: (who: Side) => `${The(who)} agrees and asks in return`,
  syn_ack_unfit: (who: Side) => `${The(who)} answers, but not this SYN`,
  syn_ack_again: (who: Side) => `${The(who)} retransmits its answer`,
  syn_ack_crossing: (who: Side) => `${The(who)} acknowledges the crossing SYN`,
  challenge_ack: (who: Side) => `${The(who)} sends a challenge ACK`,
  handshake_ack: (who: Side) => `${The(who)} acknowledges`,
  request: (who: Side) => `${The(who)} sends its request`,
  response: (who: Side) => `${The(who)} sends its response`,
  data: (who: Side, length: number) => `${The(who)} sends ${bytes(length)}`,
  data_half_closed: (who: Side, length: number) => `${The(who)} still sends ${bytes(length)}`,
  data_again: (who: Side, length: number) => `${The(who)} retransmits ${bytes(length)}`,
  seen_twice: () => 'The same segment, captured twice',
  data_ack: (who: Side, length: number) =>
    length > 0 ? `${The(who)} acknowledges ${bytes(length)}` : `${The(who)} acknowledges`,
  duplicate_ack: (who: Side) => `${The(who)} repeats its ACK`,
  window_update: (who: Side) => `${The(who)} changes its window`,
  zero_window: (who: Side) => `${The(who)} announces a zero window`,
  window_probe: (who: Side) => `${The(who)} probes the zero window`,
  window_probe_answer: (who: Side) => `${The(who)} still has a zero window`,
  keep_alive: (who: Side) => `${The(who)} checks whether the other end is alive`,
  keep_alive_answer: (who: Side) => `${The(who)} is still alive`,
  plain_ack: (who: Side) => `${The(who)} acknowledges nothing new`,
  fin_first: (who: Side) => `${The(who)} closes its direction`,
  fin_ack: (who: Side) => `${The(who)} acknowledges the FIN`,
  fin_second: (who: Side) => `${The(who)} closes too`,
  fin_with_ack: (who: Side) => `${The(who)} acknowledges and closes too`,
  fin_crossing: (who: Side) => `${The(who)} closes at the same time`,
  fin_again: (who: Side) => `${The(who)} retransmits its FIN`,
  fin_ack_crossing: (who: Side) => `${The(who)} acknowledges the crossing FIN`,
  last_ack: (who: Side) => `${The(who)} acknowledges the last FIN`,
  refusal: (who: Side) => `${The(who)} refuses`,
  reset: (who: Side) => `${The(who)} resets the connection`,
  reset_answer: (who: Side) => `${The(who)} rejects that ACK`,
  reset_again: (who: Side) => `${The(who)} sends another RST`,
  reset_ignored: (who: Side) => `${The(who)} sends an RST that has no effect`,
  reset_pending: (who: Side) => `${The(who)} sends an RST that must be verified`,
  stray: (who: Side) => `${The(who)} sends a segment that does not fit`,
  other: (who: Side) => `${The(who)} sends a segment`,
};

const flags = {
  synFirst: 'seq is the initial sequence number of this end',
  ack: 'the acknowledgment number is valid',
  fin: 'this end has no more data to send',
  psh: 'no more data for now: deliver the bytes to the application',
  pshEmpty: 'set, although there are no bytes to deliver',
  rst: 'the connection ends immediately',
  rstRefuses: 'there is no connection for this SYN',
  urg: 'the urgent pointer is valid',
  eceAsks: 'with CWR in a SYN: asks for Explicit Congestion Notification (ECN)',
  cwrAsks: 'with ECE in a SYN: asks for Explicit Congestion Notification (ECN)',
  eceAgrees: 'without CWR in a SYN ACK: agrees to Explicit Congestion Notification (ECN)',
  aeAsks: 'with CWR and ECE in a SYN: asks for Accurate ECN (RFC 9768)',
  accurateAnswers: 'in a SYN ACK: reports how the SYN arrived (Accurate ECN, RFC 9768)',
  accurateCounts: 'one bit of the count of marked packets (Accurate ECN, RFC 9768)',
  ece: 'a router marked a packet: the other end should send more slowly',
  cwr: 'this end has slowed down after a mark',
  notAgreed: 'no meaning, because ECN was not negotiated',
  ae: 'not used here; formerly NS (RFC 3540)',
  reservedInSyn: 'no meaning in this combination',
};

/** How the sequence number of an accepted RST relates to the expected one. */
const fits = (c: Omit<CheckNumbers, 'passed'>) =>
  c.raw('seq') === c.raw('rcv_nxt')
    ? `seq ${c.n('seq')} = RCV.NXT ${c.n('rcv_nxt')}`
    : `seq ${c.n('seq')} (RCV.NXT is ${c.n('rcv_nxt')} if everything captured has arrived)`;

const checks: Record<CheckName, (c: CheckNumbers) => string> = {
  syn_opens: (c) => `SYN is set, so RCV.NXT becomes ${c.n('seq')} + 1 = ${c.n('rcv_nxt')}`,
  syn_ack_acks_syn: (c) =>
    c.passed
      ? `ACK is set and acknowledges what it sent: ISS ${c.n('iss')} < ack ${c.n('ack')} ≤ SND.NXT ` +
        c.n('snd_nxt')
      : `ack ${c.n('ack')} is not above ISS ${c.n('iss')} and at most SND.NXT ${c.n('snd_nxt')}: ` +
        'it does not acknowledge this SYN',
  syn_ack_has_syn: (c) => `SYN is set, so RCV.NXT becomes ${c.n('seq')} + 1 = ${c.n('rcv_nxt')}`,
  ack_acceptable: (c) =>
    c.passed
      ? `ack ${c.n('ack')} ≤ SND.NXT ${c.n('snd_nxt')}: nothing new, acceptable`
      : `ack ${c.n('ack')} < SND.UNA ${c.n('snd_una')}: an older ACK, ignored`,
  ack_new_data: (c) =>
    `SND.UNA ${c.n('snd_una')} < ack ${c.n('ack')} ≤ SND.NXT ${c.n('snd_nxt')}: acknowledges ` +
    `${many(c.raw('acked'), 'sequence number')}`,
  ack_beyond: (c) =>
    c.passed
      ? `ack ${c.n('ack')} ≤ SND.NXT ${c.n('snd_nxt')}`
      : `ack ${c.n('ack')} > SND.NXT ${c.n('snd_nxt')}: more than was seen to be sent`,
  seq_expected: (c) =>
    `seq ${c.n('seq')} = RCV.NXT ${c.n('rcv_nxt')}: nothing is missing before it`,
  seq_ahead: (c) =>
    `seq ${c.n('seq')} > RCV.NXT ${c.n('rcv_nxt')}, as captured so far: ` +
    `${bytes(c.raw('missing'))} missing before it`,
  seq_old: (c) =>
    c.n('end_seq') === c.n('seq')
      ? `seq ${c.n('seq')} < RCV.NXT ${c.n('rcv_nxt')}: old, answered with an ACK`
      : `seq ${c.n('seq')} < RCV.NXT ${c.n('rcv_nxt')}: numbers it already has, if they arrived` +
        (c.passed ? `; those from ${c.n('rcv_nxt')} on are new` : ''),
  fin_in_order: (c) =>
    `FIN ${c.n('fin_seq')} = RCV.NXT ${c.n('rcv_nxt')}: nothing is missing before the FIN`,
  fin_early: (c) =>
    `FIN ${c.n('fin_seq')} > RCV.NXT ${c.n('rcv_nxt')}: ${bytes(c.raw('missing'))} missing, so the ` +
    'FIN must wait',
  rst_exact: (c) => `${fits(c)}: the RST is accepted`,
  rst_in_window: (c) =>
    `seq ${c.n('seq')} is in the window but not RCV.NXT ${c.n('rcv_nxt')}: challenge ACK, no reset yet`,
  rst_outside: (c) =>
    `seq ${c.n('seq')} is outside the window from RCV.NXT ${c.n('rcv_nxt')}: discarded`,
  seq_outside: (c) =>
    `seq ${c.n('seq')} cannot follow RCV.NXT ${c.n('rcv_nxt')}: discarded, answered with an ACK`,
  syn_in_connection: (c) =>
    `a SYN with seq ${c.n('seq')} inside the connection (RCV.NXT ${c.n('rcv_nxt')}): challenge ACK`,
  rst_acks_syn: (c) =>
    c.passed
      ? `ISS ${c.n('iss')} < ack ${c.n('ack')} ≤ SND.NXT ${c.n('snd_nxt')}: the RST answers its SYN`
      : `ack ${c.n('ack')} does not acknowledge its SYN (SND.NXT ${c.n('snd_nxt')}): the RST is ignored`,
};

const reasons: Record<
  Exclude<TransitionName, 'confirmed' | 'withdrawn'>,
  (p: Omit<CheckNumbers, 'passed'>) => string
> = {
  opens_actively: (p) => `it sends a SYN with ISS ${p.n('iss')}`,
  opens_passively: (p) => `a SYN arrives: IRS ${p.n('irs')}`,
  opens_simultaneously: (p) =>
    `a SYN arrives, IRS ${p.n('irs')}, that does not acknowledge its own SYN`,
  syn_acked: (p) => `its SYN is acknowledged: ack ${p.n('ack')} > ISS ${p.n('iss')}`,
  handshake_acked: (p) => `its SYN is acknowledged: ack ${p.n('ack')} > ISS ${p.n('iss')}`,
  sends_fin_first: (p) => `it sends FIN ${p.n('fin_seq')}`,
  sends_fin_second: (p) => `it sends FIN ${p.n('fin_seq')} after the other end’s FIN`,
  receives_fin: (p) => `FIN ${p.n('fin_seq')} arrives in order`,
  fin_acked: (p) => `its FIN is acknowledged: ack ${p.n('ack')} = FIN ${p.n('fin_seq')} + 1`,
  fins_cross: (p) =>
    `FIN ${p.n('fin_seq')} arrives with ack ${p.n('ack')} < SND.NXT ${p.n('snd_nxt')}, which does ` +
    'not acknowledge its own FIN',
  enters_time_wait: (p) =>
    `the other end’s FIN ${p.n('fin_seq')} has arrived too, so both directions are closed: 2MSL starts`,
  restarts_time_wait: (p) => `FIN ${p.n('fin_seq')} arrived again; 2MSL restarts`,
  last_ack_acked: (p) => `its FIN is acknowledged: ack ${p.n('ack')} = FIN ${p.n('fin_seq')} + 1`,
  sends_rst: (p) => `it sends an RST, seq ${p.n('seq')}`,
  reset_by_peer: (p) => `an RST arrives, ${fits(p)}`,
  refused_by_peer: (p) =>
    `its SYN is refused: the RST has ack ${p.n('ack')} ` +
    `${p.raw('ack') === p.raw('snd_nxt') ? '=' : '≤'} SND.NXT ${p.n('snd_nxt')}`,
  seen_mid_stream: (p) =>
    `its SYN is not in the capture; its sequence numbers are tracked from ${p.n('snd_nxt')}`,
  returns_to_listen: (p) => `the SYN it answered is withdrawn by an RST, ${fits(p)}`,
};

export const step = {
  ...steps,
  titles,
  flags,
  check: checks,
  reason: reasons,
  at: (p: { time: number; since: number | null; row: number }) =>
    p.since === null
      ? at(p.time)
      : `${at(p.time)}, ${p.since < 0 ? `${span(-p.since)} before` : `${span(p.since)} after`} ` +
        no(p.row - 1),
  provedHere: 'proved here',
  neverThere: (p: { state: string }) => `${p.state}, expected before, was not reached`,
  refutedBy: (p: { row: number }) => `expected, disproved by ${no(p.row)}`,
  expectedUntil: (p: { row: number }) => `expected until ${no(p.row)}`,
  assumedUntil: (p: { row: number }) => `assumed until ${no(p.row)}`,
  holds: 'holds',
  fails: 'fails',
};
