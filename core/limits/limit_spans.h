// What limited a transfer over time.
#ifndef TCPLADDER_CORE_LIMITS_LIMIT_SPANS_H_
#define TCPLADDER_CORE_LIMITS_LIMIT_SPANS_H_

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/engine/engine.h"

namespace tcpladder {

enum class Limit : uint8_t {
#define LIMIT(id) id,
#include "core/limits/limits.def"
#undef LIMIT
};

inline constexpr std::array kLimitNames = {
#define LIMIT(id) std::string_view(#id),
#include "core/limits/limits.def"
#undef LIMIT
};

// Times in nanoseconds since the capture's first frame.
struct LimitSpan {
  int64_t from_ns = 0, to_ns = 0;
  Limit limit = Limit::unknown;
};

// For the data that `sender` sent (0 client, 1 server): ascending and contiguous, from its first
// data segment to its last. Adjacent spans differ. Empty if it sent fewer than two data segments.
std::vector<LimitSpan> LimitSpansOf(const Engine& engine, const Connection& connection,
                                    uint8_t sender);

// Nanoseconds of each limit, by its index.
using LimitTotals = std::array<int64_t, kLimitNames.size()>;
LimitTotals TotalsOf(const std::vector<LimitSpan>& spans);
// The limit that lasted longest in total; unknown if there is none.
Limit DominatingLimit(const LimitTotals& totals);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_LIMITS_LIMIT_SPANS_H_
