#include "core/tcp/received_ranges.h"

#include <algorithm>

namespace tcpladder {

Seq ReceivedRanges::Take(Seq rcv_nxt, Seq begin, Seq end) {
  if (end <= rcv_nxt) return rcv_nxt;
  if (begin > rcv_nxt) {
    Insert({begin, end});
    return rcv_nxt;
  }
  return count_ == 0 ? end : Absorb(end);
}

Seq ReceivedRanges::Absorb(Seq rcv_nxt) {
  int reached = 0;
  while (reached < count_ && ranges_[static_cast<size_t>(reached)].begin <= rcv_nxt) {
    const Seq end = ranges_[static_cast<size_t>(reached)].end;
    if (end > rcv_nxt) rcv_nxt = end;
    ++reached;
  }
  Erase(0, reached);
  return rcv_nxt;
}

uint32_t ReceivedRanges::Missing(Seq rcv_nxt, Seq end) const {
  if (end <= rcv_nxt) return 0;
  auto missing = static_cast<uint32_t>(end.Since(rcv_nxt));
  for (int i = 0; i < count_; ++i) {
    const Range& range = ranges_[static_cast<size_t>(i)];
    if (range.begin >= end) break;
    const Seq until = range.end < end ? range.end : end;
    missing -= std::min(missing, static_cast<uint32_t>(until.Since(range.begin)));
  }
  return missing;
}

bool ReceivedRanges::Covers(Seq begin, Seq end) const {
  for (int i = 0; i < count_; ++i) {
    const Range& range = ranges_[static_cast<size_t>(i)];
    if (range.begin <= begin && end <= range.end) return true;
  }
  return false;
}

void ReceivedRanges::Insert(Range range) {
  int first = 0;
  while (first < count_ && ranges_[static_cast<size_t>(first)].end < range.begin) ++first;
  int last = first;
  while (last < count_ && ranges_[static_cast<size_t>(last)].begin <= range.end) {
    const Range& touched = ranges_[static_cast<size_t>(last)];
    if (touched.begin < range.begin) range.begin = touched.begin;
    if (touched.end > range.end) range.end = touched.end;
    ++last;
  }
  if (last > first) {
    ranges_[static_cast<size_t>(first)] = range;
    Erase(first + 1, last);
    return;
  }
  if (first == kMax) return;
  if (count_ == kMax) --count_;
  for (int i = count_; i > first; --i) {
    ranges_[static_cast<size_t>(i)] = ranges_[static_cast<size_t>(i - 1)];
  }
  ranges_[static_cast<size_t>(first)] = range;
  ++count_;
}

void ReceivedRanges::Erase(int first, int last) {
  if (first == last) return;
  for (int i = last; i < count_; ++i) {
    ranges_[static_cast<size_t>(first + i - last)] = ranges_[static_cast<size_t>(i)];
  }
  count_ = static_cast<uint8_t>(count_ - (last - first));
}

}  // namespace tcpladder
