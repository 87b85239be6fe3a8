// Where a segment leads the end that receives it, if it arrives: predictions, all of them.
#include "core/tcp/tracker_step.h"

namespace tcpladder {

void TrackerStep::ReceiveSyn() {
  if (set_aside_) return;
  const State state = peer_.now.state;
  const bool listening = state == State::listen || state == State::unknown ||
                         (state == State::closed && peer_.now.certainty == Certainty::assumed);
  if (!listening && state != State::syn_sent) return;
  peer_.rcv_nxt = segment_.seq + 1;
  peer_.rcv_known = true;
  Check(true, StatementId::syn_opens, peer_, segment_.seq.raw(), peer_.rcv_nxt.raw());
  peer_.now.certainty = Certainty::expected;
  EnterExpected(peer_, State::syn_received, segment_.seq);
  peer_.proof_known = false;  // only its SYN ACK proves this state
  if (listening) {
    Tell(StatementId::opens_passively, peer_, segment_.seq.raw());
  } else {
    facts_.simultaneous = true;
    Tell(StatementId::opens_simultaneously, peer_, segment_.seq.raw());
  }
}

void TrackerStep::ReceiveSynAck() {
  if (set_aside_) return;
  const bool acceptable = AcceptableToOpener(segment_.ack);
  const bool refused = peer_.now.state == State::closed && peer_.now.certainty != Certainty::sure &&
                       peer_.active && facts_.refused;
  const bool opening = peer_.now.state == State::syn_sent ||
                       (peer_.now.state == State::syn_received && peer_.active) || refused;
  if (opening) {
    Check(acceptable, StatementId::syn_ack_acks_syn, peer_, peer_.iss.raw(), segment_.ack.raw(),
          peer_.snd_nxt.raw());
    Check(true, StatementId::syn_ack_has_syn, peer_, segment_.seq.raw(), (segment_.seq + 1).raw());
  }
  if (!acceptable) return;
  if (!peer_.rcv_known || peer_.rcv_nxt <= segment_.seq) peer_.rcv_nxt = segment_.seq + 1;
  peer_.rcv_known = true;
  if (segment_.length > 0) {
    peer_.rcv_nxt = peer_.beyond.Take(peer_.rcv_nxt, segment_.seq + 1, end_seq());
  }
  if (refused) {
    WithdrawTo(peer_, State::syn_sent);
    facts_.refused = false;
    facts_.reset_row = kNoRow;
  }
  if (opening) {
    const bool simultaneous = facts_.simultaneous;
    if (simultaneous && peer_.now.state == State::syn_sent) {
      // The SYN that crossed its own arrives before this one's acknowledgment.
      Tell(StatementId::opens_simultaneously, peer_, segment_.seq.raw());
      Enter(peer_, State::syn_received, Certainty::expected);
    }
    Enter(peer_, State::established, Certainty::expected);
    peer_.proof = me_.iss;
    peer_.proof_known = true;
    Tell(simultaneous ? StatementId::handshake_acked : StatementId::syn_acked, peer_,
         segment_.ack.raw(), peer_.iss.raw());
  } else if (peer_.now.state == State::established && peer_.now.certainty == Certainty::expected &&
             peer_.active) {
    peer_.proof = me_.iss;
  }
}

void TrackerStep::ReceiveOrdinary() {
  if (set_aside_) return;
  if (statements_) CheckNumbers();
  const State state = peer_.now.state;
  if (state == State::closed || state == State::listen || state == State::syn_sent ||
      state == State::unknown) {
    return;
  }
  DoubtTakenFin();
  const bool repeated_fin = Has(kFin) && peer_.fin_taken && state == State::time_wait &&
                            me_.fin_sent && end_of_text() == me_.fin_seq;
  // A FIN that crossed the receiver's own segments arrives before whatever was sent after it.
  if (me_.fin_sent && segment_.seq > me_.fin_seq && FinReady()) {
    TakeFin(peer_, me_, Certainty::expected);
  }
  ReceiveText();
  const bool fin_follows = Has(kFin) && FinReady();
  if (Has(kAck)) ReceiveAck(fin_follows);
  if (FinReady()) TakeFin(peer_, me_, Certainty::expected);
  if (repeated_fin) Tell(StatementId::restarts_time_wait, peer_, me_.fin_seq.raw());
}

// The sender repeats what lies at or before its FIN and was never acknowledged: it was lost, and
// the FIN waited for it. Then the acknowledgments that followed the FIN were taken before it.
void TrackerStep::DoubtTakenFin() {
  const State state = peer_.now.state;
  if (state != State::closing && state != State::time_wait) return;
  const bool repeats = (segment_.length > 0 || Has(kFin)) && end_seq() <= before_.snd_nxt;
  if (Has(kFin) && IsCopy()) return;
  if (!repeats || !peer_.fin_taken || peer_.now.certainty != Certainty::expected) return;
  if (!peer_.acked_known || peer_.acked > segment_.seq || me_.acked <= peer_.fin_seq) return;
  WithdrawTo(peer_, State::fin_wait_1);
  peer_.now.certainty = Certainty::expected;
  peer_.fin_taken = false;
  if (!Has(kFin)) return;
  EnterExpected(peer_, State::fin_wait_2, peer_.acked);
  peer_.proof_known = false;
}

void TrackerStep::ReceiveText() {
  if (!peer_.rcv_known) {
    peer_.rcv_nxt = segment_.seq;
    peer_.rcv_known = true;
  }
  if (segment_.length == 0) return;
  peer_.rcv_nxt = peer_.beyond.Take(peer_.rcv_nxt, segment_.seq, end_of_text());
}

// True when the peer has everything before the sender's FIN, by what was seen, and not yet the FIN.
bool TrackerStep::FinReady() const {
  const State state = peer_.now.state;
  return me_.fin_sent && !peer_.fin_taken && peer_.rcv_known && peer_.rcv_nxt >= me_.fin_seq &&
         state >= State::syn_received && state <= State::fin_wait_2;
}

void TrackerStep::ReceiveAck(bool fin_follows) {
  const Seq ack = me_.acked;
  // Whatever the receiver acknowledges above this came with this acknowledgment, or after it.
  const Seq sent_before = segment_.seq > before_.snd_nxt ? segment_.seq : before_.snd_nxt;
  switch (peer_.now.state) {
    case State::syn_received:
      if (!AcceptableToOpener(ack)) break;
      Enter(peer_, State::established, Certainty::expected);
      peer_.proof = peer_.active ? me_.iss : sent_before;
      peer_.proof_known = true;
      Tell(StatementId::handshake_acked, peer_, ack.raw(), peer_.iss.raw());
      break;
    case State::fin_wait_1:
      if (ack <= peer_.fin_seq || fin_follows) break;
      EnterExpected(peer_, State::fin_wait_2, sent_before);
      Tell(StatementId::fin_acked, peer_, ack.raw(), peer_.fin_seq.raw());
      break;
    case State::closing:
      if (ack <= peer_.fin_seq) break;
      EnterExpected(peer_, State::time_wait, ack);
      peer_.proof_known = false;  // nothing it sends tells TIME-WAIT from CLOSING
      Tell(StatementId::fin_acked, peer_, ack.raw(), peer_.fin_seq.raw());
      Tell(StatementId::enters_time_wait, peer_, me_.fin_seq.raw());
      break;
    case State::last_ack:
      // An acknowledgment of less than the FIN, such as a challenge ACK, closes nothing.
      if (ack <= peer_.fin_seq) break;
      peer_.before_reset = 0;
      EnterExpected(peer_, State::closed, ack);
      peer_.proof_known = false;
      Tell(StatementId::last_ack_acked, peer_, ack.raw(), peer_.fin_seq.raw());
      break;
    default:
      break;
  }
  const bool from_client = index_of(me_) == 0;
  if (from_client && facts_.third_row == kNoRow && peer_.snd_known && ack > peer_.iss &&
      me_.iss_known) {
    facts_.third_row = row_;
  }
}

void TrackerStep::ReceiveReset(ResetFit fit) {
  const int64_t seq = segment_.seq.raw(), rcv_nxt = peer_.rcv_nxt.raw();
  const State state = peer_.now.state;
  bool closes = false;
  switch (state) {
    case State::unknown:
    case State::closed:
    case State::listen:
      break;
    case State::syn_sent:
      closes = Has(kAck) && AcceptableToOpener(segment_.ack);
      Check(closes, StatementId::rst_acks_syn, peer_, peer_.iss.raw(), segment_.ack.raw(),
            peer_.snd_nxt.raw());
      if (!closes) break;
      facts_.refused = true;
      CloseByReset(peer_, State::closed, Certainty::expected);
      Tell(StatementId::refused_by_peer, peer_, segment_.ack.raw(), peer_.snd_nxt.raw());
      break;
    default:
      if (fit == ResetFit::outside) {
        Check(false, StatementId::rst_outside, peer_, seq, rcv_nxt, peer_.window());
        return;
      }
      if (fit == ResetFit::in_window) {
        Check(false, StatementId::rst_in_window, peer_, seq, rcv_nxt, peer_.window());
        Tell(StatementId::rst_waits, peer_, seq, rcv_nxt, peer_.window());
        peer_.rst_pending = true;
        facts_.challenge_row = row_;
        facts_.challenge_by = index_of(me_);
        break;
      }
      closes = true;
      Check(true, StatementId::rst_exact, peer_, seq, rcv_nxt);
      peer_.rst_pending = false;
      if (state == State::syn_received && !peer_.active) {
        CloseByReset(peer_, State::listen, Certainty::expected);
        Tell(StatementId::returns_to_listen, peer_, seq, rcv_nxt);
      } else {
        const bool assumed = peer_.now.certainty == Certainty::assumed;
        CloseByReset(peer_, State::closed, assumed ? Certainty::assumed : Certainty::expected);
        Tell(StatementId::reset_by_peer, peer_, seq, rcv_nxt);
      }
  }
  if (!closes && !peer_.rst_pending && !me_.rst_sent) return;
  if (facts_.reset_row == kNoRow || segment_.seq > facts_.rst_seq) facts_.rst_seq = segment_.seq;
  if (facts_.reset_row != kNoRow && !closes) return;
  facts_.reset_row = row_;
  facts_.reset_by = index_of(me_);
}

}  // namespace tcpladder
