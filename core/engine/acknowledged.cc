#include "core/engine/acknowledged.h"

#include <algorithm>

#include "core/net/tcp_flags.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {

void AckFinder::Take(const SegmentRecord& record, uint32_t row, bool probes) {
  if (record.flags & kRst) return;
  Send(record, row, probes);
  if (record.flags & kAck) Acknowledge(record, row);
}

void AckFinder::Send(const SegmentRecord& record, uint32_t row, bool probes) {
  Numbers& own = ends_[record.from()];
  const uint32_t length = record.length == kNoLength ? 0 : record.length;
  const uint32_t takes = length + (record.flags & kSyn ? 1 : 0) + (record.flags & kFin ? 1 : 0);
  const int64_t first = own.numbers.Take(record.seq), end = first + takes;
  if (!own.sent) {
    own.first = first;
    own.begins_bare = takes == 0 || probes;
    own.sent = true;
  }
  if (takes > 0 && (!own.acked_known || end > own.acked)) {
    own.waiting.emplace_hint(own.waiting.end(), end, row);
  }
}

void AckFinder::Acknowledge(const SegmentRecord& record, uint32_t row) {
  const uint8_t peer = 1 - record.from();
  const TrackedEnd& sender = tracker_.end(peer);
  Numbers& numbers = ends_[peer];
  const int64_t ack = numbers.numbers.Of(record.ack);
  const auto end = numbers.waiting.upper_bound(ack);
  for (auto at = numbers.waiting.begin(); at != end; ++at) table_.acked_by[at->second] = row;
  numbers.waiting.erase(numbers.waiting.begin(), end);

  const int64_t isn = numbers.numbers.Of(sender.iss.raw());
  const bool opened = sender.syn_row != kNoRow;
  // An ACK of numbers that the other end has forgotten since does not count.
  const bool known = numbers.acked_known && (!opened || numbers.acked > isn);
  const bool first = !known && !opened;
  int64_t below = known ? numbers.acked : opened ? isn : numbers.sent ? numbers.first : ack;
  // A segment without data may be a keep-alive probe, one number below the next.
  if (first && numbers.begins_bare && ack - below == 1) below = ack;
  if (!numbers.acked_known || ack > numbers.acked) numbers.acked = ack;
  numbers.acked_known = true;
  if (ack <= below || ack - below > 0xffffffffLL) return;
  const bool takes_syn = opened && below == isn;
  const int64_t fin = numbers.numbers.Of(sender.fin_seq.raw());
  const bool takes_fin = sender.fin_sent && ack > fin && fin >= below;
  table_.acked_numbers[row] = static_cast<uint32_t>(ack - below);
  table_.acked_bytes[row] =
      static_cast<uint32_t>(ack - below - (takes_syn ? 1 : 0) - (takes_fin ? 1 : 0));
}

}  // namespace tcpladder
