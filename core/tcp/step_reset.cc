// Evaluates resets by their sequence numbers (RFC 9293 section 3.10.7, RFC 5961), and the segments
// after them.
#include "core/tcp/tracker_step.h"

namespace tcpladder {

TrackerStep::ResetFit TrackerStep::FitOfReset() const {
  if (!peer_.rcv_known) return ResetFit::exact;
  const Seq seq = segment_.seq;
  if (seq == peer_.rcv_nxt || (peer_.acked_known && seq == peer_.acked) ||
      (me_.snd_known && seq == me_.snd_nxt)) {
    return ResetFit::exact;
  }
  const State state = peer_.now.state;
  const bool has_fin = peer_.fin_taken && (state == State::close_wait || state == State::last_ack ||
                                           state == State::closing);
  if (has_fin && seq + 1 == peer_.rcv_nxt) return ResetFit::at_fin;
  const uint32_t window = peer_.window() == 0 ? 1 : peer_.window();
  return InWindow(seq, peer_.rcv_nxt, window) ? ResetFit::in_window : ResetFit::outside;
}

// False if the reset has no further effect: its number is outside the receiver's window, so it is
// unknown whether the sender itself sent it.
bool TrackerStep::SendReset(ResetFit fit) {
  const State state = me_.now.state;
  const bool opening = state == State::syn_sent || state == State::syn_received;
  if (opening && !Has(kAck) && connection_.bad_ack_known && segment_.seq == connection_.bad_ack) {
    // The reset answers an unacceptable acknowledgment and does not change the state of its sender.
    Tell(EventId::rst_answers_ack, me_, segment_.seq.raw(), me_.snd_nxt.raw());
    return true;
  }
  const bool peer_opening = peer_.now.state == State::syn_sent || peer_.now.state == State::unknown;
  if (fit == ResetFit::outside && !peer_opening) {
    Check(false, EventId::rst_outside, peer_, segment_.seq.raw(), peer_.rcv_nxt.raw(),
          peer_.window());
    // An end whose connection is closed answers delayed segments with resets; each has the
    // acknowledgment number of the segment it answers.
    const bool answers_older = !Has(kAck) && me_.snd_known && peer_.acked_known &&
                               segment_.seq > me_.iss && segment_.seq < peer_.acked;
    if (answers_older && state != State::closed) {
      RefuteByReset();
      CloseByReset(me_, State::closed, Certainty::assumed);
      Tell(EventId::sends_rst, me_, segment_.seq.raw());
      me_.rst_sent = true;
      connection_.rst_seq = segment_.seq;
    } else if (opening && me_.now.certainty == Certainty::sure) {
      me_.now.certainty = Certainty::assumed;  // it may reject a segment that was not captured
    }
    return false;
  }
  RefuteByReset();
  // If its opening was not captured, an end may also send a reset without ACK in SYN-SENT. A reset
  // may be forged if its number is neither the sender's next nor an acknowledgment number, or if it
  // does not acknowledge the SYN that it answers.
  const bool misses_syn = peer_.now.state == State::syn_sent && peer_.iss_known &&
                          !(Has(kAck) && AcceptableToOpener(segment_.ack));
  const bool doubtful = state == State::unknown || (!me_.iss_known && !Has(kAck)) ||
                        fit == ResetFit::in_window || misses_syn;
  if (me_.now.state == State::closed) {
    if (!doubtful) Confirm(me_);
  } else {
    CloseByReset(me_, State::closed, doubtful ? Certainty::assumed : Certainty::sure);
    Tell(EventId::sends_rst, me_, segment_.seq.raw());
  }
  me_.rst_sent = true;
  return true;
}

// Derives from a reset in which state its sender was.
void TrackerStep::RefuteByReset() {
  const State state = me_.now.state;
  const bool expected = me_.now.certainty == Certainty::expected;
  const bool answers = !Has(kAck) && peer_.acked_known && segment_.seq == peer_.acked;
  const Seq acked = Has(kAck) ? segment_.ack : me_.acked;
  if (state == State::syn_received && expected && !me_.syn_seen) {
    me_.path.Withdraw();  // the port is closed: the end was never in this state
    me_.now = {};
  } else if (me_.fin_taken && me_.now.certainty != Certainty::sure && acked <= peer_.fin_seq) {
    // An end acknowledges a FIN as soon as it arrives, so this end was closed before the FIN
    // arrived.
    me_.fin_taken = false;
    if (!me_.fin_sent) {
      return WithdrawTo(me_,
                        answers && RepeatedSynAckOnly() ? State::syn_received : State::established);
    }
    // The number of a reset without ACK is the acknowledgment number of the segment it answers.
    const bool fin_was_acked =
        Has(kAck) ? me_.path.Passed(State::fin_wait_2) : segment_.seq > me_.fin_seq;
    WithdrawTo(me_, State::fin_wait_1);
    if (fin_was_acked) Enter(me_, State::fin_wait_2, Certainty::sure);
  } else if (state == State::fin_wait_2 && expected && !Has(kAck) && segment_.seq <= me_.fin_seq) {
    WithdrawTo(me_, State::fin_wait_1);  // it answers a segment sent before its FIN arrived
  } else if (state == State::established && expected && me_.active && answers) {
    WithdrawTo(me_, State::syn_sent);  // the end has no such connection
  } else if (state == State::established && expected && answers && RepeatedSynAckOnly()) {
    WithdrawTo(me_,
               State::syn_received);  // it had sent its SYN ACK again: no third segment arrived
  } else if (expected && me_.proof_known && Has(kAck) && segment_.ack > me_.proof) {
    Confirm(me_);
  }
}

// The end has retransmitted its SYN ACK and has sent nothing else.
bool TrackerStep::RepeatedSynAckOnly() const {
  return me_.syn_repeated && !me_.active && me_.snd_nxt == me_.iss + 1 &&
         me_.acked == peer_.iss + 1;
}

void TrackerStep::ReceiveReset(ResetFit fit) {
  const int64_t seq = segment_.seq.raw();
  const int64_t rcv_nxt = peer_.rcv_known ? peer_.rcv_nxt.raw() : seq;
  const State state = peer_.now.state;
  const bool refused_before = connection_.refused;
  bool closes = false;
  switch (state) {
    case State::unknown:
    case State::closed:
    case State::listen:
      break;
    case State::syn_sent:
      closes = Has(kAck) && AcceptableToOpener(segment_.ack);
      Check(closes, EventId::rst_acks_syn, peer_, peer_.iss.raw(), segment_.ack.raw(),
            peer_.snd_nxt.raw());
      if (!closes) break;
      connection_.refused = true;
      CloseByReset(peer_, State::closed, Certainty::expected);
      Tell(EventId::refused_by_peer, peer_, segment_.ack.raw(), peer_.snd_nxt.raw());
      break;
    default:
      if (fit == ResetFit::outside) {
        Check(false, EventId::rst_outside, peer_, seq, rcv_nxt, peer_.window());
        return;
      }
      if (fit == ResetFit::at_fin) {
        // The receiver's next segments show whether it accepted the reset.
        Tell(EventId::rst_waits, peer_, seq, rcv_nxt, peer_.window());
        peer_.rst_pending = true;
        break;
      }
      if (fit == ResetFit::in_window) {
        Check(false, EventId::rst_in_window, peer_, seq, rcv_nxt, peer_.window());
        Tell(EventId::rst_waits, peer_, seq, rcv_nxt, peer_.window());
        peer_.rst_pending = true;
        connection_.challenge_row = row_;
        connection_.challenge_by = index_of(me_);
        break;
      }
      closes = true;
      // The FIN arrived before the reset, unless a challenge ACK has shown that it did not.
      if (!peer_.rst_pending && FinReady()) TakeFin(peer_, me_, Certainty::expected);
      Check(true, EventId::rst_exact, peer_, seq, rcv_nxt);
      peer_.rst_pending = false;
      if (state == State::syn_received && !peer_.active) {
        CloseByReset(peer_, State::listen, Certainty::expected);
        Tell(EventId::returns_to_listen, peer_, seq, rcv_nxt);
      } else {
        const bool assumed = peer_.now.certainty == Certainty::assumed;
        CloseByReset(peer_, State::closed, assumed ? Certainty::assumed : Certainty::expected);
        Tell(EventId::reset_by_peer, peer_, seq, rcv_nxt);
      }
  }
  if (!closes && !peer_.rst_pending && !me_.rst_sent) return;
  // If the sender later acknowledges more than this, the connection is still open.
  const Seq seq_end = me_.snd_known && me_.snd_nxt > segment_.seq ? me_.snd_nxt : segment_.seq;
  if (connection_.reset_row == kNoRow || seq_end > connection_.rst_seq)
    connection_.rst_seq = seq_end;
  if (connection_.reset_row != kNoRow && (!closes || refused_before)) return;
  connection_.reset_row = row_;
  connection_.reset_by = index_of(me_);
}

void TrackerStep::CloseByReset(TrackedEnd& end, State state, Certainty certainty) {
  end.before_reset = end.now.Pack();
  Enter(end, state, certainty);
}

void TrackerStep::SpeakAfterReset() {
  const bool acks_more = Has(kAck) && (!me_.acked_known || segment_.ack > me_.acked);
  const bool sends_more = segment_.length > 0 && end_seq() > me_.snd_nxt;
  if (me_.rst_pending && (acks_more || sends_more || ChallengesPendingReset())) {
    me_.rst_pending = false;
    Tell(EventId::rst_ignored, me_, row_, RowArg(connection_.reset_row));
    connection_.reset_row = kNoRow;
  }
  const State state = me_.now.state;
  if (state != State::closed && state != State::listen) return;
  if (me_.rst_sent) {
    // Higher numbers show that the reset was not its own; lower ones were captured late.
    if (segment_.seq > connection_.rst_seq || acks_more || sends_more) {
      me_.rst_sent = false;
      peer_.rst_pending = false;
      Revive(me_);
    }
  } else if (me_.before_reset != 0) {
    const bool acks_syn_ack = connection_.refused && peer_.syn_seen && segment_.ack > peer_.iss;
    if (Has(kAck) && (segment_.ack > connection_.rst_seq || acks_syn_ack)) {
      Revive(me_);
    } else if (ChallengesReset()) {
      Tell(EventId::challenge_ack, me_, RowArg(connection_.reset_row), segment_.ack.raw());
      me_.fin_taken = false;
      me_.rst_pending = true;
      WithdrawTo(me_, State::established);
    }
  } else if (me_.fin_sent && segment_.length > 0 && !Has(kFin) && !IsStale()) {
    // The end retransmits data below its FIN, so the last acknowledgment did not arrive.
    WithdrawTo(me_, State::last_ack);
  }
}

// An end that accepts a reset sends nothing more. An end that sends a challenge ACK has not
// accepted it, and a peer that is closed answers the challenge with another reset (RFC 5961 section
// 3.2).
bool TrackerStep::ChallengesPendingReset() const {
  const bool bare = Has(kAck) && !Has(kFin) && segment_.length == 0;
  return bare && connection_.reset_row != kNoRow &&
         connection_.challenge_row == connection_.reset_row &&
         connection_.challenge_by != index_of(me_) && before_.acked_known &&
         segment_.ack == before_.acked && segment_.seq == before_.snd_nxt;
}

// The end repeats its last acknowledgment, which covers everything except the peer's FIN. So the
// FIN was lost, and the reset after it did not have the expected number.
bool TrackerStep::ChallengesReset() const {
  const bool bare = Has(kAck) && !Has(kFin) && segment_.length == 0;
  const bool repeats =
      before_.acked_known && segment_.ack == before_.acked && segment_.seq == before_.snd_nxt;
  return bare && repeats && me_.fin_taken && !me_.fin_sent && segment_.ack == peer_.fin_seq &&
         me_.now.certainty != Certainty::sure;
}

void TrackerStep::Revive(TrackedEnd& end) {
  Tell(EventId::withdrawn, end, row_, RowArg(end.since_row), static_cast<int64_t>(end.now.state));
  if (end.path.back() == end.now.state) end.path.Withdraw();
  const EndState before = EndState::Unpack(end.before_reset);
  Enter(end, before.state, before.certainty);
  if (connection_.reset_row != kNoRow) {
    Tell(EventId::rst_ignored, end, row_, RowArg(connection_.reset_row));
    connection_.reset_row = kNoRow;
    connection_.refused = false;
  }
}

}  // namespace tcpladder
