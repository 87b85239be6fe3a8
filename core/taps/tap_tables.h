// When and where segments passed, according to one capture or two, as columns.
#ifndef TCPLADDER_CORE_TAPS_TAP_TABLES_H_
#define TCPLADDER_CORE_TAPS_TAP_TABLES_H_

#include <array>
#include <cstdint>

#include "core/engine/tables.h"
#include "core/taps/merged_connection.h"

namespace tcpladder {

enum class TapFate : uint8_t {
#define TAP_FATE(id) id,
#include "core/taps/tap_fates.def"
#undef TAP_FATE
};

// Uses the times that one capture shows. Empty if the connection does not exist. O(n log n) in its
// segments.
TimingTable TableOfTiming(const TapCapture& capture, uint32_t connection);

struct MergedTables {
  TimingTable timing;
  PassageTable passages;
};

// `read` has read merged.Headers(); the tables are about its connection `connection`. Empty if it
// does not exist. O(n log n) in its segments.
MergedTables TablesOfMerged(const MergedConnection& merged, const Engine& read,
                            uint32_t connection);

// The connection of `read` that contains the first segment of `connection`, an ordinal in the first
// capture; kNone if there is none. Linear in the segments of `read`.
uint32_t ConnectionIn(const MergedConnection& merged, const Engine& read, uint32_t connection);

// Linear in the packets of both.
TapSummaryTable TableOfTapSummary(const TapComparison& comparison);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TAPS_TAP_TABLES_H_
