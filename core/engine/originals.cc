#include "core/engine/originals.h"

#include <algorithm>
#include <iterator>

#include "core/net/tcp_flags.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {

uint32_t Originals::Add(const SegmentRecord& record, uint32_t row) {
  Direction& direction = directions_[record.from()];
  if (!direction.begun) {
    direction.begun = true;
    direction.newest = record.seq;
  }
  direction.position += static_cast<int32_t>(record.seq - direction.newest);
  direction.newest = record.seq;

  uint32_t taken = record.length == kNoLength ? 0 : record.length;
  if (record.flags & kSyn) ++taken;
  if (record.flags & kFin) ++taken;
  if (taken == 0) return kNone;
  const int64_t first = direction.position, end = first + taken;

  auto& stretches = direction.stretches;
  auto after = stretches.upper_bound(first);
  int64_t free = first;  // first number not carried before
  uint32_t original = kNone;
  if (after != stretches.begin()) {
    const auto& [begin, before] = *std::prev(after);
    if (before.end > first) {
      original = before.row;
      free = before.end;
    }
  }
  // Fill every hole between the stretches that follow.
  while (free < end) {
    const int64_t limit = after == stretches.end() ? end : std::min(end, after->first);
    if (limit > free) stretches.emplace_hint(after, free, Stretch{limit, row});
    if (after == stretches.end()) break;
    free = std::max(free, after->second.end);
    ++after;
  }
  return original;
}

}  // namespace tcpladder
