// A block of memory in large pages, if it is large and the system supports them.
#ifndef TCPLADDER_CORE_BASE_LARGE_BLOCK_H_
#define TCPLADDER_CORE_BASE_LARGE_BLOCK_H_

#include <cstddef>
#include <cstdint>
#include <utility>

namespace tcpladder {

// Owns its bytes, which are aligned to a cache line. A fresh page of 4 KB costs more than filling
// it, and an index of gigabytes needs half a million of them. On Linux, a block of at least half a
// large page is therefore mapped separately. The heap allocator stores bookkeeping next to its
// blocks, which would split large pages into small ones.
class LargeBlock {
 public:
  // Size of a large page.
  static constexpr size_t kPage = size_t{2} << 20;

  enum class Contents : uint8_t { any, zero };

  LargeBlock() = default;
  // At least `size` bytes.
  LargeBlock(size_t size, Contents contents);
  LargeBlock(LargeBlock&& other) noexcept { swap(other); }
  LargeBlock& operator=(LargeBlock&& other) noexcept {
    LargeBlock(std::move(other)).swap(*this);
    return *this;
  }
  ~LargeBlock();

  void swap(LargeBlock& other) noexcept {
    std::swap(begin_, other.begin_);
    std::swap(size_, other.size_);
    std::swap(mapped_, other.mapped_);
  }

  // Null if the block was constructed without a size.
  std::byte* begin() const { return begin_; }
  size_t size() const { return size_; }

 private:
  std::byte* begin_ = nullptr;
  size_t size_ = 0;
  bool mapped_ = false;  // false: allocated on the heap
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_BASE_LARGE_BLOCK_H_
