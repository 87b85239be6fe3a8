#include "core/analysis/wireshark_fields.h"

#include <algorithm>

#include "core/net/tcp_flags.h"

namespace tcpladder {
namespace {

constexpr uint32_t kFlightLimit = 2'000'000'000;
constexpr uint8_t kSackBlocksKept = 3;
constexpr uint8_t kCompletenessSyn = 1;  // of tcp.completeness

bool Says(const AnalysisTermsList& said, Analysis analysis) {
  return std::any_of(said.begin(), said.end(),
                     [&](const AnalysisTerms& terms) { return terms.analysis == analysis; });
}

uint32_t Sacked(const TcpOptions& options) {
  uint32_t bytes = 0;
  const uint8_t blocks = std::min(options.sack_blocks, kSackBlocksKept);
  for (uint8_t i = 0; i < blocks; ++i) bytes += options.sack[i].right - options.sack[i].left;
  return bytes;
}

}  // namespace

WiresharkFields WiresharkFollower::Follow(uint8_t direction, int64_t time_ns, uint32_t frame,
                                          const TcpSegment& segment, const TcpOptions& options,
                                          const AnalysisTermsList& said,
                                          const WiresharkResult& result,
                                          const WiresharkConversation& conversation) {
  if (result.new_conversation) {
    *this = {};
    // Found on ports that were in use before, a SYN counts as seen at once.
    if (Says(said, Analysis::reused_ports)) completeness_ = kCompletenessSyn;
  }
  Direction& fwd = directions_[direction];
  Direction& rev = directions_[1 - direction];
  const WiresharkDirection& now = conversation.directions[direction];
  WiresharkFields fields{.initial_rtt_ns = conversation.initial_rtt_ns,
                         .completeness = completeness_};
  completeness_ = conversation.completeness;
  if (!result.analysed) {
    fwd.sacked = Sacked(options);
    return fields;
  }

  if (segment.flags & kAck) rev.flight_known = true;
  if (Says(said, Analysis::lost_segment)) fwd.flight_known = false;
  if (Says(said, Analysis::retransmission)) {
    const bool waiting = !fwd.unacked.empty();
    fields.rto_frame = waiting ? fwd.unacked.front().frame : fwd.next_frame;
    fields.rto_ns = time_ns - (waiting ? fwd.unacked.front().time_ns : fwd.next_time_ns);
    if (fields.rto_ns == 0) fields.rto_frame = 0;
  }

  const bool takes_numbers = segment.length > 0 || (segment.flags & (kSyn | kFin));
  if (takes_numbers && fwd.unacked.size() < kMax) {
    const uint32_t control = segment.flags & (kSyn | kFin) ? 1 : 0;
    fwd.unacked.push_back(
        {frame, Seq(segment.seq), Seq(segment.seq + segment.length + control), time_ns});
  }
  if (now.next != fwd.next && now.next_time_ns == time_ns) {
    fwd.next_frame = frame;
    fwd.next_time_ns = time_ns;
  }
  fwd.next = now.next;

  Purge(rev, Seq(segment.ack), time_ns, fields);
  if (segment.length > 0 && fwd.flight_known && !fwd.unacked.empty()) {
    fields.bytes_in_flight = InFlight(fwd, rev, now.base);
    if (fields.bytes_in_flight > 0 && (segment.flags & (kSyn | kFin))) --fields.bytes_in_flight;
  }
  fwd.sacked = Sacked(options);
  return fields;
}

// Newest first, so that the oldest of several segments with this end is the one that is told.
void WiresharkFollower::Purge(Direction& direction, Seq ack, int64_t time_ns,
                              WiresharkFields& fields) {
  auto& list = direction.unacked;
  const auto touched = [ack](const Unacked& each) { return !(ack < each.end) || each.seq < ack; };
  if (std::none_of(list.begin(), list.end(), touched)) return;
  for (auto each = list.rbegin(); each != list.rend(); ++each) {
    if (each->end != ack) continue;
    fields.acks_frame = each->frame;
    fields.ack_rtt_ns = time_ns - each->time_ns;
  }
  std::erase_if(list, [ack](Unacked& each) {
    if (each.end == ack) return true;
    if (each.seq < ack && ack <= each.end) {
      each.seq = ack;
      return false;
    }
    return !(ack < each.end);
  });
}

uint32_t WiresharkFollower::InFlight(const Direction& fwd, const Direction& rev, Seq base) {
  uint32_t first = 0xffffffff, last = 0;
  for (const Unacked& each : fwd.unacked) {
    first = std::min(first, each.seq.raw() - base.raw());
    last = std::max(last, each.end.raw() - base.raw());
  }
  const uint32_t bytes = last - first - rev.sacked;
  return bytes < kFlightLimit ? bytes : 0;
}

}  // namespace tcpladder
