#include "core/engine/originals.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/net/tcp_flags.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {

Originals::Carried Originals::Add(const SegmentRecord& record, uint32_t row) {
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
  if (taken == 0) return {};
  return direction.Take(direction.position, direction.position + taken, row);
}

Originals::Stretch* Originals::Direction::Before(int64_t number) {
  const auto behind =
      std::upper_bound(in_order.begin(), in_order.end(), number,
                       [](int64_t value, const Stretch& each) { return value < each.first; });
  const auto filled_behind = filled.upper_bound(number);
  Stretch* const one = behind == in_order.begin() ? nullptr : &*std::prev(behind);
  if (filled_behind == filled.begin()) return one;
  Stretch* const other = &std::prev(filled_behind)->second;
  return one && one->first > other->first ? one : other;
}

int64_t Originals::Direction::NextFirst(int64_t number, int64_t limit) const {
  const auto behind =
      std::upper_bound(in_order.begin(), in_order.end(), number,
                       [](int64_t value, const Stretch& each) { return value < each.first; });
  const auto filled_behind = filled.upper_bound(number);
  if (behind != in_order.end()) limit = std::min(limit, behind->first);
  if (filled_behind != filled.end()) limit = std::min(limit, filled_behind->first);
  return limit;
}

Originals::Carried Originals::Direction::Take(int64_t first, int64_t end, uint32_t row) {
  if (in_order.empty() || first >= in_order.back().end) {
    in_order.push_back({first, end, row});
    return {};
  }
  Carried carried;
  bool hole = false;     // there is a gap
  int64_t free = first;  // everything between first and here is carried
  for (Stretch* at = Before(free); free < end; at = Before(free)) {
    if (at && at->end > free) {
      if (free == first) carried.row = at->row;
      if (!hole) carried.numbers = static_cast<uint32_t>(std::min(at->end, end) - first);
      free = at->end;
      continue;
    }
    hole = true;
    const int64_t limit = NextFirst(free, end);
    if (free >= in_order.back().end) {
      in_order.push_back({free, limit, row});
    } else {
      filled.emplace(free, Stretch{free, limit, row});
    }
    free = limit;
  }
  // The next segment that spans these ranges need not visit them again.
  for (int64_t number = first; number < free;) {
    Stretch* const at = Before(number);
    number = std::exchange(at->end, free);
  }
  return carried;
}

}  // namespace tcpladder
