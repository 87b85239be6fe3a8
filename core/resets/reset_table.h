// The judgment of resets as columns: what crosses into JavaScript.
#ifndef TCPLADDER_CORE_RESETS_RESET_TABLE_H_
#define TCPLADDER_CORE_RESETS_RESET_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/engine/engine.h"
#include "core/engine/tables.h"

namespace tcpladder {

// The places to read again for TableOfResets(): first byte and length of each, as in
// PlacesOfDetails(). Empty if there is nothing to judge.
std::vector<double> PlacesOfResets(const Engine& engine, uint32_t connection);

// `reread` contains those places one after the other. Empty if the connection does not exist.
// Linear in the connection's segments, and O(n log n) in the number of connections.
ResetTable TableOfResets(const Engine& engine, uint32_t connection,
                         std::span<const std::byte> reread);

// Row of idle_timers.def that an idle time of `ns` is consistent with, or kNoTimer.
uint8_t IdleTimerNear(int64_t ns);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_RESETS_RESET_TABLE_H_
