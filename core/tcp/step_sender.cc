// What a segment proves of the end that sent it. Its own transitions are facts: it has sent them.
#include "core/tcp/tracker_step.h"

namespace tcpladder {
namespace {

// Numbers further ahead than the largest window (RFC 7323 section 2.3) are not the connection's.
constexpr int32_t kLargestWindow = 1 << 30;

bool Plausible(Seq seq, Seq reference) {
  const int32_t distance = seq.Since(reference);
  return distance <= kLargestWindow && distance >= -kLargestWindow;
}

}  // namespace

void TrackerStep::SendSyn() {
  if (me_.snd_known && segment_.seq == me_.iss) return RepeatSyn();
  const State state = me_.now.state;
  const bool crossing = state == State::syn_received && !me_.syn_seen;
  if (!crossing && state != State::closed && state != State::listen && state != State::unknown) {
    Check(false, StatementId::syn_in_connection, peer_, segment_.seq.raw(), peer_.rcv_nxt.raw());
    facts_.challenge_row = row_;
    facts_.challenge_by = index_of(me_);
    set_aside_ = true;
    return;
  }
  if (crossing) {
    // It opens by itself: the peer's SYN had not reached it yet.
    Tell(StatementId::withdrawn, me_, row_, RowArg(me_.since_row), static_cast<int64_t>(state));
    facts_.simultaneous = true;
    me_.path.Withdraw();
  }
  me_.iss = segment_.seq;
  me_.snd_nxt = end_seq();
  me_.iss_known = me_.snd_known = me_.syn_seen = me_.active = true;
  me_.fast_open = segment_.fast_open && segment_.length > 0;
  me_.syn_row = row_;
  Enter(me_, State::syn_sent, Certainty::sure);
  Tell(StatementId::opens_actively, me_, me_.iss.raw());
}

void TrackerStep::RepeatSyn() {
  set_aside_ = me_.now.state != State::syn_sent;
  if (!me_.syn_seen) {
    // Filed behind what it led to: a capture of two interfaces, or of several queues.
    me_.syn_seen = me_.active = me_.iss_known = true;
    me_.fast_open = segment_.fast_open && segment_.length > 0;
    me_.syn_row = row_;
    Tell(StatementId::filed_late, me_, segment_.seq.raw());
    return;
  }
  if (IsCopy()) {
    Tell(StatementId::seen_twice, me_, RowArg(me_.syn_row));
    return;
  }
  me_.syn_repeated = true;
  Tell(StatementId::retransmits, me_, RowArg(me_.syn_row), segment_.seq.raw(), end_seq().raw());
  const State state = me_.now.state;
  const bool passed_on = state == State::established || state == State::closed ||
                         state == State::syn_received || state == State::close_wait;
  if (passed_on && me_.now.certainty == Certainty::expected) {
    // What answered the SYN did not reach it.
    me_.fin_taken = false;
    WithdrawTo(me_, State::syn_sent);
    facts_.refused = false;
    facts_.reset_row = kNoRow;
    set_aside_ = false;
  }
}

void TrackerStep::SendSynAck() {
  if (!me_.syn_seen && !(me_.snd_known && segment_.seq == me_.iss)) {
    FirstSynAck();
  } else if (segment_.seq == me_.iss) {
    RepeatSynAck();
  } else {
    NewSynAck();
  }
  if (set_aside_) return;
  if (!me_.acked_known || segment_.ack > me_.acked) me_.acked = segment_.ack;
  me_.acked_known = true;
  if (!me_.rcv_known || segment_.ack > me_.rcv_nxt) me_.rcv_nxt = segment_.ack;
  me_.rcv_known = true;
}

void TrackerStep::FirstSynAck() {
  if (!peer_.snd_known) {
    peer_.iss = segment_.ack - 1;
    peer_.snd_nxt = segment_.ack;
    peer_.snd_known = peer_.iss_known = true;
  }
  const State state = me_.now.state;
  if (state == State::syn_received) {
    Confirm(me_);
  } else if (state == State::listen || state == State::closed || state == State::unknown) {
    Enter(me_, State::syn_received, Certainty::sure);
    Tell(StatementId::opens_passively, me_, (segment_.ack - 1).raw());
  } else {
    // The connection goes on in other numbers: this one belongs to an older or a forged opening.
    Check(false, StatementId::syn_in_connection, peer_, segment_.seq.raw(), peer_.rcv_nxt.raw());
    set_aside_ = true;
    return;
  }
  Tell(StatementId::carries_ack_and_syn, me_);
  me_.iss = segment_.seq;
  me_.snd_nxt = end_seq();
  me_.iss_known = me_.snd_known = me_.syn_seen = true;
  me_.syn_row = row_;
  if (!peer_.fast_open) return;
  const uint32_t length = static_cast<uint32_t>(peer_.snd_nxt.Since(peer_.iss)) - 1;
  if (segment_.ack > peer_.iss + 1) {
    facts_.fast_open_taken = true;
    Tell(StatementId::fast_open_taken, me_, segment_.ack.raw(), peer_.iss.raw(), length);
  } else {
    // The data of the SYN counts as never sent: the opener sends it again as new.
    Tell(StatementId::fast_open_ignored, me_, segment_.ack.raw(), peer_.iss.raw(), length);
    peer_.snd_nxt = segment_.ack;
  }
}

void TrackerStep::RepeatSynAck() {
  const State state = me_.now.state;
  if (!me_.syn_seen) {
    me_.syn_seen = me_.iss_known = true;
    me_.syn_row = row_;
    Tell(StatementId::filed_late, me_, segment_.seq.raw());
    set_aside_ = true;
    return;
  }
  if (state == State::syn_sent) {
    Enter(me_, State::syn_received, Certainty::sure);
    Tell(StatementId::opens_simultaneously, me_, (segment_.ack - 1).raw());
    return;
  }
  const bool first = me_.active && !me_.acked_known;
  if (first) {
    // Its SYN went out without ACK before: only another SYN makes it answer like this.
    facts_.simultaneous = true;
    peer_.active = true;
  } else if (IsCopy()) {
    Tell(StatementId::seen_twice, me_, RowArg(me_.syn_row));
    set_aside_ = true;
    return;
  } else {
    me_.syn_repeated = true;
    Tell(StatementId::retransmits, me_, RowArg(me_.syn_row), segment_.seq.raw(), end_seq().raw());
  }
  if (state == State::syn_received) {
    Confirm(me_);
  } else if (me_.now.certainty == Certainty::expected) {
    // Only SYN-RECEIVED sends this: the acknowledgment of its SYN had not arrived.
    me_.fin_taken = false;
    WithdrawTo(me_, State::syn_received);
  }
}

// A second SYN ACK with another number: the listener forgot the first (a restart, a SYN cookie, a
// balancer), unless the opener has already answered that.
void TrackerStep::NewSynAck() {
  if (me_.active || (peer_.acked_known && peer_.acked > me_.iss)) {
    Check(false, StatementId::syn_in_connection, peer_, segment_.seq.raw(), peer_.rcv_nxt.raw());
    set_aside_ = true;
    return;
  }
  Tell(StatementId::new_iss, me_, segment_.seq.raw(), me_.iss.raw());
  me_.iss = segment_.seq;
  me_.snd_nxt = end_seq();
  me_.syn_row = row_;
  peer_.rcv_known = false;
  if (me_.now.state != State::syn_received) {
    WithdrawTo(me_, State::syn_received);
  } else {
    Confirm(me_);
  }
}

void TrackerStep::SendOrdinary() {
  LearnSender();
  SpeakAfterReset();
  if (Has(kAck)) Acknowledge();
  if (statements_) Remark();
  if (set_aside_) return;
  ProveSender();
  if (Has(kFin)) SendFin();
  AdvanceSender();
  Doubt(me_, peer_);
  Doubt(peer_, me_);
}

void TrackerStep::LearnSender() {
  if (me_.snd_known) return;
  me_.iss = segment_.seq - 1;  // where relative numbers begin; not a SYN's
  me_.snd_nxt = segment_.seq;
  me_.snd_known = true;
  me_.tail_unseen = me_.now.state == State::established;
  before_.snd_nxt = segment_.seq;
}

void TrackerStep::SpeakAfterReset() {
  const bool acks_more = Has(kAck) && (!me_.acked_known || segment_.ack > me_.acked);
  const bool sends_more = segment_.length > 0 && end_seq() > me_.snd_nxt;
  if (me_.rst_pending && (acks_more || sends_more)) {
    me_.rst_pending = false;
    Tell(StatementId::rst_ignored, me_, row_, RowArg(facts_.reset_row));
    facts_.reset_row = kNoRow;
  }
  const State state = me_.now.state;
  if (state != State::closed && state != State::listen) return;
  if (me_.rst_sent) {
    // Not its own reset if it goes on in newer numbers; older ones are late in the capture.
    if (segment_.seq > facts_.rst_seq || acks_more || sends_more) {
      me_.rst_sent = false;
      peer_.rst_pending = false;
      Revive(me_);
    }
  } else if (me_.before_reset != 0) {
    if (Has(kAck) && segment_.ack > facts_.rst_seq) Revive(me_);
  } else if (me_.fin_sent && segment_.length > 0 && !Has(kFin)) {
    // It repeats data below its FIN: the last acknowledgment did not reach it.
    WithdrawTo(me_, State::last_ack);
  }
}

void TrackerStep::Acknowledge() {
  const Seq ack = segment_.ack;
  if (peer_.now.state == State::syn_sent && me_.now.state != State::syn_sent &&
      !AcceptableToOpener(ack)) {
    // An end that still lives in an earlier connection (RFC 9293 section 3.5.1, figure 9).
    Tell(StatementId::half_open_discovered, me_, ack.raw(), peer_.snd_nxt.raw());
    if (me_.now.state == State::syn_received && me_.now.certainty == Certainty::expected) {
      Tell(StatementId::withdrawn, me_, row_, RowArg(me_.since_row),
           static_cast<int64_t>(me_.now.state));
      me_.path.Withdraw();
      Enter(me_, State::unknown, Certainty::unknown);
    }
    me_.acked = ack;
    me_.acked_known = true;
    set_aside_ = true;
    return;
  }
  if (!peer_.snd_known) {
    peer_.iss = ack - 1;
    peer_.snd_nxt = ack;
    peer_.snd_known = peer_.tail_unseen = true;
  } else if (ack > peer_.snd_nxt) {
    if (!Plausible(ack, peer_.snd_nxt) || peer_.fin_sent) return;
    Tell(StatementId::acks_uncaptured, me_, ack.raw(), peer_.snd_nxt.raw(),
         ack.Since(peer_.snd_nxt));
    peer_.snd_nxt = ack;
    peer_.tail_unseen = true;
  }
  if (!me_.acked_known || ack > me_.acked) me_.acked = ack;
  me_.acked_known = true;
  if (!me_.rcv_known) {
    me_.rcv_nxt = me_.acked;
    me_.rcv_known = true;
  } else if (ack > me_.rcv_nxt) {
    me_.rcv_nxt = me_.beyond.Absorb(ack);
  }
  if (peer_.fin_sent && ack > peer_.fin_seq && peer_.acked_row == kNoRow) peer_.acked_row = row_;
}

// The first acknowledgment of the peer's FIN.
bool TrackerStep::AcksPeersFin() const {
  return Has(kAck) && peer_.fin_sent && !me_.fin_taken && segment_.ack > peer_.fin_seq;
}

void TrackerStep::ProveSender() {
  switch (me_.now.state) {
    case State::syn_sent:
      ProveOpener();
      break;
    case State::syn_received:
      ProveListener();
      break;
    case State::unknown:
      Enter(me_, State::established, Certainty::assumed);
      Tell(StatementId::seen_mid_stream, me_);
      break;
    case State::fin_wait_1:
    case State::closing:
      // Withdrawn to this state, while the acknowledgment of its FIN was still on the way.
      if (!Has(kFin) && peer_.acked_known && peer_.acked > me_.fin_seq && !AcksPeersFin()) {
        const bool closing = me_.now.state == State::closing;
        EnterExpected(me_, closing ? State::time_wait : State::fin_wait_2, me_.acked);
        me_.proof_known = false;
        Tell(StatementId::fin_acked, me_, peer_.acked.raw(), me_.fin_seq.raw());
        break;
      }
      [[fallthrough]];
    default:
      if (me_.now.certainty != Certainty::expected) break;
      if (me_.proof_known && Has(kAck) && segment_.ack > me_.proof) {
        if (me_.now.state == State::established) ForgetSynReceived();
        Confirm(me_);
      } else if (me_.now.state == State::established && !me_.active && segment_.length > 0 &&
                 me_.syn_seen && peer_.syn_seen && !peer_.fast_open) {
        // Data waits for ESTABLISHED, but for an answer to a fast open.
        Confirm(me_);
      }
  }
  if (AcksPeersFin()) TakeFin(me_, peer_, Certainty::sure);
}

// An opener that answers a SYN ACK by a plain ACK, without a SYN ACK of its own before, never took
// the SYN that crossed: it went straight from SYN-SENT to ESTABLISHED.
void TrackerStep::ForgetSynReceived() {
  if (!me_.active || before_.acked_known || !me_.path.Passed(State::syn_received)) return;
  Tell(StatementId::withdrawn, me_, row_, RowArg(me_.since_row),
       static_cast<int64_t>(State::syn_received));
  me_.path.Withdraw();
  me_.path.Withdraw();
  me_.path.Append(State::established);
}

// SYN-SENT and an acknowledgment: the SYN ACK reached it, captured or not.
void TrackerStep::ProveOpener() {
  if (!Has(kAck) || segment_.seq <= me_.iss) return;
  if (!peer_.iss_known) {
    peer_.iss_known = true;
    peer_.tail_unseen = false;
  }
  if (peer_.now.state == State::syn_received) Confirm(peer_);
  Enter(me_, State::established, Certainty::sure);
  Tell(StatementId::syn_acked, me_, (me_.iss + 1).raw(), me_.iss.raw());
}

// SYN-RECEIVED and a segment without SYN: is it one that only a later state sends?
void TrackerStep::ProveListener() {
  bool proven = false;
  if (me_.active) {
    proven = Has(kAck) && peer_.snd_known && segment_.ack > peer_.iss;
  } else {
    // More than the SYN ACK acknowledged: what came behind the SYN carried the third segment's
    // acknowledgment. And data waits for ESTABLISHED, but for an answer to a fast open.
    const bool plain_syn = peer_.syn_seen && !peer_.fast_open;
    const Seq syn_acked = before_.acked_known ? before_.acked : peer_.iss + 1;
    const bool acks_more = Has(kAck) && segment_.ack > syn_acked;
    proven =
        (acks_more && (before_.acked_known || plain_syn)) || (segment_.length > 0 && plain_syn);
  }
  if (!proven) {
    // Not what SYN-RECEIVED would send, nor proof of more: an answer to a fast open apart.
    if (!peer_.fast_open) me_.now.certainty = Certainty::assumed;
    return;
  }
  Enter(me_, State::established, Certainty::sure);
  Tell(StatementId::handshake_acked, me_, (me_.iss + 1).raw(), me_.iss.raw());
}

void TrackerStep::SendFin() {
  const Seq fin_seq = end_of_text();
  if (me_.fin_sent) {
    if (fin_seq == me_.fin_seq) RepeatFin();
    return;
  }
  if (!Plausible(fin_seq, me_.snd_nxt)) return;
  // A FIN behind the peer's reset was on its way already: the reset comes after it.
  const EndState reset = me_.now;
  const bool crosses_reset = reset.state == State::closed && reset.certainty != Certainty::sure &&
                             me_.before_reset != 0 && !facts_.refused;
  if (crosses_reset) {
    me_.path.Withdraw();
    me_.now = EndState::Unpack(me_.before_reset);
  }
  const State state = me_.now.state;
  if (state == State::established || state == State::close_wait || state == State::syn_received) {
    NewFin(fin_seq);
  }
  if (crosses_reset) CloseByReset(me_, State::closed, reset.certainty);
}

void TrackerStep::NewFin(Seq fin_seq) {
  me_.fin_sent = true;
  me_.fin_seq = fin_seq;
  me_.fin_ack = Has(kAck) ? segment_.ack : me_.acked;
  me_.fin_row = row_;
  if (peer_.fin_sent && peer_.fin_ack > fin_seq) {
    FiledSecond();
    return;
  }
  FirstFin();
  if (!peer_.acked_known || peer_.acked <= fin_seq) return;
  // Acknowledged before it was captured: what the acknowledgment led to stands already.
  Tell(StatementId::filed_late, me_, fin_seq.raw());
  me_.acked_row = row_;
  if (me_.now.state == State::last_ack) {
    Enter(me_, State::closed, Certainty::expected);
    me_.before_reset = 0;
    Tell(StatementId::last_ack_acked, me_, peer_.acked.raw(), fin_seq.raw());
  } else if (me_.now.state == State::fin_wait_1) {
    Enter(me_, State::fin_wait_2, Certainty::assumed);
    Tell(StatementId::fin_acked, me_, peer_.acked.raw(), fin_seq.raw());
  }
}

void TrackerStep::FirstFin() {
  // A number used before means that the first copy of this FIN was not captured.
  const bool repeated = me_.fin_seq < me_.snd_nxt;
  if (peer_.fin_sent && me_.fin_ack > peer_.fin_seq) {
    Tell(StatementId::sends_fin_second, me_, me_.fin_seq.raw());
    Tell(StatementId::carries_ack_and_fin, me_);
    Enter(me_, State::last_ack, repeated ? Certainty::assumed : Certainty::sure);
    return;
  }
  if (me_.fin_taken) {
    me_.fin_taken = false;
    WithdrawTo(me_, State::established);
  }
  Tell(StatementId::sends_fin_first, me_, me_.fin_seq.raw());
  const bool doubtful = peer_.tail_unseen && !peer_.fin_sent;
  Enter(me_, State::fin_wait_1, doubtful ? Certainty::assumed : Certainty::sure);
}

// The peer's FIN was captured before this one, yet it acknowledges this one: the order of capture
// is not the order of the FINs, or this is a copy of one that was not captured.
void TrackerStep::FiledSecond() {
  Tell(StatementId::filed_late, me_, me_.fin_seq.raw());
  if (me_.fin_ack > peer_.fin_seq) me_.fin_ack = peer_.fin_seq;
  me_.fin_taken = false;
  while (me_.path.back() == State::close_wait) me_.path.Withdraw();
  Enter(me_, State::fin_wait_1, Certainty::assumed);
  Tell(StatementId::sends_fin_first, me_, me_.fin_seq.raw());
  while (peer_.path.size() > 0 && peer_.path.back() != State::established) peer_.path.Withdraw();
  peer_.path.Append(State::close_wait);
  Enter(peer_, State::last_ack, Certainty::expected);
  peer_.fin_taken = true;
}

void TrackerStep::RepeatFin() {
  const bool has_peer_fin = Has(kAck) && peer_.fin_sent && segment_.ack > peer_.fin_seq;
  if (me_.now.certainty != Certainty::expected || IsCopy()) return;
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

void TrackerStep::AdvanceSender() {
  const Seq end = end_seq();
  if (!Plausible(end, me_.snd_nxt) || (me_.fin_sent && end > me_.fin_seq + 1)) return;
  const bool takes_numbers = segment_.length > 0 || Has(kFin);
  const bool probe = segment_.length == 1 && end == me_.snd_nxt;
  if (end > me_.snd_nxt) {
    me_.tail_unseen = !takes_numbers;
    me_.snd_nxt = end;
  } else if (end == me_.snd_nxt && takes_numbers && !probe) {
    me_.tail_unseen = false;
  }
  TrustAgain();
}

// A doubt that Doubt() cast is lifted by the end's next segment once the unseen numbers were seen.
void TrackerStep::TrustAgain() {
  if (me_.now.certainty != Certainty::assumed) return;
  if ((peer_.tail_unseen && !peer_.fin_sent) || (me_.tail_unseen && !me_.fin_sent)) return;
  const State state = me_.now.state;
  const bool opened = me_.iss_known && peer_.iss_known;
  const bool by_fin = state == State::fin_wait_1 ||
                      (state == State::close_wait && peer_.fin_sent && me_.acked > peer_.fin_seq);
  if (by_fin || (state == State::established && opened)) Confirm(me_);
}

// False when the reset goes no further: its number is outside the receiver's window, so that
// nothing tells that the sender itself has sent it.
bool TrackerStep::SendReset(ResetFit fit) {
  const State state = me_.now.state;
  const bool opening = state == State::syn_sent || state == State::syn_received;
  const bool answers = !Has(kAck) && peer_.acked_known && segment_.seq == peer_.acked;
  if (opening && answers && segment_.seq != me_.snd_nxt) {
    // It answers an unacceptable acknowledgment and leaves its sender as it was.
    Tell(StatementId::rst_answers_ack, me_, segment_.seq.raw(), me_.snd_nxt.raw());
    return true;
  }
  const bool peer_opening = peer_.now.state == State::syn_sent || peer_.now.state == State::unknown;
  if (fit == ResetFit::outside && !peer_opening) {
    Check(false, StatementId::rst_outside, peer_, segment_.seq.raw(), peer_.rcv_nxt.raw(),
          peer_.window());
    // An end that is gone answers what was still on the way, at the numbers that acknowledged.
    const bool answers_older = !Has(kAck) && me_.snd_known && peer_.acked_known &&
                               segment_.seq > me_.iss && segment_.seq < peer_.acked;
    if (answers_older && state != State::closed) {
      CloseByReset(me_, State::closed, Certainty::assumed);
      Tell(StatementId::sends_rst, me_, segment_.seq.raw());
      me_.rst_sent = true;
      facts_.rst_seq = segment_.seq;
    }
    return false;
  }
  const bool expected = me_.now.certainty == Certainty::expected;
  if (state == State::syn_received && expected && !me_.syn_seen) {
    me_.path.Withdraw();  // refuses: it never was
    me_.now = {};
  } else if (me_.fin_taken && expected && Has(kAck) && segment_.ack <= peer_.fin_seq) {
    me_.fin_taken = false;
    State state_before = State::established;
    if (me_.fin_sent)
      state_before = me_.path.Passed(State::fin_wait_2) ? State::fin_wait_2 : State::fin_wait_1;
    WithdrawTo(me_, state_before);
  } else if (state == State::established && expected && me_.active && answers) {
    WithdrawTo(me_, State::syn_sent);  // it knows of no connection
  } else if (expected && me_.proof_known && Has(kAck) && segment_.ack > me_.proof) {
    Confirm(me_);
  }
  if (me_.now.state == State::closed) {
    Confirm(me_);
  } else {
    CloseByReset(me_, State::closed, Certainty::sure);
    Tell(StatementId::sends_rst, me_, segment_.seq.raw());
  }
  me_.rst_sent = true;
  return true;
}

}  // namespace tcpladder
