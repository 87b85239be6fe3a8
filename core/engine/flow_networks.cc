#include "core/engine/flow_networks.h"

#include "core/net/tcp_flags.h"

namespace tcpladder {
namespace {

// How far a segment may be from what its connection has reached. Two connections chose their
// initial sequence numbers independently, so one number is this close by chance in 1 of 128 cases,
// and both in 1 of 16,000.
constexpr int32_t kNear = 1 << 24;
// How much data a SYN may carry (RFC 7413) for the SYN ACK to acknowledge.
constexpr int32_t kSynData = 1 << 16;

bool IsNear(Seq number, Seq reached) {
  const int32_t distance = number.Since(reached);
  return distance > -kNear && distance < kNear;
}

// A SYN chooses its number, so only a retransmission matches. What it acknowledges must match
// exactly.
Continuity OfSyn(const TrackedEnd& own, const TrackedEnd& peer, const TcpSegment& segment) {
  if (own.iss_known) return Seq(segment.seq) == own.iss ? Continuity::yes : Continuity::no;
  if (own.snd_known) {
    return IsNear(Seq(segment.seq), own.snd_nxt) ? Continuity::yes : Continuity::no;
  }
  if (!(segment.flags & kAck) || !peer.snd_known) return Continuity::untold;
  const int32_t distance = Seq(segment.ack).Since(peer.snd_nxt);
  return distance > -kSynData && distance < kSynData ? Continuity::yes : Continuity::no;
}

}  // namespace

bool IsFinished(const Tracker& tracker) {
  return tracker.connection().reset_row != kNoRow ||
         (tracker.end(0).fin_sent && tracker.end(1).fin_sent);
}

Continuity ContinuityOf(const Tracker& tracker, uint8_t from, const TcpSegment& segment) {
  const TrackedEnd& own = tracker.end(from);
  const TrackedEnd& peer = tracker.end(1 - size_t{from});
  if (segment.flags & kSyn) return OfSyn(own, peer, segment);
  const bool compares_ack = (segment.flags & kAck) && peer.snd_known;
  const bool ack_fits = compares_ack && IsNear(Seq(segment.ack), peer.snd_nxt);
  const bool seq_fits = own.snd_known && IsNear(Seq(segment.seq), own.snd_nxt);
  if (!compares_ack && !own.snd_known) return Continuity::untold;
  // A reset may have the number 0 (RFC 9293 section 3.10.7.1), or acknowledge nothing.
  if (segment.flags & kRst) return ack_fits || seq_fits ? Continuity::yes : Continuity::no;
  const bool contradicts = (compares_ack && !ack_fits) || (own.snd_known && !seq_fits);
  return contradicts ? Continuity::no : Continuity::yes;
}

}  // namespace tcpladder
