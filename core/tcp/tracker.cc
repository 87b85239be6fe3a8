#include "core/tcp/tracker.h"

#include "core/net/tcp_flags.h"
#include "core/tcp/tracker_step.h"

namespace tcpladder {
namespace {

// An opener retransmits its SYN within this time if it gets no answer (RFC 6298 section 2.1).
constexpr int64_t kLongestFirstTimeout = 3'000'000'000;

// The sequence numbers of two unrelated openings are rarely this close in both directions.
constexpr int32_t kNear = 1 << 26;

bool IsOver(const TrackedEnd& end) {
  return end.now.state == State::closed || end.now.state == State::time_wait ||
         end.now.state == State::last_ack || end.rst_pending;
}

}  // namespace

Incarnation Tracker::Judge(const TrackedSegment& segment) const {
  if (!connection_.begun || !(segment.flags & kSyn) || (segment.flags & kRst))
    return Incarnation::same;
  const TrackedEnd& me = ends_[segment.from & 1];
  const TrackedEnd& peer = ends_[1 - (segment.from & 1)];
  const bool over = IsOver(me) || IsOver(peer);
  const bool repeats = me.snd_known && segment.seq == me.iss;
  if (segment.flags & kAck) {
    const bool answers =
        peer.iss_known && segment.ack > peer.iss && segment.ack <= peer.snd_nxt && !over;
    const bool opening = peer.now.state == State::syn_sent || connection_.refused;
    return repeats || answers || opening ? Incarnation::same : Incarnation::next;
  }
  if (repeats) {
    // After a complete handshake, a SYN with the same number opens another connection.
    const bool opened = connection_.third_row != kNoRow;
    return over && opened && !connection_.refused ? Incarnation::next : Incarnation::same;
  }
  const bool crosses = !me.snd_known && !over && peer.now.state == State::syn_sent;
  return crosses ? Incarnation::same : Incarnation::next;
}

bool Tracker::Lives() const {
  const auto open = [](const TrackedEnd& end) {
    return end.now.state >= State::established && !IsOver(end) && end.snd_known;
  };
  return open(ends_[0]) && open(ends_[1]);
}

bool Tracker::Continues(const TrackedSegment& segment) const {
  if (segment.flags & kSyn) return false;
  const TrackedEnd& me = ends_[segment.from & 1];
  const TrackedEnd& peer = ends_[1 - (segment.from & 1)];
  if (!me.snd_known || !peer.snd_known) return false;
  if (segment.flags & kRst) {
    return segment.seq == me.snd_nxt || (peer.acked_known && segment.seq == peer.acked);
  }
  const auto near = [](Seq a, Seq b) {
    const int32_t distance = a.Since(b);
    return distance >= -kNear && distance <= kNear;
  };
  return (segment.flags & kAck) && near(segment.seq, me.snd_nxt) && near(segment.ack, peer.snd_nxt);
}

bool Tracker::Step(const TrackedSegment& segment, uint32_t row, Events* events) {
  const size_t from = segment.from & 1;
  const auto now_ms = static_cast<uint32_t>(segment.time_ns / 1'000'000);
  const auto back_ms = static_cast<int32_t>(connection_.newest_ms - now_ms);
  if (connection_.begun && back_ms >= kTwoClocksNs / 1'000'000) connection_.two_clocks = true;
  connection_.newest_ms = now_ms;
  if (!events && TrackerStep::PassesInOrder(ends_[from], ends_[1 - from], connection_, segment)) {
    return true;
  }
  TrackerStep step(ends_, connection_, segment, row, events);
  step.Run();
  return !step.stray();
}

StatePath Tracker::SettledPath(size_t i, int64_t idle_ns) const {
  const TrackedEnd& end = ends_[i];
  const TrackedEnd& peer = ends_[1 - i];
  StatePath path = end.path;
  const bool never_shown = !end.syn_seen && !end.snd_known;
  if (path.size() == 1 && path.back() == State::syn_received && never_shown) path.Withdraw();
  const bool gave_up = end.syn_repeated || idle_ns > kLongestFirstTimeout;
  if (end.now.state == State::syn_sent && gave_up && !peer.syn_seen) path.Append(State::closed);
  if (end.rst_pending) path.Append(State::closed);
  // The end of TIME-WAIT cannot be observed; a reset does not show it either.
  if (path.size() > 1 && path.back() == State::closed &&
      path[path.size() - 2] == State::time_wait) {
    path.Withdraw();
  }
  return path;
}

}  // namespace tcpladder
