// Finds bytes in a stream whose segments may come in any order, without keeping the stream.
#ifndef TCPLADDER_CORE_PAYLOAD_STREAM_MATCHER_H_
#define TCPLADDER_CORE_PAYLOAD_STREAM_MATCHER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/payload/byte_pattern.h"

namespace tcpladder {

// One direction of one connection. Of each range of the stream that came without a gap it keeps the
// first and last bytes, one fewer than the pattern has: an occurrence that crosses from one segment
// into the next is found when both are here, whichever came first.
class StreamMatcher {
 public:
  // Ranges kept. A stream with more gaps forgets the oldest range.
  static constexpr size_t kMostRanges = 64;

  // Takes payload whose first byte has number `from`. Numbers that came before are passed over.
  // Returns the number where an occurrence begins that was not found before.
  std::optional<int64_t> Take(const BytePattern& pattern, int64_t from,
                              std::span<const std::byte> bytes);

  // A range was forgotten: an occurrence across its ends would not be found.
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
