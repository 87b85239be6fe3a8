// The segments of two connections side by side.
#ifndef TCPLADDER_CORE_COMPARE_ALIGNED_ROWS_H_
#define TCPLADDER_CORE_COMPARE_ALIGNED_ROWS_H_

#include <array>
#include <cstdint>
#include <vector>

#include "core/compare/compare.h"
#include "core/compare/story.h"

namespace tcpladder {

// Rows of the first connection and of the second that face each other; kNone where one has none.
struct AlignedRows {
  std::array<uint32_t, 2> rows{kNone, kNone};
  uint32_t step = 0;  // place in Comparison::steps
};

// Every row of both appears once, in its order; steps never decrease. Linear in the rows.
std::vector<AlignedRows> AlignRows(const Story& first, const Story& second,
                                   const std::vector<AlignedStep>& steps);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_COMPARE_ALIGNED_ROWS_H_
