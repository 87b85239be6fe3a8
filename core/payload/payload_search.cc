#include "core/payload/payload_search.h"

#include <algorithm>
#include <utility>

namespace tcpladder {

PayloadSearch::PayloadSearch(const Engine& engine, std::span<const std::byte> pattern)
    : engine_(engine), pattern_(pattern), dissector_(*this, findings_), reader_(*this, findings_) {}

bool PayloadSearch::Push(std::span<const std::byte> chunk) {
  if (Done()) return false;
  return reader_.Push(chunk) == CaptureStatus::need_more && !Done();
}

void PayloadSearch::Finish() { reader_.Finish(); }

PayloadMatchTable PayloadSearch::Take() {
  matches_.incomplete = incomplete_ ? 1 : 0;
  return std::exchange(matches_, {});
}

void PayloadSearch::OnFrame(const Frame& frame) {
  if (Done()) return;
  dissector_.OnFrame(frame);
  // A frame may no longer yield the segment that it yielded at first: do not wait for it.
  while (!Done() && engine_.segments()[next_].frame <= frame.number) Advance(nullptr);
}

void PayloadSearch::OnSegment(const Frame& frame, const TcpSegment& segment) {
  if (segment.origin == SegmentOrigin::icmp_quote) return;
  while (!Done() && engine_.segments()[next_].frame < frame.number) Advance(nullptr);
  if (!Done() && engine_.segments()[next_].frame == frame.number) Advance(&segment);
}

void PayloadSearch::Advance(const TcpSegment* segment) {
  const SegmentRecord& record = engine_.segments()[next_];
  const auto& connections = engine_.connections();
  Table::node_type node;
  if (next_connection_ < connections.size() &&
      connections[next_connection_].first_segment == next_) {
    const Connection& connection = connections[next_connection_];
    if (connection.payload[0] + connection.payload[1] > 0) {
      node = followed_.extract(followed_.try_emplace(next_).first);
      node.mapped().connection = next_connection_;
    }
    ++next_connection_;
  } else {
    node = followed_.extract(next_);
  }
  ++next_;
  if (!node) return;
  Followed& followed = node.mapped();
  const bool found = segment && Look(followed, record, *segment);
  if (!found && record.next != kNone) {
    node.key() = record.next;
    followed_.insert(std::move(node));
    return;
  }
  for (const auto& direction : followed.directions) directions_ -= direction ? 1 : 0;
}

bool PayloadSearch::Look(Followed& followed, const SegmentRecord& record,
                         const TcpSegment& segment) {
  const uint8_t end = record.from();
  if (record.length == 0 || record.length == kNoLength) return false;
  const Connection& connection = engine_.connections()[followed.connection];
  auto& direction = followed.directions[end];
  if (!direction) {
    direction = std::make_unique<Direction>(Direction{PayloadNumbers(connection, end), {}});
    ++directions_;
  }
  const auto from = direction->numbers.Of(record);
  if (!from) return false;
  const auto bytes = segment.payload.first(std::min<size_t>(segment.payload.size(), record.length));
  std::optional<int64_t> found;
  if (directions_ > kMostDirections) {
    incomplete_ = true;
    if (const auto inside = pattern_.FindIn(bytes)) found = *from + static_cast<int64_t>(*inside);
  } else {
    found = direction->matcher.Take(pattern_, *from, bytes);
    incomplete_ = incomplete_ || direction->matcher.forgot();
  }
  if (found) Found(followed.connection, end, *found);
  return found.has_value();
}

// Reports the first segment that carries the number; a later one may have completed the occurrence.
void PayloadSearch::Found(uint32_t connection, uint8_t end, int64_t number) {
  const Connection& holds = engine_.connections()[connection];
  PayloadNumbers numbers(holds, end);
  uint32_t row = 0, found = kNone;
  int64_t lowest = 0;
  for (uint32_t i = holds.first_segment; i != kNone; i = engine_.segments()[i].next, ++row) {
    const SegmentRecord& record = engine_.segments()[i];
    if (record.from() != end) continue;
    const auto from = numbers.Of(record);
    if (!from) continue;
    if (!numbers.known()) lowest = std::min(lowest, *from);
    if (found == kNone && *from <= number && number < *from + int64_t{record.length}) found = row;
  }
  ++matches_.count;
  matches_.connection.push_back(connection);
  matches_.end.push_back(end);
  matches_.row.push_back(found);
  matches_.from.push_back(static_cast<double>(number - lowest));
}

}  // namespace tcpladder
