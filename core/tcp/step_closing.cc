// FINs: from ESTABLISHED to TIME-WAIT and CLOSED (RFC 9293 section 3.6).
#include "core/tcp/tracker_step.h"

namespace tcpladder {
namespace {

// FINs cross if each is sent before the other arrives. After this time, the first FIN has arrived,
// or it was lost.
constexpr int32_t kLongestWayMs = 3000;

}  // namespace

void TrackerStep::SendFin() {
  const Seq fin_seq = end_of_text();
  if (me_.fin_sent) {
    if (fin_seq == me_.fin_seq) RepeatFin();
    return;
  }
  if (!Plausible(fin_seq, me_.snd_nxt)) return;
  // The FIN was sent before the peer's reset arrived, although it was captured after the reset.
  const EndState reset = me_.now;
  const bool crosses_reset = reset.state == State::closed && reset.certainty != Certainty::sure &&
                             me_.before_reset != 0 && !connection_.refused;
  if (crosses_reset) {
    me_.path.Withdraw();
    me_.now = EndState::Unpack(me_.before_reset);
  }
  const State state = me_.now.state;
  if (state == State::established || state == State::close_wait || state == State::syn_received) {
    NewFin(fin_seq);
  }
  if (!crosses_reset) return;
  // The peer's FIN also arrived before the reset.
  const bool had_fin = me_.fin_sent && peer_.fin_sent && !me_.fin_taken && me_.rcv_known &&
                       me_.rcv_nxt > peer_.fin_seq && me_.now.state == State::fin_wait_1;
  if (had_fin) TakeFin(me_, peer_, Certainty::expected);
  CloseByReset(me_, State::closed, reset.certainty);
}

void TrackerStep::NewFin(Seq fin_seq) {
  me_.fin_sent = true;
  me_.fin_seq = fin_seq;
  me_.fin_ack = Has(kAck) ? segment_.ack : me_.acked;
  me_.fin_row = row_;
  const auto apart_ms = static_cast<int32_t>(time_ms() - peer_.control_ms);
  const bool unheard = peer_.fin_sent && me_.fin_ack <= peer_.fin_seq;
  if (unheard && apart_ms > kLongestWayMs) connection_.fins_late = true;
  if (peer_.fin_sent && peer_.FinAcks(me_)) {
    FiledSecond();
    return;
  }
  FirstFin();
  if (!peer_.acked_known || peer_.acked <= fin_seq) return;
  // The FIN was acknowledged before it was captured, so the acknowledgment has already taken
  // effect.
  Tell(EventId::filed_late, me_, fin_seq.raw());
  me_.acked_row = row_;
  if (me_.now.state == State::last_ack) {
    Enter(me_, State::closed, Certainty::expected);
    me_.before_reset = 0;
    Tell(EventId::last_ack_acked, me_, peer_.acked.raw(), fin_seq.raw());
  } else if (me_.now.state == State::fin_wait_1) {
    Enter(me_, State::fin_wait_2, Certainty::assumed);
    Tell(EventId::fin_acked, me_, peer_.acked.raw(), fin_seq.raw());
  }
}

void TrackerStep::FirstFin() {
  // If the sequence number was used before, the first copy of this FIN was not captured.
  const bool repeated = me_.fin_seq < me_.snd_nxt;
  if (repeated && me_.unseen_before_fin && me_.fin_seq + 1 == me_.snd_nxt) {
    // That copy was on its way when the peer's FIN arrived: the FINs crossed.
    me_.fin_ack = peer_.fin_seq;
    while (me_.path.back() == State::close_wait) me_.path.Withdraw();
    Enter(me_, State::fin_wait_1, Certainty::assumed);
    Tell(EventId::sends_fin_first, me_, me_.fin_seq.raw());
    Enter(me_, State::closing, Certainty::assumed);
    Tell(EventId::fins_cross, me_, peer_.fin_seq.raw(), peer_.fin_ack.raw(), me_.snd_nxt.raw());
    return;
  }
  if (peer_.fin_sent && me_.fin_ack > peer_.fin_seq) {
    Tell(EventId::sends_fin_second, me_, me_.fin_seq.raw());
    Tell(EventId::carries_ack_and_fin, me_);
    Enter(me_, State::last_ack, repeated ? Certainty::assumed : Certainty::sure);
    return;
  }
  if (me_.fin_taken) {
    me_.fin_taken = false;
    WithdrawTo(me_, State::established);
  }
  Tell(EventId::sends_fin_first, me_, me_.fin_seq.raw());
  const bool doubtful = peer_.tail_unseen && !peer_.fin_sent;
  Enter(me_, State::fin_wait_1, doubtful ? Certainty::assumed : Certainty::sure);
}

// The peer's FIN acknowledges this FIN but was captured before it. Either the segments were
// captured out of order, or this is a copy of a FIN that was not captured.
void TrackerStep::FiledSecond() {
  Tell(EventId::filed_late, me_, me_.fin_seq.raw());
  if (me_.fin_ack > peer_.fin_seq) me_.fin_ack = peer_.fin_seq;
  me_.fin_taken = false;
  while (me_.path.back() == State::close_wait) me_.path.Withdraw();
  Enter(me_, State::fin_wait_1, Certainty::assumed);
  Tell(EventId::sends_fin_first, me_, me_.fin_seq.raw());
  while (peer_.path.size() > 0 && peer_.path.back() != State::established) peer_.path.Withdraw();
  peer_.path.Append(State::close_wait);
  Enter(peer_, State::last_ack, Certainty::expected);
  peer_.fin_taken = true;
}

void TrackerStep::RepeatFin() {
  const bool has_peer_fin = Has(kAck) && peer_.fin_sent && segment_.ack > peer_.fin_seq;
  if (me_.now.certainty != Certainty::expected || IsCopy() || IsStale()) return;
  switch (me_.now.state) {
    case State::fin_wait_2:
      WithdrawTo(me_, State::fin_wait_1);
      break;
    case State::closing:
    case State::time_wait:
      WithdrawTo(me_, State::fin_wait_1);
      me_.fin_taken = has_peer_fin;
      if (has_peer_fin) Enter(me_, State::closing, Certainty::sure);
      break;
    case State::closed:
      if (!me_.rst_sent && me_.before_reset == 0) {
        WithdrawTo(me_, State::last_ack);
      }
      break;
    default:
      break;
  }
}

// True if the peer, as far as is known, has received everything before the sender's FIN, but not
// the FIN.
bool TrackerStep::FinReady() const {
  const State state = peer_.now.state;
  return me_.fin_sent && !peer_.fin_taken && peer_.rcv_known && peer_.rcv_nxt >= me_.fin_seq &&
         state >= State::syn_received && state <= State::fin_wait_2;
}

// `end` has received all data of `other` including its FIN. Whether the FINs crossed is decided by
// the acknowledgment number of the FIN, not by the order of capture (RFC 9293 section 3.6, case 3).
void TrackerStep::TakeFin(TrackedEnd& end, TrackedEnd& other, Certainty certainty) {
  const bool acks_fin = end.fin_sent && other.FinAcks(end);
  const bool acked_before = end.acked_known && end.acked > other.fin_seq;
  const bool proven = certainty == Certainty::sure;
  switch (end.now.state) {
    case State::syn_received:
      // The FIN also acknowledges the SYN.
      if (other.acked_known && other.acked > end.iss) {
        Enter(end, State::established, Certainty::expected);
        Tell(EventId::handshake_acked, end, other.acked.raw(), end.iss.raw());
      }
      [[fallthrough]];
    case State::established:
      Tell(EventId::receives_fin, end, other.fin_seq.raw(), end.rcv_nxt.raw());
      // If the newest data of an end was not captured, the end may already have sent a FIN.
      Enter(end, State::close_wait, end.tail_unseen ? Certainty::assumed : certainty);
      break;
    case State::fin_wait_1:
      if (acks_fin) {
        Tell(EventId::fin_acked, end, other.acked.raw(), end.fin_seq.raw());
        Tell(EventId::enters_time_wait, end, other.fin_seq.raw());
        EnterExpected(end, State::time_wait, other.fin_seq);
        if (proven) Confirm(end);
        break;
      }
      Tell(EventId::fins_cross, end, other.fin_seq.raw(), other.fin_ack.raw(), end.snd_nxt.raw());
      EnterExpected(end, State::closing, other.fin_seq);
      if (other.acked_known && other.acked > end.fin_seq) {
        // The acknowledgment of its FIN was captured too, so it may have arrived.
        Tell(EventId::fin_acked, end, other.acked.raw(), end.fin_seq.raw());
        EnterExpected(end, State::time_wait, other.fin_seq);
        end.proof_known = false;
        Tell(EventId::enters_time_wait, end, other.fin_seq.raw());
      } else if (proven) {
        Confirm(end);
      }
      break;
    case State::fin_wait_2:
      // Unless this is a copy of a lost FIN, it was captured after an acknowledgment that was sent
      // later.
      if (!acks_fin && other.fin_row == row_ && segment_.ack <= end.fin_seq &&
          end.now.certainty != Certainty::sure) {
        Tell(EventId::fins_cross, end, other.fin_seq.raw(), other.fin_ack.raw(), end.snd_nxt.raw());
        end.path.Withdraw();
        Enter(end, State::closing, end.now.certainty);
      }
      Tell(EventId::enters_time_wait, end, other.fin_seq.raw());
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
  // An acknowledgment that was captured before the FIN does not prove that the FIN arrived.
  if (acked_before && !proven) end.proof_known = false;
}

// The sender retransmits data at or below its FIN that was never acknowledged. The data was lost,
// so the receiver could not process the FIN before that data, and received the acknowledgments that
// followed the FIN first.
void TrackerStep::DoubtTakenFin() {
  const State state = peer_.now.state;
  if (state != State::closing && state != State::time_wait) return;
  const bool repeats = (segment_.length > 0 || Has(kFin)) && end_seq() <= before_.snd_nxt;
  if ((Has(kFin) && IsCopy()) || IsStale()) return;
  if (!repeats || !peer_.fin_taken || peer_.now.certainty != Certainty::expected) return;
  if (!peer_.acked_known || peer_.acked > segment_.seq || me_.acked <= peer_.fin_seq) return;
  WithdrawTo(peer_, State::fin_wait_1);
  peer_.now.certainty = Certainty::expected;
  peer_.fin_taken = false;
  if (!Has(kFin)) return;
  EnterExpected(peer_, State::fin_wait_2, peer_.acked);
  peer_.proof_known = false;
}

}  // namespace tcpladder
