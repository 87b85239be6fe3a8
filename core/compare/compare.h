// Finds the differences between two connections, and where they begin.
#ifndef TCPLADDER_CORE_COMPARE_COMPARE_H_
#define TCPLADDER_CORE_COMPARE_COMPARE_H_

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/compare/story.h"

namespace tcpladder {

enum class DivergenceKind : uint8_t {
#define DIVERGENCE(id) id,
#include "core/compare/divergences.def"
#undef DIVERGENCE
};

inline constexpr std::array kDivergenceNames = {
#define DIVERGENCE(id) std::string_view(#id),
#include "core/compare/divergences.def"
#undef DIVERGENCE
};

enum class Phase : uint8_t {
#define PHASE(id) id,
#include "core/compare/phases.def"
#undef PHASE
};

// Pairs contain the first and the second connection. See divergences.def for the meaning of the
// numbers.
struct Divergence {
  DivergenceKind kind = DivergenceKind::option;
  uint8_t end = 0;      // end concerned: 0 client, 1 server
  uint32_t step = 0;    // index in Comparison::steps
  uint32_t detail = 0;  // see divergences.def
  std::array<int64_t, 2> values{};
  std::array<uint32_t, 2> rows{kNone, kNone};  // segments that show it
};

// Rows of both connections that are the same step; kNone if one of them lacks the step.
struct AlignedStep {
  Phase phase = Phase::opening;
  std::array<Rows, 2> rows;
};

struct Comparison {
  std::vector<AlignedStep> steps;
  std::vector<Divergence> divergences;  // in the order of the steps
};

// Linear in the number of steps of both.
Comparison Compare(const Story& first, const Story& second);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_COMPARE_COMPARE_H_
