// What all kinds of segments have in common: the first segment, state changes, copies.
#include "core/tcp/tracker_step.h"

namespace tcpladder {
namespace {

// Shorter than any retransmission timeout in use, longer than the delay between two interfaces.
constexpr int32_t kCopyWithinMs = 4;
// The first timeout of a SYN is one second (RFC 6298 section 2.1). A SYN ACK may be repeated
// earlier, in answer to another SYN.
constexpr int32_t kSynCopyWithinMs = 200;

// Limit of the length field of an IP datagram.
constexpr uint32_t kLargestText = 0xffff;

}  // namespace

void TrackerStep::Run() {
  if (!connection_.begun) Begin();
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
  if (stray_) return;
  if (Has(kSyn) || Has(kFin)) me_.control_ms = time_ms();
  NoteWindow(me_, segment_);
}

// The window of a SYN is never scaled (RFC 7323 section 2.2).
void TrackerStep::NoteWindow(TrackedEnd& me, const TrackedSegment& segment) {
  const bool unscaled = (segment.flags & kSyn) != 0 || segment.window_shift > 14;
  me.window_field = segment.window;
  me.window_shift = unscaled ? 0 : segment.window_shift & 0xf;
}

// After so many numbers, a comparison with the first one says nothing.
void TrackerStep::NoteDistance(TrackedEnd& me) {
  constexpr int32_t kFar = 1 << 30;
  const int32_t distance = me.snd_nxt.Since(me.iss);
  me.wrapped = me.wrapped || distance < 0 || distance > kFar;
}

// Fast path for most segments: the next in-order segment of an open connection without pending
// changes. It only advances numbers, with the same result as the general path.
bool TrackerStep::PassesInOrder(TrackedEnd& me, TrackedEnd& peer,
                                const TrackedConnection& connection,
                                const TrackedSegment& segment) {
  if ((segment.flags & (kSyn | kFin | kRst | kAck)) != kAck) return false;
  if (me.now != EndState{State::established, Certainty::sure} || peer.now != me.now) return false;
  if (me.rst_pending || peer.rst_pending || me.rst_sent || me.fin_sent || peer.fin_sent)
    return false;
  if (me.tail_unseen || peer.tail_unseen || !peer.out_of_order.empty()) return false;
  if (segment.seq != me.snd_nxt || segment.seq != peer.rcv_nxt) return false;
  if (segment.ack < me.acked || segment.ack > me.rcv_nxt) return false;
  if (connection.third_row == kNoRow || segment.length > kLargestText) return false;
  me.acked = segment.ack;
  me.snd_nxt = peer.rcv_nxt = segment.seq + segment.length;
  NoteDistance(me);
  NoteWindow(me, segment);
  return true;
}

// Derives from the first segment in which states the ends must have been before it.
void TrackerStep::Begin() {
  connection_.begun = true;
  if (connection_.receiver_before != 0)
    return BeginAt(EndState::Unpack(connection_.receiver_before));
  // The connection that a reset ends is unknown. Except for SYNs, segments without ACK do not
  // occur.
  if (Has(kRst) || !(Has(kSyn) || Has(kAck))) return;
  if (!Has(kSyn)) {
    Enter(me_, State::established, Certainty::assumed);
    Enter(peer_, State::established, Certainty::assumed);
    Tell(EventId::seen_mid_stream, me_, segment_.seq.raw());
    Tell(EventId::seen_mid_stream, peer_, segment_.ack.raw());
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

// The state of the receiver is known. A sender that does not open assumes that it has a connection.
void TrackerStep::BeginAt(EndState receiver) {
  peer_.now = receiver;
  peer_.since_row = row_;
  if (Has(kRst)) return;
  if (Has(kSyn)) {
    Enter(me_, Has(kAck) ? State::listen : State::closed, Certainty::assumed);
  } else if (Has(kAck)) {
    Enter(me_, State::established, Certainty::assumed);
    Tell(EventId::seen_mid_stream, me_, segment_.seq.raw());
  }
}

void TrackerStep::Enter(TrackedEnd& end, State state, Certainty certainty) {
  end.now = {state, certainty};
  end.path.Append(state);
  end.since_row = row_;
  end.proof_known = false;
}

void TrackerStep::EnterExpected(TrackedEnd& end, State state, Seq proof) {
  // A conclusion from an assumption is only an assumption.
  const bool assumed = end.now.certainty == Certainty::assumed;
  Enter(end, state, assumed ? Certainty::assumed : Certainty::expected);
  end.proof = proof;
  end.proof_known = !assumed;
}

void TrackerStep::Confirm(TrackedEnd& end) {
  if (end.now.certainty == Certainty::sure) return;
  Tell(EventId::confirmed, end, row_, RowArg(end.since_row), static_cast<int64_t>(end.now.state));
  end.now.certainty = Certainty::sure;
  end.proof_known = false;
}

void TrackerStep::WithdrawTo(TrackedEnd& end, State state) {
  Tell(EventId::withdrawn, end, row_, RowArg(end.since_row), static_cast<int64_t>(end.now.state));
  int kept = end.path.size();
  while (kept > 0 && end.path[kept - 1] != state) --kept;
  if (kept == 0) kept = end.path.size() - 1;  // not in the path: only the newest state is refuted
  while (end.path.size() > 0 && end.path.size() > kept) end.path.Withdraw();
  Enter(end, state, Certainty::sure);
}

bool TrackerStep::IsCopy() const {
  // A segment that acknowledges more than its sender did before is new.
  if (Has(kAck) && before_.acked_known && segment_.ack > before_.acked) return false;
  // A SYN with other data than before is new, because a Fast Open SYN is retransmitted without its
  // data.
  if (Has(kSyn) && !Has(kAck) && (segment_.length > 0) != me_.syn_text) return false;
  if (Has(kSyn) && me_.snd_known && end_of_text() + 1 != before_.snd_nxt) return false;
  const auto apart = static_cast<int32_t>(time_ms() - me_.control_ms);
  const bool answers = Has(kAck) && static_cast<int32_t>(peer_.control_ms - me_.control_ms) >= 0;
  const int32_t within = Has(kSyn) && !answers ? kSynCopyWithinMs : kCopyWithinMs;
  return apart > -within && apart < within;
}

void TrackerStep::Append(EventId id, const TrackedEnd& end, bool passed,
                         std::array<int64_t, 4> args) {
  events_->push_back({row_, id, index_of(end), passed, args});
}

}  // namespace tcpladder
