// Aligns the segments of two connections.
#ifndef TCPLADDER_CORE_COMPARE_ALIGNED_ROWS_H_
#define TCPLADDER_CORE_COMPARE_ALIGNED_ROWS_H_

#include <array>
#include <cstdint>
#include <vector>

#include "core/compare/compare.h"
#include "core/compare/story.h"

namespace tcpladder {

// Aligned rows of the first and the second connection; kNone if there is none.
struct AlignedRows {
  std::array<uint32_t, 2> rows{kNone, kNone};
  uint32_t step = 0;  // index in Comparison::steps
};

// Every row of both appears once, in order; steps never decrease. Linear in the number of rows.
std::vector<AlignedRows> AlignRows(const Story& first, const Story& second,
                                   const std::vector<AlignedStep>& steps);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_COMPARE_ALIGNED_ROWS_H_
