#include "core/base/arena.h"

#include <algorithm>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace tcpladder {
namespace {

constexpr size_t kLine = 64;
constexpr size_t kFirstRegion = size_t{128} << 10;
constexpr size_t kLargestRegion = size_t{2} << 20;

constexpr size_t RoundUp(size_t size, size_t to) { return (size + to - 1) / to * to; }

// Advice only: where it is not taken the pages are small ones.
void AskForLargePages([[maybe_unused]] void* begin, [[maybe_unused]] size_t size) {
#if defined(__linux__)
  madvise(begin, size, MADV_HUGEPAGE);
#endif
}

}  // namespace

Arena::~Arena() {
  for (const Region& region : regions_) {
    ::operator delete (region.begin, std::align_val_t{region.alignment});
  }
}

void* Arena::Allocate(size_t size) {
  size = RoundUp(size, kLine);
  if (size > left_) AddRegion(size);
  std::byte* const block = at_;
  at_ += size;
  left_ -= size;
  return block;
}

// As large as all before it, so that a small capture takes little and a large one few regions.
void Arena::AddRegion(size_t least) {
  const size_t wanted = std::clamp(memory_, kFirstRegion, kLargestRegion);
  const size_t size = std::max(wanted, least);
#if defined(__linux__)
  const size_t alignment = size == kLargestRegion ? kLargestRegion : kLine;
#else
  const size_t alignment = kLine;
#endif
  void* const begin = ::operator new (size, std::align_val_t{alignment});
  if (size == kLargestRegion) AskForLargePages(begin, size);
  regions_.push_back({begin, alignment});
  at_ = static_cast<std::byte*>(begin);
  left_ = size;
  memory_ += size;
}

}  // namespace tcpladder
