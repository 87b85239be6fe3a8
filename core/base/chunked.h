// A growing array that never moves its elements.
#ifndef TCPLADDER_CORE_BASE_CHUNKED_H_
#define TCPLADDER_CORE_BASE_CHUNKED_H_

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace tcpladder {

// Elements live in chunks of 2^kBits. Growing costs one chunk, not a copy of everything, so the
// peak is the size itself: with a 32-bit address space that decides how large a capture may be.
template <typename T, unsigned kBits>
class Chunked {
 public:
  static constexpr size_t kChunk = size_t{1} << kBits;

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  // Octets held, spare room included.
  size_t memory() const { return chunks_.size() * kChunk * sizeof(T); }

  T& operator[](size_t i) { return chunks_[i >> kBits][i & (kChunk - 1)]; }
  const T& operator[](size_t i) const { return chunks_[i >> kBits][i & (kChunk - 1)]; }
  T& back() { return (*this)[size_ - 1]; }

  // References stay valid for the life of the array.
  T& Emplace() {
    if (size_ == chunks_.size() * kChunk) chunks_.push_back(std::make_unique<T[]>(kChunk));
    return (*this)[size_++];
  }
  T& Append(T value) {
    T& slot = Emplace();
    slot = std::move(value);
    return slot;
  }

 private:
  std::vector<std::unique_ptr<T[]>> chunks_;
  size_t size_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_BASE_CHUNKED_H_
