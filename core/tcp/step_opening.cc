// SYN and SYN ACK: from CLOSED and LISTEN to ESTABLISHED (RFC 9293 section 3.5).
#include "core/tcp/tracker_step.h"

namespace tcpladder {

void TrackerStep::SendSyn() {
  if (me_.snd_known && segment_.seq == me_.iss) return RepeatSyn();
  const State state = me_.now.state;
  const bool crossing = state == State::syn_received && !me_.syn_seen;
  if (!crossing && state != State::closed && state != State::listen && state != State::unknown) {
    Check(false, EventId::syn_in_connection, peer_, segment_.seq.raw(), peer_.rcv_nxt.raw());
    connection_.challenge_row = row_;
    connection_.challenge_by = index_of(me_);
    set_aside_ = true;
    return;
  }
  if (crossing) {
    // The end opens actively, so the peer's SYN had not arrived.
    Tell(EventId::withdrawn, me_, row_, RowArg(me_.since_row), static_cast<int64_t>(state));
    connection_.simultaneous = true;
    me_.path.Withdraw();
  }
  me_.iss = segment_.seq;
  me_.snd_nxt = end_seq();
  me_.iss_known = me_.snd_known = me_.syn_seen = me_.active = true;
  me_.fast_open = segment_.fast_open && segment_.length > 0;
  me_.syn_text = segment_.length > 0;
  me_.syn_row = row_;
  Enter(me_, State::syn_sent, Certainty::sure);
  Tell(EventId::opens_actively, me_, me_.iss.raw());
}

void TrackerStep::RepeatSyn() {
  set_aside_ = me_.now.state != State::syn_sent;
  if (!me_.syn_seen) {
    // The SYN was captured after its effects: this happens if several interfaces or queues are
    // captured.
    me_.syn_seen = me_.active = me_.iss_known = true;
    me_.fast_open = segment_.fast_open && segment_.length > 0;
    me_.syn_text = segment_.length > 0;
    me_.syn_row = row_;
    Tell(EventId::filed_late, me_, segment_.seq.raw());
    return;
  }
  if (!me_.active) {
    // The end has already sent a SYN ACK with this number. No end sends a SYN after its SYN ACK, so
    // this SYN was captured late, and the end had opened actively.
    me_.active = connection_.simultaneous = set_aside_ = true;
    me_.path.Prepend(State::syn_sent);
    if (me_.now.state == State::listen) {
      me_.path.Withdraw();  // only a listener returns to LISTEN
      Enter(me_, State::closed, me_.now.certainty);
    }
    Tell(EventId::filed_late, me_, segment_.seq.raw());
    return;
  }
  if (IsCopy()) {
    Tell(EventId::seen_twice, me_, RowArg(me_.syn_row));
    return;
  }
  me_.syn_repeated = true;
  Tell(EventId::retransmits, me_, RowArg(me_.syn_row), segment_.seq.raw(), end_seq().raw());
  const State state = me_.now.state;
  const bool passed_on = state == State::established || state == State::closed ||
                         state == State::syn_received || state == State::close_wait;
  if (passed_on && me_.now.certainty == Certainty::expected && !me_.acked_known) {
    // The answer to the SYN did not arrive, because an end sends no SYN after its first ACK. A SYN
    // after that was captured late.
    me_.fin_taken = false;
    WithdrawTo(me_, State::syn_sent);
    connection_.refused = false;
    connection_.reset_row = kNoRow;
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
  if (before_.acked_known && me_.now.certainty == Certainty::sure && me_.acked > segment_.ack &&
      AcceptableToOpener(me_.acked)) {
    return;  // an old copy
  }
  me_.acked = me_.rcv_nxt = segment_.ack;
  me_.acked_known = me_.rcv_known = true;
}

void TrackerStep::FirstSynAck() {
  if (!peer_.snd_known) {
    peer_.iss = segment_.ack - 1;
    peer_.snd_nxt = segment_.ack;
    peer_.snd_known = peer_.iss_known = true;
  }
  const State state = me_.now.state;
  if (me_.rst_sent) {
    // The end opens a connection, so its reset belonged to an older one or was forged. The effect
    // of the reset on the opener remains.
    me_.rst_sent = false;
    if (!connection_.refused) connection_.reset_row = kNoRow;
  }
  if (state == State::syn_received) {
    Confirm(me_);
  } else if (state == State::listen || state == State::closed || state == State::unknown ||
             (connection_.receiver_before != 0 && !me_.snd_known)) {
    // The end was assumed to be in another connection, but had already left it.
    Enter(me_, State::syn_received, Certainty::sure);
    Tell(EventId::opens_passively, me_, (segment_.ack - 1).raw());
  } else {
    // The connection has other sequence numbers: this SYN ACK belongs to an older opening or is
    // forged.
    Check(false, EventId::syn_in_connection, peer_, segment_.seq.raw(), peer_.rcv_nxt.raw());
    set_aside_ = true;
    return;
  }
  Tell(EventId::carries_ack_and_syn, me_);
  me_.iss = segment_.seq;
  me_.snd_nxt = end_seq();
  me_.iss_known = me_.snd_known = me_.syn_seen = true;
  me_.syn_row = row_;
  if (!peer_.fast_open) return;
  const uint32_t length = static_cast<uint32_t>(peer_.snd_nxt.Since(peer_.iss)) - 1;
  if (segment_.ack > peer_.iss + 1) {
    connection_.fast_open_taken = true;
    Tell(EventId::fast_open_taken, me_, segment_.ack.raw(), peer_.iss.raw(), length);
  } else {
    // The data of the SYN was not accepted, so the opener sends it again as new data.
    Tell(EventId::fast_open_ignored, me_, segment_.ack.raw(), peer_.iss.raw(), length);
    peer_.snd_nxt = segment_.ack;
  }
}

void TrackerStep::RepeatSynAck() {
  const State state = me_.now.state;
  if (!me_.syn_seen) {
    me_.syn_seen = me_.iss_known = true;
    me_.syn_row = row_;
    Tell(EventId::filed_late, me_, segment_.seq.raw());
    set_aside_ = true;
    return;
  }
  if (state == State::syn_sent) {
    Enter(me_, State::syn_received, Certainty::sure);
    Tell(EventId::opens_simultaneously, me_, (segment_.ack - 1).raw());
    return;
  }
  if (me_.active && me_.path.Passed(State::established) && !me_.path.Passed(State::syn_received)) {
    // The SYN ACK was captured after the end's first ACK, so the crossing SYN seemed to be lost.
    connection_.simultaneous = set_aside_ = true;
    me_.path.Remove(State::syn_sent);
    me_.path.Prepend(State::syn_received);
    me_.path.Prepend(State::syn_sent);
    Tell(EventId::filed_late, me_, segment_.seq.raw());
    return;
  }
  const bool first = me_.active && !me_.acked_known;
  if (first) {
    // The end had sent a SYN without ACK: only a SYN from the peer causes a SYN ACK.
    connection_.simultaneous = true;
    peer_.active = true;
  } else if (IsCopy()) {
    Tell(EventId::seen_twice, me_, RowArg(me_.syn_row));
    set_aside_ = true;
    return;
  } else {
    me_.syn_repeated = true;
    Tell(EventId::retransmits, me_, RowArg(me_.syn_row), segment_.seq.raw(), end_seq().raw());
  }
  if (state == State::syn_received) {
    Confirm(me_);
  } else if (me_.now.certainty == Certainty::expected) {
    // Only an end in SYN-RECEIVED sends this: the acknowledgment of its SYN had not arrived.
    me_.fin_taken = false;
    WithdrawTo(me_, State::syn_received);
  }
}

// A second SYN ACK with another number. The listener has lost the first one (restart, SYN cookie,
// load balancer), unless the opener has already acknowledged that.
void TrackerStep::NewSynAck() {
  if (me_.active || (peer_.acked_known && peer_.acked > me_.iss)) {
    Check(false, EventId::syn_in_connection, peer_, segment_.seq.raw(), peer_.rcv_nxt.raw());
    set_aside_ = true;
    return;
  }
  Tell(EventId::new_iss, me_, segment_.seq.raw(), me_.iss.raw());
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

void TrackerStep::ReceiveSyn() {
  if (set_aside_) return;
  const State state = peer_.now.state;
  const bool listening = state == State::listen || state == State::unknown ||
                         (state == State::closed && peer_.now.certainty == Certainty::assumed);
  if (!listening && state != State::syn_sent) return;
  Check(true, EventId::syn_opens, peer_, segment_.seq.raw(), (segment_.seq + 1).raw());
  // The listener accepts the data of the SYN unless its SYN ACK shows otherwise.
  peer_.rcv_nxt = end_seq();
  peer_.rcv_known = true;
  peer_.now.certainty = Certainty::expected;
  EnterExpected(peer_, State::syn_received, segment_.seq);
  peer_.proof_known = false;  // only its SYN ACK proves this state
  if (listening) {
    Tell(EventId::opens_passively, peer_, segment_.seq.raw());
  } else {
    connection_.simultaneous = true;
    Tell(EventId::opens_simultaneously, peer_, segment_.seq.raw());
  }
}

void TrackerStep::ReceiveSynAck() {
  if (set_aside_) return;
  const bool acceptable = AcceptableToOpener(segment_.ack);
  const bool refused = peer_.now.state == State::closed && peer_.now.certainty != Certainty::sure &&
                       peer_.active && connection_.refused;
  const bool opening = peer_.now.state == State::syn_sent ||
                       (peer_.now.state == State::syn_received && peer_.active);
  if (opening) {
    Check(acceptable, EventId::syn_ack_acks_syn, peer_, peer_.iss.raw(), segment_.ack.raw(),
          peer_.snd_nxt.raw());
    Check(true, EventId::syn_ack_has_syn, peer_, segment_.seq.raw(), (segment_.seq + 1).raw());
  }
  if (opening && !acceptable) {
    connection_.bad_ack = segment_.ack;
    connection_.bad_ack_known = true;
  }
  if (!acceptable) return;
  if (!peer_.rcv_known || peer_.rcv_nxt <= segment_.seq) peer_.rcv_nxt = segment_.seq + 1;
  peer_.rcv_known = true;
  if (segment_.length > 0) {
    peer_.rcv_nxt = peer_.out_of_order.Take(peer_.rcv_nxt, segment_.seq + 1, end_seq());
  }
  // The reset arrived first: the opener has closed, unless it acknowledges this SYN ACK.
  if (refused) return;
  if (opening) {
    const bool simultaneous = connection_.simultaneous;
    if (simultaneous && peer_.now.state == State::syn_sent) {
      // The peer's SYN, which crossed its own, arrives before this acknowledgment.
      Tell(EventId::opens_simultaneously, peer_, segment_.seq.raw());
      Enter(peer_, State::syn_received, Certainty::expected);
    }
    Enter(peer_, State::established, Certainty::expected);
    peer_.proof = me_.iss;
    peer_.proof_known = true;
    Tell(simultaneous ? EventId::handshake_acked : EventId::syn_acked, peer_, segment_.ack.raw(),
         peer_.iss.raw());
  } else if (peer_.now.state == State::established && peer_.now.certainty == Certainty::expected &&
             peer_.active) {
    peer_.proof = me_.iss;
  }
}

bool TrackerStep::AcceptableToOpener(Seq ack) const {
  return peer_.iss_known && ack > peer_.iss && ack <= peer_.snd_nxt;
}

}  // namespace tcpladder
