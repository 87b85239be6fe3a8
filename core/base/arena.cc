#include "core/base/arena.h"

#include <algorithm>

namespace tcpladder {
namespace {

constexpr size_t kCacheLine = 64;
constexpr size_t kFirstRegion = size_t{128} << 10;

constexpr size_t RoundUp(size_t size, size_t to) { return (size + to - 1) / to * to; }

}  // namespace

void* Arena::Allocate(size_t size) {
  size = RoundUp(size, kCacheLine);
  if (size > left_) AddRegion(size);
  std::byte* const block = at_;
  at_ += size;
  left_ -= size;
  return block;
}

// A region is three times as large as all previous ones together, so that a small capture takes
// little memory and a large one has few regions.
void Arena::AddRegion(size_t least) {
  const size_t wanted = std::clamp(3 * memory_, kFirstRegion, LargeBlock::kPage);
  const LargeBlock& region =
      regions_.emplace_back(std::max(wanted, least), LargeBlock::Contents::any);
  at_ = region.begin();
  left_ = region.size();
  memory_ += region.size();
}

}  // namespace tcpladder
