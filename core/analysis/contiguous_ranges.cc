#include "core/analysis/contiguous_ranges.h"

#include <algorithm>

namespace tcpladder {

void ContiguousRanges::Add(Seq seq, Seq end) {
  if (seq == end) return;
  // The first range that does not end before the segment.
  const auto at = std::find_if(ranges_.begin(), ranges_.end(),
                               [seq](const Range& range) { return range.end >= seq; });
  const bool apart = at == ranges_.end() || end < at->begin;
  const bool grows_at_front = !apart && seq < at->begin;
  if ((apart || grows_at_front) && ranges_.size() >= kMax) return;
  if (apart) {
    ranges_.insert(at, {seq, end});
    return;
  }
  if (grows_at_front) at->begin = seq;
  if (end <= at->end) return;
  at->end = end;
  const auto behind =
      std::find_if(at + 1, ranges_.end(), [end](const Range& range) { return end < range.begin; });
  if (behind != at + 1 && at->end < (behind - 1)->end) at->end = (behind - 1)->end;
  ranges_.erase(at + 1, behind);
}

}  // namespace tcpladder
