// The receiver's checks with their numbers, and the purpose of a segment. This file changes no
// states.
#include "core/tcp/tracker_step.h"

namespace tcpladder {

// The checks are in the order of RFC 9293 section 3.10.7.4.
void TrackerStep::CheckNumbers() {
  CheckSequence();
  if (Has(kAck)) CheckAck();
  if (Has(kFin) && !peer_.fin_taken) CheckFin();
}

void TrackerStep::CheckSequence() {
  if (!before_.rcv_known) return;
  const Seq seq = segment_.seq, rcv_nxt = before_.rcv_nxt;
  if (seq == rcv_nxt) {
    Check(true, EventId::seq_expected, peer_, seq.raw(), rcv_nxt.raw());
  } else if (seq > rcv_nxt) {
    Check(true, EventId::seq_ahead, peer_, seq.raw(), rcv_nxt.raw(),
          peer_.out_of_order.Missing(rcv_nxt, seq));
  } else {
    Check(end_seq() > rcv_nxt, EventId::seq_old, peer_, seq.raw(), rcv_nxt.raw(), end_seq().raw());
  }
}

void TrackerStep::CheckAck() {
  const Seq ack = segment_.ack, snd_nxt = peer_.snd_nxt;
  // If the SYN was not captured, it is unknown whether numbers below the first one are
  // unacknowledged.
  const Seq first = peer_.iss_known ? peer_.iss : peer_.iss + 1;
  const Seq snd_una = before_.acked_known ? before_.acked : first;
  if (ack > snd_nxt) {
    Check(false, EventId::ack_beyond, peer_, ack.raw(), snd_nxt.raw());
  } else if (ack > snd_una) {
    Check(true, EventId::ack_new_data, peer_, snd_una.raw(), ack.raw(), snd_nxt.raw(),
          ack.Since(snd_una));
  } else {
    Check(ack == snd_una, EventId::ack_acceptable, peer_, snd_una.raw(), ack.raw(), snd_nxt.raw());
  }
}

void TrackerStep::CheckFin() {
  const Seq fin_seq = end_of_text();
  const uint32_t missing =
      before_.rcv_known ? peer_.out_of_order.Missing(before_.rcv_nxt, segment_.seq) : 0;
  if (missing == 0) {
    Check(true, EventId::fin_in_order, peer_, fin_seq.raw(), fin_seq.raw());
  } else {
    Check(false, EventId::fin_early, peer_, fin_seq.raw(), before_.rcv_nxt.raw(), missing);
  }
}

void TrackerStep::Annotate() {
  if (segment_.length <= 1 && !Has(kFin)) AnnotateProbe();
  if (segment_.length > 0 || Has(kFin)) {
    if (connection_.probe_row != row_) AnnotateText();
  } else {
    AnnotateAnswer();
  }
}

// A keep-alive probe repeats the last sequence number before SND.NXT, and everything has been
// acknowledged.
void TrackerStep::AnnotateProbe() {
  if (!peer_.acked_known || peer_.acked != before_.snd_nxt || peer_.fin_sent) return;
  if (segment_.seq != before_.snd_nxt - 1) return;
  Tell(EventId::keep_alive_probe, me_, segment_.seq.raw(), before_.snd_nxt.raw());
  connection_.probe_row = row_;
  connection_.probe_by = index_of(me_);
}

void TrackerStep::AnnotateAnswer() {
  const bool repeats =
      before_.acked_known && segment_.ack == before_.acked && segment_.seq == before_.snd_nxt;
  if (!repeats) return;
  if (connection_.challenge_row != kNoRow && connection_.challenge_by != index_of(me_)) {
    Tell(EventId::challenge_ack, me_, RowArg(connection_.challenge_row), segment_.ack.raw());
    connection_.challenge_row = kNoRow;
  } else if (connection_.probe_row != kNoRow && connection_.probe_by != index_of(me_)) {
    Tell(EventId::keep_alive_answer, me_, RowArg(connection_.probe_row), segment_.ack.raw());
    connection_.probe_row = kNoRow;
  }
}

void TrackerStep::AnnotateText() {
  const Seq seq = segment_.seq, end = end_seq();
  if (end <= before_.snd_nxt) {
    const bool seen = !before_.rcv_known || end_of_text() <= before_.rcv_nxt ||
                      peer_.out_of_order.Covers(seq, end_of_text());
    const bool fin_only = segment_.length == 0;
    if (!seen) {
      Tell(EventId::fills_gap, me_, seq.raw(), end.raw());
    } else if (me_.fin_sent && Has(kFin) && IsCopy()) {
      Tell(EventId::seen_twice, me_, RowArg(me_.fin_row));
    } else if (!fin_only || me_.fin_sent) {
      Tell(EventId::retransmits, me_, fin_only ? RowArg(me_.fin_row) : -1, seq.raw(), end.raw());
    }
  } else if (segment_.length > 0 && peer_.fin_sent && me_.acked_known &&
             me_.acked > peer_.fin_seq) {
    Tell(EventId::half_closed_data, me_, segment_.length, RowArg(peer_.fin_row));
  }
}

}  // namespace tcpladder
