// Data that one end sends repeatedly and that is never acknowledged.
#ifndef TCPLADDER_CORE_ENGINE_UNACKNOWLEDGED_H_
#define TCPLADDER_CORE_ENGINE_UNACKNOWLEDGED_H_

#include <cstdint>
#include <optional>

#include "core/engine/summary.h"

namespace tcpladder {

// With fewer transmissions, all may have been lost by chance, or the answer may come after the
// capture.
inline constexpr uint32_t kLeastSends = 4;

struct Unacknowledged {
  uint32_t row = 0, last_row = 0;  // first and last transmission
  uint32_t sends = 0;              // at least kLeastSends
  uint32_t length = 0;             // payload bytes, of the shortest of them
  uint32_t smaller = 0;            // payload bytes of the longest segment that was acknowledged
  int64_t duration_ns = 0;         // from the first time to the last
  // A full-size segment, longer than all that was acknowledged, while the peer answers: the sign of
  // a path that drops long packets without an error (RFC 2923 section 2.1).
  bool black_hole = false;
  // The peer sends nothing after the second transmission.
  bool silent = false;
};

// `sender`: 0 client, 1 server. Returns nothing if no data qualifies, or if no segment of the other
// end was captured. Linear in the connection's segments.
std::optional<Unacknowledged> UnacknowledgedOf(const SummarySources& sources, uint8_t sender);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_UNACKNOWLEDGED_H_
