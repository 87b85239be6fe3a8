#include "core/limits/sack_scoreboard.h"

#include <algorithm>

namespace tcpladder {

void SackScoreboard::Add(int64_t low, int64_t high) {
  low = std::max(low, acked_);
  if (low >= high) return;
  const auto before = [](const Range& range, int64_t at) { return range.high < at; };
  const auto first = std::lower_bound(ranges_.begin(), ranges_.end(), low, before);
  auto end = first;
  for (; end != ranges_.end() && end->low <= high; ++end) {
    low = std::min(low, end->low);
    high = std::max(high, end->high);
    bytes_ -= end->high - end->low;
  }
  if (first == end) {
    if (ranges_.size() >= kMost) return;
    ranges_.insert(first, {low, high});
  } else {
    *first = {low, high};
    ranges_.erase(first + 1, end);
  }
  bytes_ += high - low;
}

void SackScoreboard::AckUpTo(int64_t ack) {
  acked_ = std::max(acked_, ack);
  auto end = ranges_.begin();
  for (; end != ranges_.end() && end->high <= acked_; ++end) bytes_ -= end->high - end->low;
  if (end != ranges_.end() && end->low < acked_) {
    bytes_ -= acked_ - end->low;
    end->low = acked_;
  }
  ranges_.erase(ranges_.begin(), end);
}

}  // namespace tcpladder
