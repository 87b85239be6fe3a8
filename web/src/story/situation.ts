// The purpose of a segment: one of the situations for which the panel has a title and sentences.
import { RST, SYN, ACK, FIN, hasAnalysis, seqDistance } from '../model/segment';
import { isStray, probeAt } from '../model/exchange';
import type { SegmentContext } from './segment_context';
import type { Words } from '../words/story';

export type Situation = keyof Words['step']['titles'];

/** The situation of the segment that is described. */
export function situationOf(t: SegmentContext): Situation {
  const { flags } = t.segment;
  if (t.twin() !== null) return 'seen_twice';
  if (isStray(t.connection, t.segment.row)) return 'stray';
  if (flags & RST) return reset(t);
  if (flags & SYN) return flags & ACK ? synAck(t) : syn(t);
  if (flags & FIN) return fin(t);
  return liveness(t) ?? (t.segment.length > 0 ? data(t) : acknowledgment(t));
}

function reset(t: SegmentContext): Situation {
  const { from, to, row, flags } = t.segment;
  if (t.said('rst_answers_ack')) return 'reset_answer';
  if (t.said('rst_in_window')) return 'reset_pending';
  if (t.said('rst_outside') || t.said('rst_acks_syn')?.passed === false) return 'reset_ignored';
  if (t.said('refused_by_peer')) return 'refusal';
  const answersSyn = flags & ACK && t.marks.syn[to] !== null && t.marks.syn[from] === null;
  const first = t.marks.reset ?? row;
  if (first < row && t.before(0).state === 'CLOSED' && t.before(1).state === 'CLOSED') {
    return answersSyn ? 'refusal' : 'reset_again';
  }
  return answersSyn && t.marks.data[to] === null ? 'refusal' : 'reset';
}

function syn(t: SegmentContext): Situation {
  const { row, from, to } = t.segment;
  if (t.said('syn_in_connection')) return 'syn_stray';
  const first = t.marks.syn[from];
  if (first !== null && first < row) return 'syn_again';
  const other = t.marks.syn[to];
  return other !== null && other < row && !t.said('filed_late') ? 'syn_crossing' : 'syn';
}

function synAck(t: SegmentContext): Situation {
  const { row, from } = t.segment;
  if (t.said('syn_in_connection')) return 'syn_stray';
  if (t.said('syn_ack_acks_syn')?.passed === false) return 'syn_ack_unfit';
  const first = t.marks.synAck[from];
  if (first !== null && first < row) return t.said('new_iss') ? 'syn_ack' : 'syn_ack_again';
  const own = t.marks.syn[from];
  return own !== null && own < row ? 'syn_ack_crossing' : 'syn_ack';
}

/** By what the FINs acknowledge; the order of capture may differ. */
function fin(t: SegmentContext): Situation {
  const { row, from, to, flags, ack } = t.segment;
  const own = t.marks.fin[from];
  if (own !== null && own < row) return 'fin_again';
  const other = t.marks.fin[to];
  if (other === null) return 'fin_first';
  if (flags & ACK && seqDistance(ack, t.marks.finNumber[to]) > 0) {
    const confirmed = t.marks.finAcked[to];
    return confirmed !== null && confirmed < row ? 'fin_second' : 'fin_with_ack';
  }
  if (other >= row) return 'fin_first';
  if (t.marks.finsCross) return 'fin_crossing';
  // It was captured late if the other FIN acknowledges it; otherwise that one was lost.
  return seqDistance(t.at(other).ack, t.segment.end) < 0 ? 'fin_second' : 'fin_first';
}

/** Keep-alive probes and zero window probes, and their answers. */
function liveness(t: SegmentContext): Situation | null {
  const { row, from, length, window } = t.segment;
  const table = t.connection.segments;
  const probe = probeAt(t.connection, row);
  if (probe !== 'none') return probe === 'window' ? 'window_probe' : 'keep_alive';
  if (length > 0 || row === t.marks.third) return null;
  const answers = t.said('keep_alive_answer') !== undefined;
  if (answers && t.answersWindowProbe())
    return window === 0 ? 'window_probe_answer' : 'window_update';
  if (answers) return 'keep_alive_answer';
  const ownFin = t.marks.fin[from];
  const closing = ownFin !== null && ownFin < row;
  if (hasAnalysis(table, row, 'keep_alive_ack') && !closing) {
    return window === 0 ? 'window_probe_answer' : 'keep_alive_answer';
  }
  return hasAnalysis(table, row, 'zero_window_probe_ack') ? 'window_probe_answer' : null;
}

function data(t: SegmentContext): Situation {
  const { row, to } = t.segment;
  if (t.repeats()) return 'data_again';
  const otherFin = t.marks.finAcked[to];
  if (otherFin !== null && otherFin <= row) return 'data_half_closed';
  return t.turn() ?? 'data';
}

function acknowledgment(t: SegmentContext): Situation {
  const { row, from, to, flags, window } = t.segment;
  const table = t.connection.segments;
  if (!(flags & ACK)) return 'other';
  if (row === t.marks.third || confirmsSynAlone(t)) return 'handshake_ack';
  if (row === t.marks.finAcked[to]) {
    const own = t.marks.fin[from];
    if (own === null || own > row) return 'fin_ack';
    return t.marks.finsCross ? 'fin_ack_crossing' : 'last_ack';
  }
  if (t.said('restarts_time_wait') || answersRepeatedFin(t)) return 'last_ack';
  if (t.said('challenge_ack')) return 'challenge_ack';
  if (window === 0) return 'zero_window';
  if (hasAnalysis(table, row, 'duplicate_ack')) return 'duplicate_ack';
  if (t.newlyConfirmed() > 0) return 'data_ack';
  const before = t.previousWindow();
  if (before === 0) return 'window_update';
  return before !== null && hasAnalysis(table, row, 'window_update')
    ? 'window_update'
    : 'plain_ack';
}

/**
 * An ACK of a SYN without a SYN ACK, because both crossed, or because its SYN ACK was not captured.
 */
function confirmsSynAlone(t: SegmentContext): boolean {
  const confirms = t.marks.third === null && t.said('handshake_acked') !== undefined;
  return confirms && t.newlyConfirmedBytes() === 0;
}

/** An ACK of a FIN that was acknowledged before and has just been repeated. */
function answersRepeatedFin(t: SegmentContext): boolean {
  const { row, to } = t.segment;
  const confirmed = t.marks.finAcked[to];
  if (confirmed === null || confirmed >= row || row === 0) return false;
  const last = t.at(row - 1);
  return last.from === to && (last.flags & FIN) !== 0;
}
