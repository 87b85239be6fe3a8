// Limits and curves as columns: what crosses into JavaScript.
#ifndef TCPLADDER_CORE_LIMITS_LIMIT_TABLE_H_
#define TCPLADDER_CORE_LIMITS_LIMIT_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/engine/engine.h"
#include "core/engine/tables.h"

namespace tcpladder {

// Empty if there is no such connection. Linear in its segments.
LimitTable TableOfLimits(const Engine& engine, uint32_t connection);

// Rows [first, first + count), clipped to those that exist. Linear in those connections' segments.
LimitSummaryTable TableOfLimitSummaries(const Engine& engine, uint32_t first, uint32_t count);

// `reread` contains PlacesOfDetails(); without it there are no SACK blocks. Linear in the
// connection's segments.
CurveTable TableOfCurves(const Engine& engine, uint32_t connection,
                         std::span<const std::byte> reread);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_LIMITS_LIMIT_TABLE_H_
