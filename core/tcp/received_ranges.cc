#include "core/tcp/received_ranges.h"

#include <algorithm>

namespace tcpladder {

Seq ReceivedRanges::Take(Seq rcv_nxt, Seq begin, Seq end) {
  if (end <= rcv_nxt) return rcv_nxt;
  if (begin > rcv_nxt) {
    Insert({begin, end});
    return rcv_nxt;
  }
  return empty() ? end : Absorb(end);
}

Seq ReceivedRanges::Absorb(Seq rcv_nxt) {
  size_t reached = 0;
  for (const Range& range : ranges()) {
    if (range.begin > rcv_nxt) break;
    if (range.end > rcv_nxt) rcv_nxt = range.end;
    ++reached;
  }
  Erase(0, reached);
  return rcv_nxt;
}

uint32_t ReceivedRanges::Missing(Seq rcv_nxt, Seq end) const {
  if (end <= rcv_nxt) return 0;
  auto missing = static_cast<uint32_t>(end.Since(rcv_nxt));
  for (const Range& range : ranges()) {
    if (range.begin >= end) break;
    const Seq until = range.end < end ? range.end : end;
    missing -= std::min(missing, static_cast<uint32_t>(until.Since(range.begin)));
  }
  return missing;
}

bool ReceivedRanges::Covers(Seq begin, Seq end) const {
  for (const Range& range : ranges()) {
    if (range.begin <= begin && end <= range.end) return true;
  }
  return false;
}

void ReceivedRanges::Insert(Range range) {
  if (!list_) list_ = std::make_unique<List>();
  List& list = *list_;
  size_t first = 0;
  while (first < list.count && list.ranges[first].end < range.begin) ++first;
  size_t last = first;
  while (last < list.count && list.ranges[last].begin <= range.end) {
    const Range& touched = list.ranges[last];
    if (touched.begin < range.begin) range.begin = touched.begin;
    if (touched.end > range.end) range.end = touched.end;
    ++last;
  }
  if (last > first) {
    list.ranges[first] = range;
    Erase(first + 1, last);
    return;
  }
  if (first == kMax) return;
  if (list.count == kMax) --list.count;
  for (size_t i = list.count; i > first; --i) list.ranges[i] = list.ranges[i - 1];
  list.ranges[first] = range;
  ++list.count;
}

void ReceivedRanges::Erase(size_t first, size_t last) {
  if (first == last) return;
  List& list = *list_;
  for (size_t i = last; i < list.count; ++i) list.ranges[first + i - last] = list.ranges[i];
  list.count = static_cast<uint8_t>(list.count - (last - first));
}

}  // namespace tcpladder
