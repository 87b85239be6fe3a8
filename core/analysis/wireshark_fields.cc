#include "core/analysis/wireshark_fields.h"

#include <algorithm>

#include "core/net/tcp_flags.h"

namespace tcpladder {
namespace {

constexpr uint32_t kFlightLimit = 2'000'000'000;

const AnalysisTerms* TermsOf(const AnalysisTermsList& said, Analysis analysis) {
  const auto* const found =
      std::find_if(said.begin(), said.end(),
                   [analysis](const AnalysisTerms& terms) { return terms.analysis == analysis; });
  return found == said.end() ? nullptr : found;
}

bool Says(const AnalysisTermsList& said, Analysis analysis) {
  return TermsOf(said, analysis) != nullptr;
}

// Number of bytes that the other side has acknowledged selectively; repeated blocks count twice.
uint32_t Sacked(const WiresharkConversation& conversation, uint8_t by) {
  uint32_t bytes = 0;
  if (!conversation.sacked) return bytes;
  const SackedRanges& sacked = (*conversation.sacked)[by];
  for (uint8_t i = 0; i < sacked.count; ++i) {
    bytes += sacked.blocks[i].right - sacked.blocks[i].left;
  }
  return bytes;
}

}  // namespace

WiresharkFields WiresharkFollower::Follow(uint8_t direction, int64_t time_ns, uint32_t frame,
                                          const TcpSegment& segment, const TcpOptions& options,
                                          const AnalysisTermsList& said,
                                          const WiresharkResult& result,
                                          const WiresharkConversation& conversation) {
  if (result.new_conversation) *this = {};
  WiresharkFields fields{.initial_rtt_ns = conversation.initial_rtt_ns,
                         .stream_packet = ++packets_,
                         .completeness = completeness_};
  completeness_ = conversation.completeness;
  if (segment.origin != SegmentOrigin::wire) return fields;
  if (result.analysed) {
    Judge(direction, time_ns, frame, segment, said, result, fields);
    FollowFlight(direction, segment, conversation, fields);
  }
  fields.recorded |= said.size() != 0 || fields.acks_frame != 0 || result.repeats_syn;
  FollowFastOpen(segment, options, result, fields);
  fields.contiguous = directions_[direction].ranges.count();
  fields.peer_contiguous = directions_[1 - direction].ranges.count();
  if (result.shown) return fields;
  return {.initial_rtt_ns = fields.initial_rtt_ns,
          .stream_packet = fields.stream_packet,
          .contiguous = fields.contiguous,
          .peer_contiguous = fields.peer_contiguous,
          .completeness = fields.completeness,
          .shown = false};
}

// Determines how the segment relates to stored ones, and what it acknowledges.
void WiresharkFollower::Judge(uint8_t direction, int64_t time_ns, uint32_t frame,
                              const TcpSegment& segment, const AnalysisTermsList& said,
                              const WiresharkResult& result, WiresharkFields& fields) {
  Direction& fwd = directions_[direction];
  Direction& rev = directions_[1 - direction];
  const Seq seq(segment.seq), data_end(segment.seq + segment.length);
  if (segment.flags & kAck) rev.flight_known = true;
  if (Says(said, Analysis::lost_segment)) fwd.flight_known = false;
  const bool resent = Says(said, Analysis::retransmission);
  if (resent) {
    TellTimer(fwd, time_ns, seq, fields);
    const auto again =
        std::find_if(fwd.unacked.rbegin(), fwd.unacked.rend(),
                     [&](const Unacked& each) { return each.seq <= seq && data_end <= each.end; });
    if (again != fwd.unacked.rend()) again->resent = true;
  }
  if (const AnalysisTerms* duplicate = TermsOf(said, Analysis::duplicate_ack)) {
    fields.duplicate_ack_number = static_cast<uint32_t>(duplicate->args[1]);
    fields.duplicate_ack_frame = static_cast<uint32_t>(duplicate->args[2]);
  }

  const uint32_t control = segment.flags & (kSyn | kFin) ? 1 : 0;
  if ((segment.length > 0 || control != 0) && fwd.unacked.size() < kMax) {
    fwd.unacked.push_back({frame, seq, data_end + control, time_ns,
                           resent || Says(said, Analysis::fast_retransmission) ||
                               Says(said, Analysis::spurious_retransmission)});
  }
  fwd.ranges.Add(seq, data_end + control);
  if (result.moves_next) {
    fwd.next_frame = frame;
    fwd.next_time_ns = time_ns;
  }
  Purge(rev, Seq(segment.ack), time_ns, fields);
}

// Uses the oldest unacknowledged segment that begins at or after `seq`, otherwise the one with the
// highest end.
void WiresharkFollower::TellTimer(const Direction& fwd, int64_t time_ns, Seq seq,
                                  WiresharkFields& fields) {
  const auto waiting = std::find_if(fwd.unacked.begin(), fwd.unacked.end(),
                                    [seq](const Unacked& each) { return each.seq >= seq; });
  const bool found = waiting != fwd.unacked.end();
  fields.rto_ns = time_ns - (found ? waiting->time_ns : fwd.next_time_ns);
  if (fields.rto_ns != 0) fields.rto_frame = found ? waiting->frame : fwd.next_frame;
}

// If an acknowledgment covers several segments up to their end, or a part of several, the oldest is
// reported.
void WiresharkFollower::Purge(Direction& direction, Seq ack, int64_t time_ns,
                              WiresharkFields& fields) {
  std::erase_if(direction.unacked, [&](Unacked& each) {
    const bool inside = each.seq < ack && ack < each.end;
    if ((inside || each.end == ack) && fields.acks_frame == 0) {
      fields.acks_frame = each.frame;
      fields.ack_rtt_ns = time_ns - each.time_ns;
      fields.partial_ack = each.end != ack;
      fields.ambiguous_ack = each.resent;
    }
    if (each.end == ack) return true;
    if (inside) each.seq = ack;
    return !(ack < each.end);
  });
}

// Computes the bytes from the lowest unacknowledged number to the highest.
void WiresharkFollower::FollowFlight(uint8_t direction, const TcpSegment& segment,
                                     const WiresharkConversation& conversation,
                                     WiresharkFields& fields) {
  Direction& fwd = directions_[direction];
  if (segment.length == 0 || !fwd.flight_known || fwd.unacked.empty()) return;
  const uint32_t base = conversation.directions[direction].base.raw();
  uint32_t first = 0xffffffff, last = 0;
  for (const Unacked& each : fwd.unacked) {
    first = std::min(first, each.seq.raw() - base);
    last = std::max(last, each.end.raw() - base);
  }
  const auto peer = static_cast<uint8_t>(1 - direction);
  const uint32_t bytes = last - first - Sacked(conversation, peer);
  if (bytes != 0 && bytes < kFlightLimit) {
    fields.bytes_in_flight = bytes - (segment.flags & (kSyn | kFin) ? 1 : 0);
  }
  fields.recorded = true;
  fwd.pushed = fwd.push_last ? segment.length : fwd.pushed + segment.length;
  fwd.push_last = (segment.flags & kPsh) != 0;
  if (fields.bytes_in_flight != 0) fields.push_bytes_sent = fwd.pushed;
}

void WiresharkFollower::FollowFastOpen(const TcpSegment& segment, const TcpOptions& options,
                                       const WiresharkResult& result, WiresharkFields& fields) {
  const bool syn = (segment.flags & kSyn) != 0, ack = (segment.flags & kAck) != 0;
  if (!syn) return;
  if (!ack) {
    fields.fast_open_syn = options.fast_open_cookie;
    if (options.fast_open_cookie && segment.length != kNoLength && segment.length > 0) {
      fast_open_payload_ = true;
    }
    return;
  }
  fields.fast_open_ack = result.ack > 1;
  fields.fast_open_ignored = fast_open_payload_ && result.ack <= 1;
}

}  // namespace tcpladder
