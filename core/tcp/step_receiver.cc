// The effect of a segment without SYN or RST on the end that receives it: predictions only.
#include "core/tcp/tracker_step.h"

namespace tcpladder {

void TrackerStep::ReceiveOrdinary() {
  if (set_aside_) return;
  if (events_) CheckNumbers();
  const State state = peer_.now.state;
  if (state == State::closed || state == State::listen || state == State::syn_sent ||
      state == State::unknown) {
    return;
  }
  DoubtTakenFin();
  const bool repeated_fin = Has(kFin) && peer_.fin_taken && state == State::time_wait &&
                            me_.fin_sent && end_of_text() == me_.fin_seq;
  // A FIN that crossed the receiver's own segments arrives before anything that was sent after the
  // FIN.
  if (me_.fin_sent && segment_.seq > me_.fin_seq && FinReady()) {
    TakeFin(peer_, me_, Certainty::expected);
  }
  ReceiveText();
  const bool fin_follows = Has(kFin) && FinReady();
  if (Has(kAck)) ReceiveAck(fin_follows);
  if (FinReady()) TakeFin(peer_, me_, Certainty::expected);
  if (repeated_fin) Tell(EventId::restarts_time_wait, peer_, me_.fin_seq.raw());
}

void TrackerStep::ReceiveText() {
  if (!peer_.rcv_known) {
    peer_.rcv_nxt = segment_.seq;
    peer_.rcv_known = true;
  }
  if (segment_.length == 0 || !Plausible(segment_.seq, peer_.rcv_nxt)) return;
  peer_.rcv_nxt = peer_.out_of_order.Take(peer_.rcv_nxt, segment_.seq, end_of_text());
}

void TrackerStep::ReceiveAck(bool fin_follows) {
  const Seq ack = me_.acked;
  // If the receiver acknowledges anything above this number, the present acknowledgment has
  // arrived.
  const Seq sent_before = segment_.seq > before_.snd_nxt ? segment_.seq : before_.snd_nxt;
  switch (peer_.now.state) {
    case State::syn_received:
      if (!AcceptableToOpener(ack)) break;
      Enter(peer_, State::established, Certainty::expected);
      peer_.proof = peer_.active ? me_.iss : sent_before;
      peer_.proof_known = true;
      Tell(EventId::handshake_acked, peer_, ack.raw(), peer_.iss.raw());
      break;
    case State::fin_wait_1:
      if (ack <= peer_.fin_seq || fin_follows) break;
      EnterExpected(peer_, State::fin_wait_2, sent_before);
      Tell(EventId::fin_acked, peer_, ack.raw(), peer_.fin_seq.raw());
      break;
    case State::closing:
      if (ack <= peer_.fin_seq) break;
      EnterExpected(peer_, State::time_wait, ack);
      peer_.proof_known = false;  // no segment of this end distinguishes TIME-WAIT from CLOSING
      Tell(EventId::fin_acked, peer_, ack.raw(), peer_.fin_seq.raw());
      Tell(EventId::enters_time_wait, peer_, me_.fin_seq.raw());
      break;
    case State::last_ack:
      // An acknowledgment that does not cover the FIN, such as a challenge ACK, does not close the
      // end.
      if (ack <= peer_.fin_seq) break;
      peer_.before_reset = 0;
      EnterExpected(peer_, State::closed, ack);
      peer_.proof_known = false;
      Tell(EventId::last_ack_acked, peer_, ack.raw(), peer_.fin_seq.raw());
      break;
    default:
      break;
  }
  const bool from_client = index_of(me_) == 0;
  if (from_client && connection_.third_row == kNoRow && peer_.snd_known && ack > peer_.iss &&
      me_.iss_known) {
    connection_.third_row = row_;
  }
}

}  // namespace tcpladder
