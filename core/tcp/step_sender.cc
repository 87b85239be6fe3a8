// What a segment without SYN or RST proves about its sender. The transitions of the sender are
// facts.
#include "core/tcp/tracker_step.h"

namespace tcpladder {
namespace {

// RFC 7323 section 2.3.
constexpr int32_t kLargestWindow = 1 << 30;

}  // namespace

// False if a number is so far from `reference` that it cannot belong to the connection.
bool TrackerStep::Plausible(Seq seq, Seq reference) {
  const int32_t distance = seq.Since(reference);
  return distance <= kLargestWindow && distance >= -kLargestWindow;
}

void TrackerStep::SendOrdinary() {
  LearnSender();
  if (IsStray()) {
    const Seq expected = peer_.rcv_known ? peer_.rcv_nxt : me_.snd_nxt;
    Check(false, EventId::seq_outside, peer_, segment_.seq.raw(), expected.raw());
    Tell(EventId::stray, me_, segment_.seq.raw(), expected.raw());
    set_aside_ = stray_ = true;
    return;
  }
  SpeakAfterReset();
  if (Has(kAck)) Acknowledge();
  if (events_) Annotate();
  if (set_aside_) return;
  ProveSender();
  if (Has(kFin)) SendFin();
  AdvanceSender();
  Doubt(me_, peer_);
  Doubt(peer_, me_);
}

// A segment whose numbers cannot be the connection's: forged, damaged, or of another connection. A
// connection has no number below that of its SYN, and no FIN has the number of the SYN itself.
bool TrackerStep::IsStray() const {
  if (!me_.snd_known) return false;
  if (me_.syn_seen && !me_.wrapped) {
    if (Has(kFin) && end_of_text() <= me_.iss) return true;
    if (segment_.length > 0 && end_of_text() <= me_.iss) return true;
  }
  return !Plausible(end_seq(), me_.snd_nxt) && !IsVouched();
}

// Its acknowledgment fits, so that its own number may be right, too.
bool TrackerStep::IsVouched() const {
  return Has(kAck) && before_.acked_known && segment_.ack >= before_.acked &&
         segment_.ack <= peer_.snd_nxt;
}

void TrackerStep::LearnSender() {
  if (me_.snd_known) return;
  me_.iss = segment_.seq - 1;  // base of relative numbers; no SYN was captured
  me_.snd_nxt = segment_.seq;
  me_.snd_known = true;
  me_.tail_unseen = me_.now.state == State::established;
  before_.snd_nxt = segment_.seq;
}

void TrackerStep::Acknowledge() {
  const Seq ack = segment_.ack;
  if (peer_.now.state == State::syn_sent && me_.now.state != State::syn_sent &&
      !AcceptableToOpener(ack)) {
    // The sender still has an older connection open (RFC 9293 section 3.5.1, figure 9).
    Tell(EventId::half_open_discovered, me_, ack.raw(), peer_.snd_nxt.raw());
    if (me_.now.state == State::syn_received && me_.now.certainty == Certainty::expected) {
      Tell(EventId::withdrawn, me_, row_, RowArg(me_.since_row),
           static_cast<int64_t>(me_.now.state));
      me_.path.Withdraw();
      Enter(me_, State::unknown, Certainty::unknown);
    }
    connection_.bad_ack = ack;
    connection_.bad_ack_known = true;
    set_aside_ = true;
    return;
  }
  const bool bare = segment_.length == 0 && !Has(kFin);
  if (bare && peer_.now == EndState{State::syn_received, Certainty::sure} && ack > peer_.snd_nxt) {
    // An end in SYN-RECEIVED refuses this acknowledgment with a reset of this number; or the
    // segment acknowledges a SYN ACK that was not captured.
    Check(false, EventId::ack_beyond, peer_, ack.raw(), peer_.snd_nxt.raw());
    if (me_.now.state == State::syn_sent) me_.now.certainty = Certainty::assumed;
    connection_.bad_ack = ack;
    connection_.bad_ack_known = true;
    set_aside_ = true;
    return;
  }
  if (!peer_.snd_known) {
    peer_.iss = ack - 1;
    peer_.snd_nxt = ack;
    peer_.snd_known = peer_.tail_unseen = true;
  } else if (ack > peer_.snd_nxt) {
    if (!Plausible(ack, peer_.snd_nxt) || peer_.fin_sent) return;
    if (!Plausible(segment_.seq, me_.snd_nxt)) return;
    Tell(EventId::acks_uncaptured, me_, ack.raw(), peer_.snd_nxt.raw(), ack.Since(peer_.snd_nxt));
    peer_.snd_nxt = ack;
    NoteDistance(peer_);
    peer_.tail_unseen = true;
  }
  if (!me_.acked_known || ack > me_.acked) me_.acked = ack;
  me_.acked_known = true;
  if (!me_.rcv_known) {
    me_.rcv_nxt = me_.acked;
    me_.rcv_known = true;
  } else if (ack > me_.rcv_nxt) {
    me_.rcv_nxt = me_.out_of_order.Absorb(ack);
  }
  if (peer_.fin_sent && ack > peer_.fin_seq && peer_.acked_row == kNoRow) peer_.acked_row = row_;
}

// Whether this is the first acknowledgment of the peer's FIN.
bool TrackerStep::AcksPeersFin() const {
  return Has(kAck) && peer_.fin_sent && !me_.fin_taken && segment_.ack > peer_.fin_seq;
}

void TrackerStep::ProveSender() {
  const bool acks_fin_first = Has(kAck) && !Has(kFin) && peer_.fin_sent && before_.acked_known &&
                              segment_.ack > peer_.fin_seq && before_.acked <= peer_.fin_seq;
  if (acks_fin_first) me_.unseen_before_fin = !me_.fin_sent && segment_.seq > before_.snd_nxt;
  switch (me_.now.state) {
    case State::syn_sent:
      ProveOpener();
      break;
    case State::syn_received:
      ProveListener();
      break;
    case State::unknown:
      if (!Has(kAck)) break;
      Enter(me_, State::established, Certainty::assumed);
      Tell(EventId::seen_mid_stream, me_, segment_.seq.raw());
      break;
    case State::fin_wait_1:
    case State::closing:
      // The state was withdrawn to this one while the acknowledgment of the FIN was in flight.
      if (!Has(kFin) && peer_.acked_known && peer_.acked > me_.fin_seq && !AcksPeersFin()) {
        const bool closing = me_.now.state == State::closing;
        EnterExpected(me_, closing ? State::time_wait : State::fin_wait_2, me_.acked);
        me_.proof_known = false;
        Tell(EventId::fin_acked, me_, peer_.acked.raw(), me_.fin_seq.raw());
        break;
      }
      [[fallthrough]];
    default:
      if (me_.now.certainty != Certainty::expected) break;
      if (me_.proof_known && Has(kAck) && segment_.ack > me_.proof) {
        ForgetSynReceived();
        Confirm(me_);
      } else if (me_.now.state == State::established && !me_.active && segment_.length > 0 &&
                 me_.syn_seen && peer_.syn_seen && !peer_.fast_open) {
        // An end sends data only in ESTABLISHED, except after a Fast Open.
        Confirm(me_);
      }
  }
  if (AcksPeersFin()) TakeFin(me_, peer_, Certainty::sure);
}

// An opener that answers a SYN ACK with a plain ACK without sending a SYN ACK did not receive the
// crossing SYN. It went from SYN-SENT directly to ESTABLISHED.
void TrackerStep::ForgetSynReceived() {
  if (!me_.active || before_.acked_known || !me_.path.Passed(State::syn_received)) return;
  Tell(EventId::withdrawn, me_, row_, RowArg(me_.since_row),
       static_cast<int64_t>(State::syn_received));
  me_.path.Remove(State::syn_received);
}

// An acknowledgment sent in SYN-SENT shows that the SYN ACK arrived, even if it was not captured.
void TrackerStep::ProveOpener() {
  if (!Has(kAck) || segment_.seq <= me_.iss) return;
  if (!peer_.iss_known) {
    peer_.iss_known = true;
    peer_.tail_unseen = false;
  }
  if (peer_.now.state == State::syn_received) Confirm(peer_);
  Enter(me_, State::established, Certainty::sure);
  Tell(EventId::syn_acked, me_, (me_.iss + 1).raw(), me_.iss.raw());
}

// Determines whether a segment without SYN from an end in SYN-RECEIVED proves a later state.
void TrackerStep::ProveListener() {
  bool proven = false;
  if (me_.active) {
    // A FIN that acknowledges no more than the SYN ACK did may be sent in SYN-RECEIVED.
    const bool bare_fin =
        Has(kFin) && segment_.length == 0 && before_.acked_known && segment_.ack == before_.acked;
    proven = Has(kAck) && peer_.snd_known && segment_.ack > peer_.iss && !bare_fin;
  } else {
    // If it acknowledges more than the SYN ACK did, it acknowledges data, and that data also
    // acknowledged the SYN ACK. Data is sent only in ESTABLISHED, except after a Fast Open.
    const bool plain_syn = peer_.syn_seen && !peer_.fast_open;
    const Seq syn_acked = before_.acked_known ? before_.acked : peer_.iss + 1;
    const bool acks_more = Has(kAck) && segment_.ack > syn_acked;
    proven =
        (acks_more && (before_.acked_known || plain_syn)) || (segment_.length > 0 && plain_syn);
  }
  if (!proven) {
    // This is not sent in SYN-RECEIVED, but proves nothing more, except after a Fast Open.
    if (!peer_.fast_open) me_.now.certainty = Certainty::assumed;
    return;
  }
  Enter(me_, State::established, Certainty::sure);
  Tell(EventId::handshake_acked, me_, (me_.iss + 1).raw(), me_.iss.raw());
}

void TrackerStep::AdvanceSender() {
  const Seq end = end_seq();
  if (!Plausible(end, me_.snd_nxt)) return Rebase();
  if (me_.fin_sent && end > me_.fin_seq + 1) return;
  const bool takes_numbers = segment_.length > 0 || Has(kFin);
  const bool probe = segment_.length == 1 && end == me_.snd_nxt;
  if (end > me_.snd_nxt) {
    me_.tail_unseen = !takes_numbers;
    me_.snd_nxt = end;
    NoteDistance(me_);
  } else if (end == me_.snd_nxt && takes_numbers && !probe) {
    me_.tail_unseen = false;
  }
  TrustAgain();
}

// The sequence number is more than a window ahead. The segment is forged unless its acknowledgment
// number fits; then gigabytes are missing from the capture, and tracking of both ends restarts
// here.
void TrackerStep::Rebase() {
  if (!IsVouched() || me_.fin_sent) return;
  me_.snd_nxt = end_seq();
  NoteDistance(me_);
  me_.tail_unseen = segment_.length == 0;
  peer_.out_of_order.Clear();
  peer_.rcv_nxt = segment_.seq;
}

// If the newest data of an end was not captured, it may have included a FIN. Then that end may have
// closed, and the other end may know.
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

// Resolves the doubt of Doubt() when the missing data has been captured.
void TrackerStep::TrustAgain() {
  if (me_.now.certainty != Certainty::assumed) return;
  if ((peer_.tail_unseen && !peer_.fin_sent) || (me_.tail_unseen && !me_.fin_sent)) return;
  const State state = me_.now.state;
  const bool opened = me_.iss_known && peer_.iss_known;
  const bool by_fin = state == State::fin_wait_1 ||
                      (state == State::close_wait && peer_.fin_sent && me_.acked > peer_.fin_seq);
  if (by_fin || (state == State::established && opened)) Confirm(me_);
}

}  // namespace tcpladder
