#include "core/tcp/tracker_step.h"

namespace tcpladder {
namespace {

// Below the shortest retransmission timeout in use, above the delay between two interfaces.
constexpr int32_t kCopyWithinMs = 4;

}  // namespace

void TrackerStep::Run() {
  if (!facts_.begun) Begin();
  if (Has(kRst)) {
    const ResetFit fit = FitOfReset();
    if (SendReset(fit)) ReceiveReset(fit);
    return;
  }
  if (!Has(kSyn)) {
    SendOrdinary();
    ReceiveOrdinary();
  } else if (Has(kAck)) {
    SendSynAck();
    ReceiveSynAck();
  } else {
    SendSyn();
    ReceiveSyn();
  }
  if (Has(kSyn) || Has(kFin)) me_.control_ms = time_ms();
  // The window of a SYN is never scaled (RFC 7323 section 2.2).
  const uint8_t shift = Has(kSyn) || segment_.window_shift > 14 ? 0 : segment_.window_shift;
  me_.window_field = segment_.window;
  me_.window_shift = shift & 0xf;
}

// The first segment tells what the ends must have been before it.
void TrackerStep::Begin() {
  facts_.begun = true;
  if (Has(kRst)) return;
  if (!Has(kSyn)) {
    Enter(me_, State::established, Certainty::assumed);
    Enter(peer_, State::established, Certainty::assumed);
    Tell(StatementId::seen_mid_stream, me_);
    Tell(StatementId::seen_mid_stream, peer_);
  } else if (!Has(kAck)) {
    Enter(me_, State::closed, Certainty::assumed);
    Enter(peer_, State::listen, Certainty::assumed);
  } else {
    Enter(me_, State::listen, Certainty::assumed);
    Enter(peer_, State::syn_sent, Certainty::assumed);
    peer_.active = true;
    peer_.iss = segment_.ack - 1;
    peer_.snd_nxt = segment_.ack;
    peer_.iss_known = peer_.snd_known = true;
  }
}

void TrackerStep::Enter(TrackedEnd& end, State state, Certainty certainty) {
  end.now = {state, certainty};
  end.path.Append(state);
  end.since_row = row_;
  end.proof_known = false;
}

void TrackerStep::EnterExpected(TrackedEnd& end, State state, Seq proof) {
  // What follows from an assumption is not surer than it.
  const bool assumed = end.now.certainty == Certainty::assumed;
  Enter(end, state, assumed ? Certainty::assumed : Certainty::expected);
  end.proof = proof;
  end.proof_known = !assumed;
}

void TrackerStep::Confirm(TrackedEnd& end) {
  if (end.now.certainty == Certainty::sure) return;
  Tell(StatementId::confirmed, end, row_, RowArg(end.since_row),
       static_cast<int64_t>(end.now.state));
  end.now.certainty = Certainty::sure;
  end.proof_known = false;
}

void TrackerStep::WithdrawTo(TrackedEnd& end, State state) {
  Tell(StatementId::withdrawn, end, row_, RowArg(end.since_row),
       static_cast<int64_t>(end.now.state));
  int kept = end.path.size();
  while (kept > 0 && end.path[kept - 1] != state) --kept;
  if (kept == 0) kept = end.path.size() - 1;  // not on the path: only the newest is refuted
  while (end.path.size() > 0 && end.path.size() > kept) end.path.Withdraw();
  Enter(end, state, Certainty::sure);
}

void TrackerStep::CloseByReset(TrackedEnd& end, State state, Certainty certainty) {
  end.before_reset = end.now.Pack();
  Enter(end, state, certainty);
}

void TrackerStep::Revive(TrackedEnd& end) {
  Tell(StatementId::withdrawn, end, row_, RowArg(end.since_row),
       static_cast<int64_t>(end.now.state));
  if (end.path.back() == end.now.state) end.path.Withdraw();
  const EndState before = EndState::Unpack(end.before_reset);
  Enter(end, before.state, before.certainty);
  if (facts_.reset_row != kNoRow) {
    Tell(StatementId::rst_ignored, end, row_, RowArg(facts_.reset_row));
    facts_.reset_row = kNoRow;
    facts_.refused = false;
  }
}

// `end` has everything up to and including the FIN of `other`. Whether the FINs crossed is told by
// what the FIN acknowledges, not by the order of capture (RFC 9293 section 3.6, case 3).
void TrackerStep::TakeFin(TrackedEnd& end, TrackedEnd& other, Certainty certainty) {
  const bool acks_fin = end.fin_sent && other.fin_ack > end.fin_seq;
  const bool acked_before = end.acked_known && end.acked > other.fin_seq;
  const bool proven = certainty == Certainty::sure;
  switch (end.now.state) {
    case State::syn_received:
    case State::established:
      Tell(StatementId::receives_fin, end, other.fin_seq.raw(), end.rcv_nxt.raw());
      // An end whose newest number is unseen may have sent its own FIN already.
      Enter(end, State::close_wait, end.tail_unseen ? Certainty::assumed : certainty);
      break;
    case State::fin_wait_1:
      if (acks_fin) {
        Tell(StatementId::fin_acked, end, other.acked.raw(), end.fin_seq.raw());
        Tell(StatementId::enters_time_wait, end, other.fin_seq.raw());
        EnterExpected(end, State::time_wait, other.fin_seq);
        if (proven) Confirm(end);
        break;
      }
      Tell(StatementId::fins_cross, end, other.fin_seq.raw(), other.fin_ack.raw(),
           end.snd_nxt.raw());
      EnterExpected(end, State::closing, other.fin_seq);
      if (other.acked_known && other.acked > end.fin_seq) {
        // The acknowledgment of its FIN was captured too: it may have arrived by now.
        EnterExpected(end, State::time_wait, other.fin_seq);
        end.proof_known = false;
        Tell(StatementId::enters_time_wait, end, other.fin_seq.raw());
      } else if (proven) {
        Confirm(end);
      }
      break;
    case State::fin_wait_2:
      // Filed behind the acknowledgment that was sent after it.
      if (!acks_fin && other.fin_row == row_ && end.now.certainty != Certainty::sure) {
        Tell(StatementId::fins_cross, end, other.fin_seq.raw(), other.fin_ack.raw(),
             end.snd_nxt.raw());
        end.path.Withdraw();
        Enter(end, State::closing, end.now.certainty);
      }
      Tell(StatementId::enters_time_wait, end, other.fin_seq.raw());
      EnterExpected(end, State::time_wait, other.fin_seq);
      if (!acks_fin) end.proof_known = false;
      if (proven && acks_fin) Confirm(end);
      break;
    default:
      return;
  }
  end.fin_taken = true;
  if (!end.rcv_known || end.rcv_nxt <= other.fin_seq) end.rcv_nxt = other.fin_seq + 1;
  end.rcv_known = true;
  if (end.now.certainty == Certainty::expected && end.now.state == State::close_wait) {
    end.proof = other.fin_seq;
    end.proof_known = true;
  }
  // An acknowledgment sent before the FIN was filed proves nothing about the FIN as filed.
  if (acked_before && !proven) end.proof_known = false;
}

// Where the newest number of an end was not captured it may have been its FIN: then that end may
// have closed, and the other may have learnt it.
void TrackerStep::Doubt(TrackedEnd& end, const TrackedEnd& other) {
  if (end.now.certainty != Certainty::sure) return;
  const State state = end.now.state;
  const bool peer_may_have_closed =
      other.tail_unseen && !other.fin_sent &&
      (state == State::established || state == State::fin_wait_1 || state == State::fin_wait_2);
  const bool may_have_closed = end.tail_unseen && !end.fin_sent &&
                               (state == State::established || state == State::close_wait);
  if (peer_may_have_closed || may_have_closed) end.now.certainty = Certainty::assumed;
}

bool TrackerStep::IsCopy() const {
  const auto apart = static_cast<int32_t>(time_ms() - me_.control_ms);
  return apart > -kCopyWithinMs && apart < kCopyWithinMs;
}

TrackerStep::ResetFit TrackerStep::FitOfReset() const {
  if (!peer_.rcv_known) return ResetFit::exact;
  const Seq seq = segment_.seq;
  if (seq == peer_.rcv_nxt || (peer_.acked_known && seq == peer_.acked) ||
      (me_.snd_known && seq == me_.snd_nxt)) {
    return ResetFit::exact;
  }
  const uint32_t window = peer_.window() == 0 ? 1 : peer_.window();
  return InWindow(seq, peer_.rcv_nxt, window) ? ResetFit::in_window : ResetFit::outside;
}

bool TrackerStep::AcceptableToOpener(Seq ack) const {
  return peer_.iss_known && ack > peer_.iss && ack <= peer_.snd_nxt;
}

void TrackerStep::Append(StatementId id, const TrackedEnd& end, bool passed,
                         std::array<int64_t, 4> args) {
  statements_->push_back({row_, id, index_of(end), passed, args});
}

}  // namespace tcpladder
