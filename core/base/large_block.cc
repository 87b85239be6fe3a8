#include "core/base/large_block.h"

#include <cstdint>
#include <cstring>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace tcpladder {
namespace {

constexpr std::align_val_t kAlignment{64};

#if defined(__linux__)

// Maps whole large pages at an address that is a multiple of their size; null on failure.
std::byte* Map(size_t size) {
  const size_t page = LargeBlock::kPage;
  if (size > SIZE_MAX - page) return nullptr;
  void* const room =
      mmap(nullptr, size + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (room == MAP_FAILED) return nullptr;
  auto* const first = static_cast<std::byte*>(room);
  const size_t before = -reinterpret_cast<uintptr_t>(first) & (page - 1);
  if (before != 0) munmap(first, before);
  if (before != page) munmap(first + before + size, page - before);
  // This is only advice: if the system ignores it, the pages are small.
  madvise(first + before, size, MADV_HUGEPAGE);
  return first + before;
}

#endif

}  // namespace

LargeBlock::LargeBlock(size_t size, Contents contents) {
#if defined(__linux__)
  if (size >= kPage / 2 && size <= SIZE_MAX - kPage) {
    size_ = (size + kPage - 1) / kPage * kPage;
    begin_ = Map(size_);
    mapped_ = begin_ != nullptr;
    if (mapped_) return;
  }
#endif
  size_ = size;
  begin_ = static_cast<std::byte*>(::operator new(size, kAlignment));
  if (contents == Contents::zero) std::memset(begin_, 0, size);
}

LargeBlock::~LargeBlock() {
#if defined(__linux__)
  if (mapped_) {
    munmap(begin_, size_);
    return;
  }
#endif
  ::operator delete(begin_, kAlignment);
}

}  // namespace tcpladder
