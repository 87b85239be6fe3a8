// How many pieces the numbers that one side sent make, as far as they were captured.
#ifndef TCPLADDER_CORE_ANALYSIS_CONTIGUOUS_RANGES_H_
#define TCPLADDER_CORE_ANALYSIS_CONTIGUOUS_RANGES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/seq.h"

namespace tcpladder {

// Wireshark's tcp.stream.client.contiguity_count and its sibling: 1 where nothing is missing.
class ContiguousRanges {
 public:
  // With so many ranges, a segment that would open another one or grow one at its front is left
  // out.
  static constexpr size_t kMax = 100;

  // Numbers [seq, end); none where they are equal. At most kMax steps.
  void Add(Seq seq, Seq end);
  uint32_t count() const { return static_cast<uint32_t>(ranges_.size()); }

 private:
  struct Range {
    Seq begin, end;
  };
  std::vector<Range> ranges_;  // ascending, with a gap between any two
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ANALYSIS_CONTIGUOUS_RANGES_H_
