// Numbers are sorted by the signed distance from the last acknowledgment, `floor_`. While traffic
// is sane an acknowledgment moves forward and covers a prefix of that order. When it jumps so far
// that the order itself turns over, everything is looked at once and sorted anew by rotation: what
// an acknowledgment leaves lies within one half of the circle.
#include "core/analysis/unacked_ends.h"

#include <algorithm>

namespace tcpladder {
namespace {

constexpr size_t kFirstBlock = 16;
// A larger block is given back as soon as nothing waits any more.
constexpr size_t kBlockToKeep = 64;

}  // namespace

void UnackedEnds::AddBehind(Seq end) {
  MakeRoom();
  Seq* const begin = data() + first_;
  Seq* at = begin + count_;
  const int32_t distance = end.Since(floor_);
  if (count_ > 0 && at[-1].Since(floor_) > distance) {
    const Seq floor = floor_;
    Seq* const place = std::upper_bound(begin, at, distance,
                                        [floor](int32_t d, Seq s) { return d < s.Since(floor); });
    std::move_backward(place, at, at + 1);
    at = place;
  }
  *at = end;
  ++count_;
}

void UnackedEnds::Cover(Seq ack) {
  const Seq* const ends = data();
  const int64_t step = ack.Since(floor_);
  const int64_t lowest = ends[first_].Since(floor_);
  const int64_t highest = ends[first_ + count_ - 1].Since(floor_);
  if (step < lowest && highest - step <= INT32_MAX) return;  // covers nothing
  if (step < 0 || step - lowest > INT32_MAX) {
    FilterAll(ack);
    return;
  }
  while (count_ > 0 && ends[first_].Since(floor_) <= step) {
    ++first_;
    --count_;
  }
  floor_ = ack;
  if (count_ == 0) Clear();
}

void UnackedEnds::FilterAll(Seq ack) {
  Seq* const begin = data() + first_;
  Seq* const end = std::remove_if(begin, begin + count_, [ack](Seq s) { return !(ack < s); });
  count_ = static_cast<uint16_t>(end - begin);
  floor_ = ack;
  Seq* const turn =
      std::adjacent_find(begin, end, [ack](Seq a, Seq b) { return a.Since(ack) > b.Since(ack); });
  if (turn != end) std::rotate(begin, turn + 1, end);
  if (count_ == 0) Clear();
}

void UnackedEnds::MakeRoom() {
  const size_t room = capacity_ != 0 ? capacity_ : kInline;
  if (size_t{first_} + count_ < room) return;
  Seq* const begin = data() + first_;
  if (first_ > 0 && size_t{first_} >= count_) {
    std::copy(begin, begin + count_, data());
    first_ = 0;
    return;
  }
  const size_t larger = std::max(kFirstBlock, std::min(room * 2, 2 * kMax));
  auto block = std::make_unique<Seq[]>(larger);
  std::copy(begin, begin + count_, block.get());
  SetBlock(std::move(block), larger);
  first_ = 0;
}

void UnackedEnds::Clear() {
  first_ = 0;
  if (capacity_ > kBlockToKeep) SetBlock(nullptr, 0);
}

}  // namespace tcpladder
