// Counts the contiguous ranges of sequence numbers that one side has sent, as captured.
#ifndef TCPLADDER_CORE_ANALYSIS_CONTIGUOUS_RANGES_H_
#define TCPLADDER_CORE_ANALYSIS_CONTIGUOUS_RANGES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/seq.h"

namespace tcpladder {

// Wireshark's tcp.stream.client.contiguity_count and its server counterpart: 1 if nothing is
// missing.
class ContiguousRanges {
 public:
  // With this many ranges, a segment is ignored if it would begin another range or extend one at
  // its front.
  static constexpr size_t kMax = 100;

  // Adds the numbers [seq, end); an empty range is ignored. At most kMax steps.
  void Add(Seq seq, Seq end);
  uint32_t count() const { return static_cast<uint32_t>(ranges_.size()); }

 private:
  struct Range {
    Seq begin, end;
  };
  std::vector<Range> ranges_;  // ascending, with a gap between adjacent ranges
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ANALYSIS_CONTIGUOUS_RANGES_H_
