#include "core/payload/stream_matcher.h"

#include <algorithm>
#include <utility>

namespace tcpladder {
namespace {

using Bytes = std::span<const std::byte>;

void Append(std::vector<std::byte>& bytes, Bytes more) {
  bytes.insert(bytes.end(), more.begin(), more.end());
}

Bytes Last(Bytes bytes, size_t count) { return bytes.last(std::min(count, bytes.size())); }
Bytes First(Bytes bytes, size_t count) { return bytes.first(std::min(count, bytes.size())); }

}  // namespace

std::optional<int64_t> StreamMatcher::Take(const BytePattern& pattern, int64_t from,
                                           std::span<const std::byte> bytes) {
  std::optional<int64_t> found;
  const auto fresh = [&](int64_t begin, int64_t end) {
    if (found || begin >= end) return;
    found = TakeFresh(
        pattern, begin,
        bytes.subspan(static_cast<size_t>(begin - from), static_cast<size_t>(end - begin)));
  };
  const int64_t to = from + static_cast<int64_t>(bytes.size());
  // Fast path: the segments are in order.
  if (ranges_.empty() || ranges_.back().to <= from) {
    fresh(from, to);
    return found;
  }
  // Finds the gaps between the ranges before any of them is filled.
  std::vector<std::pair<int64_t, int64_t>> gaps;
  int64_t at = from;
  for (const Range& range : ranges_) {
    if (range.to <= at) continue;
    if (range.from >= to) break;
    gaps.emplace_back(at, range.from);
    at = range.to;
  }
  gaps.emplace_back(at, to);
  for (const auto& [begin, end] : gaps) fresh(begin, end);
  return found;
}

// `bytes` may touch ranges, but do not overlap any.
std::optional<int64_t> StreamMatcher::TakeFresh(const BytePattern& pattern, int64_t from,
                                                std::span<const std::byte> bytes) {
  const size_t kept = pattern.size() > 0 ? pattern.size() - 1 : 0;
  const int64_t to = from + static_cast<int64_t>(bytes.size());
  if (const auto inside = pattern.FindIn(bytes)) return from + static_cast<int64_t>(*inside);
  const auto right = std::find_if(ranges_.begin(), ranges_.end(),
                                  [&](const Range& range) { return range.from >= to; });
  std::optional<int64_t> found;
  Range range{from, to, {}, {}};
  Append(range.head, First(bytes, kept));
  Append(range.tail, Last(bytes, kept));
  auto at = static_cast<size_t>(right - ranges_.begin());
  if (at > 0 && ranges_[at - 1].to == from) {
    found = Join(pattern, ranges_[--at], range);
  } else {
    ranges_.insert(right, std::move(range));
  }
  if (at + 1 < ranges_.size() && ranges_[at + 1].from == to) {
    if (const auto other = Join(pattern, ranges_[at], ranges_[at + 1]); !found) found = other;
    ranges_.erase(ranges_.begin() + static_cast<std::ptrdiff_t>(at) + 1);
  }
  if (ranges_.size() > kMostRanges) {
    ranges_.erase(ranges_.begin());
    forgot_ = true;
  }
  return found;
}

// Extends `left` to the end of `right`, which begins where `left` ends.
std::optional<int64_t> StreamMatcher::Join(const BytePattern& pattern, Range& left,
                                           const Range& right) {
  const size_t kept = pattern.size() > 0 ? pattern.size() - 1 : 0;
  const auto before = static_cast<int64_t>(left.tail.size());
  std::vector<std::byte> across = left.tail;
  Append(across, right.head);
  const auto found = pattern.FindIn(across);
  if (left.head.size() < kept) Append(left.head, First(right.head, kept - left.head.size()));
  if (right.tail.size() < kept) {
    left.tail.assign(Last(across, kept).begin(), Last(across, kept).end());
  } else {
    left.tail = right.tail;
  }
  const int64_t border = left.to;
  left.to = right.to;
  if (!found) return std::nullopt;
  return border - before + static_cast<int64_t>(*found);
}

}  // namespace tcpladder
