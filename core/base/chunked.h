// A growing array that never moves its elements.
#ifndef TCPLADDER_CORE_BASE_CHUNKED_H_
#define TCPLADDER_CORE_BASE_CHUNKED_H_

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "core/base/arena.h"

namespace tcpladder {

// Elements are stored in chunks of 2^kBits. Growing allocates one chunk and copies nothing, so peak
// memory is the size itself; in a 32-bit address space, this determines how large a capture can be.
// Elements are constructed when they are added, so nothing is written twice.
template <typename T, unsigned kBits>
class Chunked {
 public:
  static constexpr size_t kChunk = size_t{1} << kBits;

  // The arena must outlive the array.
  explicit Chunked(Arena& arena) : arena_(arena) {}
  Chunked(const Chunked&) = delete;
  Chunked& operator=(const Chunked&) = delete;
  ~Chunked() {
    for (size_t first = 0; first < size_; first += kChunk) {
      std::destroy_n(chunks_[first >> kBits], std::min(kChunk, size_ - first));
    }
  }

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  // Bytes allocated, including unused elements.
  size_t memory() const { return chunks_.size() * kChunk * sizeof(T); }

  T& operator[](size_t i) { return chunks_[i >> kBits][i & (kChunk - 1)]; }
  const T& operator[](size_t i) const { return chunks_[i >> kBits][i & (kChunk - 1)]; }
  T& back() { return (*this)[size_ - 1]; }

  // References stay valid as long as the array exists.
  T& Emplace() { return *std::construct_at(Room()); }
  T& Append(const T& value) { return *std::construct_at(Room(), value); }

 private:
  T* Room() {
    const size_t at = size_++ & (kChunk - 1);
    if (at == 0) chunks_.push_back(static_cast<T*>(arena_.Allocate(kChunk * sizeof(T))));
    return chunks_.back() + at;
  }

  Arena& arena_;
  std::vector<T*> chunks_;
  size_t size_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_BASE_CHUNKED_H_
