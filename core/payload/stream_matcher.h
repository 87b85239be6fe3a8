// Finds a pattern in a stream whose segments may arrive in any order, without storing the stream.
#ifndef TCPLADDER_CORE_PAYLOAD_STREAM_MATCHER_H_
#define TCPLADDER_CORE_PAYLOAD_STREAM_MATCHER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/payload/byte_pattern.h"

namespace tcpladder {

// Searches one direction of one connection. For each contiguous range received so far, it keeps the
// first and last bytes, one fewer than the length of the pattern. An occurrence that spans two
// segments is found when both have arrived, in either order.
class StreamMatcher {
 public:
  // Maximum number of ranges kept. If a stream has more gaps, the oldest range is dropped.
  static constexpr size_t kMostRanges = 64;

  // Takes payload whose first byte has offset `from`. Bytes that came before are skipped. Returns
  // the offset of an occurrence that was not found before, or nothing.
  std::optional<int64_t> Take(const BytePattern& pattern, int64_t from,
                              std::span<const std::byte> bytes);

  // Whether a range was dropped, so that an occurrence across its ends would not be found.
  bool forgot() const { return forgot_; }

 private:
  struct Range {
    int64_t from, to;
    std::vector<std::byte> head, tail;
  };

  std::optional<int64_t> TakeFresh(const BytePattern& pattern, int64_t from,
                                   std::span<const std::byte> bytes);
  static std::optional<int64_t> Join(const BytePattern& pattern, Range& left, const Range& right);

  std::vector<Range> ranges_;  // ascending, not touching
  bool forgot_ = false;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_PAYLOAD_STREAM_MATCHER_H_
