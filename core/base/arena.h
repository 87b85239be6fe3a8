// Memory for what lives as long as the whole.
#ifndef TCPLADDER_CORE_BASE_ARENA_H_
#define TCPLADDER_CORE_BASE_ARENA_H_

#include <cstddef>
#include <vector>

namespace tcpladder {

// Hands out blocks from regions that grow to 2 MB and are given back all at once. Where the system
// has pages of that size it is asked for them: a fresh page of 4 KB costs more than filling it, and
// an index of gigabytes takes half a million of those.
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena();

  // `size` octets, aligned to a cache line, their contents not set. They live as long as the arena.
  void* Allocate(size_t size);

  // Octets of all regions.
  size_t memory() const { return memory_; }

 private:
  struct Region {
    void* begin;
    size_t alignment;
  };

  void AddRegion(size_t least);

  std::vector<Region> regions_;
  std::byte* at_ = nullptr;
  size_t left_ = 0;
  size_t memory_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_BASE_ARENA_H_
