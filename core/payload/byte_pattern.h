// A byte pattern to search for.
#ifndef TCPLADDER_CORE_PAYLOAD_BYTE_PATTERN_H_
#define TCPLADDER_CORE_PAYLOAD_BYTE_PATTERN_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tcpladder {

// Searches with Horspool's algorithm (Practical fast searching in strings, 1980).
class BytePattern {
 public:
  static constexpr size_t kMostBytes = 256;

  // Uses at most the first kMostBytes bytes. An empty pattern is never found.
  explicit BytePattern(std::span<const std::byte> bytes);

  size_t size() const { return bytes_.size(); }
  // Offset of the first occurrence, or nothing.
  std::optional<size_t> FindIn(std::span<const std::byte> bytes) const;

 private:
  std::vector<std::byte> bytes_;
  std::array<uint16_t, 256> skip_{};
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_PAYLOAD_BYTE_PATTERN_H_
