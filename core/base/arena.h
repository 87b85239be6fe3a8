// Memory for data that lives as long as the whole index.
#ifndef TCPLADDER_CORE_BASE_ARENA_H_
#define TCPLADDER_CORE_BASE_ARENA_H_

#include <cstddef>
#include <vector>

#include "core/base/large_block.h"

namespace tcpladder {

// Allocates blocks from regions that grow to a large page and are freed all at once.
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // `size` bytes, aligned to a cache line, uninitialised. They live as long as the arena.
  void* Allocate(size_t size);

  // Bytes of all regions.
  size_t memory() const { return memory_; }

 private:
  void AddRegion(size_t least);

  std::vector<LargeBlock> regions_;
  std::byte* at_ = nullptr;
  size_t left_ = 0;
  size_t memory_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_BASE_ARENA_H_
