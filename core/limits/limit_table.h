// Limits and curves as columns: what crosses into JavaScript.
#ifndef TCPLADDER_CORE_LIMITS_LIMIT_TABLE_H_
#define TCPLADDER_CORE_LIMITS_LIMIT_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/engine/engine.h"
#include "core/engine/tables.h"

namespace tcpladder {

// Empty if there is no such connection. Linear in its segments.
LimitTable TableOfLimits(const Engine& engine, uint32_t connection);

// Rows [first, first + count), clipped to those that exist. Linear in those connections' segments.
LimitSummaryTable TableOfLimitSummaries(const Engine& engine, uint32_t first, uint32_t count);

// First byte and length of each range of the file to read again for TableOfCurves().
std::vector<double> PlacesOfCurves(const Engine& engine, uint32_t connection);

// Points about the data of `sender`: 0 client, 1 server. `reread` contains PlacesOfCurves(),
// or nothing; then there are neither SACK blocks nor timestamps. Linear in the
// connection's segments.
CurveTable TableOfCurves(const Engine& engine, uint32_t connection, uint8_t sender,
                         std::span<const std::byte> reread);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_LIMITS_LIMIT_TABLE_H_
