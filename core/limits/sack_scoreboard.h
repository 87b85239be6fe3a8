// The bytes that SACK blocks report beyond the cumulative acknowledgment (RFC 6675 section 3).
#ifndef TCPLADDER_CORE_LIMITS_SACK_SCOREBOARD_H_
#define TCPLADDER_CORE_LIMITS_SACK_SCOREBOARD_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tcpladder {

// Sequence numbers are relative and unwrapped.
class SackScoreboard {
 public:
  // Blocks below the cumulative acknowledgment (D-SACK, RFC 2883) do not count. More than kMost
  // separate ranges are not kept.
  static constexpr size_t kMost = 1024;

  void Add(int64_t low, int64_t high);
  void AckUpTo(int64_t ack);
  int64_t bytes() const { return bytes_; }

 private:
  struct Range {
    int64_t low, high;
  };

  std::vector<Range> ranges_;  // ascending; neither overlapping nor adjacent
  int64_t acked_ = INT64_MIN;
  int64_t bytes_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_LIMITS_SACK_SCOREBOARD_H_
