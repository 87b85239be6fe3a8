#include "core/analysis/stored_segments.h"

#include <algorithm>

namespace tcpladder {
namespace {

using Range = StoredSegments::Range;

constexpr size_t kFirstBlock = 4;
// A larger block is freed as soon as no segment is outstanding.
constexpr size_t kBlockToKeep = 32;

// Whether `next` can follow `previous` in ascending order, within 2^31 of `first`.
bool Ascends(const Range& first, const Range& previous, const Range& next) {
  return next.seq.Since(previous.seq) >= 0 && next.end.Since(previous.end) >= 0 &&
         next.seq.Since(first.seq) >= 0 && next.end.Since(first.seq) > 0;
}

}  // namespace

void StoredSegments::AddBehind(Range range) {
  MakeRoom();
  Range* const begin = data() + first_;
  if (count_ == 0) {
    ordered_ = range.end.Since(range.seq) > 0;
    settled_ = 0;
  } else if (ordered_) {
    ordered_ = Ascends(*begin, begin[count_ - 1], range);
    settled_ = 0;
  }
  begin[count_++] = range;
}

void StoredSegments::AcknowledgeInOrder(Seq ack) {
  Range* at = data() + first_;
  const int64_t step = ack.Since(at->seq);
  const int64_t span = at[count_ - 1].end.Since(at->seq);
  if (step <= 0 && span - step <= INT32_MAX) return;  // before all of the ranges
  if (step <= 0) {
    AcknowledgeAny(ack);
    return;
  }
  for (; count_ > 0 && !(ack < at->end); ++at) {
    ++first_;
    --count_;
  }
  if (count_ == 0) {
    Clear();
    return;
  }
  for (const Range* const end = at + count_; at != end && at->seq < ack; ++at) at->seq = ack;
}

// The remaining ranges begin at or after `ack`, so a repeated `ack` affects only newer ranges.
void StoredSegments::AcknowledgeAny(Seq ack) {
  Range* const begin = data() + first_;
  Range* const end = begin + count_;
  Range* kept = ack == last_ack_ ? begin + std::min<size_t>(settled_, count_) : begin;
  for (const Range* at = kept; at != end; ++at) {
    if (at->end == ack || !(ack < at->end)) continue;
    *kept++ = {at->seq < ack ? ack : at->seq, at->end};
  }
  count_ = static_cast<uint16_t>(kept - begin);
  settled_ = count_ & 0x7fff;
  last_ack_ = ack;
  if (count_ == 0) {
    Clear();
    return;
  }
  const auto out_of_order = [begin](const Range& a, const Range& b) {
    return !Ascends(*begin, a, b);
  };
  ordered_ =
      begin->end.Since(begin->seq) > 0 && std::adjacent_find(begin, kept, out_of_order) == kept;
}

bool StoredSegments::Holds(Seq seq, Seq end) const {
  const Range* const begin = data() + first_;
  return std::any_of(begin, begin + count_,
                     [=](const Range& range) { return range.seq <= seq && end <= range.end; });
}

Seq StoredSegments::EndOfRun(Seq ack) const {
  const Range* const begin = data() + first_;
  Seq next = ack;
  for (const Range* at = begin; at != begin + count_; ++at) {
    if (at->seq < ack) continue;
    if (at->seq != next) break;
    next = at->end;
  }
  return ack < next ? next : ack;
}

void StoredSegments::MakeRoom() {
  const size_t room = capacity_ != 0 ? capacity_ : 1;
  if (size_t{first_} + count_ < room) return;
  Range* const begin = data() + first_;
  if (first_ > 0 && size_t{first_} >= count_) {
    std::copy(begin, begin + count_, data());
    first_ = 0;
    return;
  }
  const size_t larger = std::clamp(room * 2, kFirstBlock, 2 * kMax);
  auto* const block = new Range[larger];
  std::copy(begin, begin + count_, block);
  FreeBlock();
  TakeBlock(block, larger);
  first_ = 0;
}

void StoredSegments::TakeBlock(Range* block, size_t capacity) {
  std::memcpy(static_cast<void*>(&inline_), &block, sizeof(void*));
  capacity_ = static_cast<uint16_t>(capacity);
}

void StoredSegments::FreeBlock() {
  if (capacity_ != 0) delete[] block();
  capacity_ = 0;
}

void StoredSegments::Swap(StoredSegments& other) noexcept {
  std::swap(inline_, other.inline_);
  std::swap(last_ack_, other.last_ack_);
  std::swap(first_, other.first_);
  std::swap(count_, other.count_);
  std::swap(capacity_, other.capacity_);
  const uint16_t settled = settled_, ordered = ordered_;
  settled_ = other.settled_;
  ordered_ = other.ordered_;
  other.settled_ = settled & 0x7fff;
  other.ordered_ = ordered & 1;
}

void StoredSegments::Clear() {
  first_ = 0;
  settled_ = 0;
  ordered_ = true;
  if (capacity_ > kBlockToKeep) FreeBlock();
}

}  // namespace tcpladder
