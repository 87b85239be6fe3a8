// Allocates memory for data that exists as long as the index.
#ifndef TCPLADDER_CORE_BASE_ARENA_H_
#define TCPLADDER_CORE_BASE_ARENA_H_

#include <cstddef>
#include <vector>

#include "core/base/large_block.h"

namespace tcpladder {

// Divides regions into blocks. Regions grow up to the size of a large page and are freed together.
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // Returns `size` uninitialised bytes, aligned to a cache line, which exist as long as the arena.
  void* Allocate(size_t size);

  // Total size of all regions in bytes.
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
