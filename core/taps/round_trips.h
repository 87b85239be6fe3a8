// Measures the round-trip time from a tap to an end: from a segment that passes towards the end to
// the first answer that shows its arrival.
#ifndef TCPLADDER_CORE_TAPS_ROUND_TRIPS_H_
#define TCPLADDER_CORE_TAPS_ROUND_TRIPS_H_

#include <array>
#include <cstdint>
#include <vector>

#include "core/taps/packet.h"
#include "core/taps/positions.h"

namespace tcpladder {

// The shortest such time for each end of a connection; [0] is the client's. Negative if no answer
// was seen. It is an upper bound on the delays to the end and back and includes the processing time
// of the end. Retransmitted segments are ignored (Karn's algorithm, RFC 6298 section 3).
struct RoundTrips {
  std::array<int64_t, 2> least_ns{-1, -1};
  // The same under the assumption that each answer is to the newest copy of a segment: never too
  // long.
  std::array<int64_t, 2> shortest_ns{-1, -1};

  bool known(size_t end) const { return least_ns[end] >= 0; }
};

// Measures the packets of capture `file`. Linear in the packets.
RoundTrips MeasureRoundTrips(const std::vector<Packet>& packets, const Positions& positions,
                             uint8_t file);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TAPS_ROUND_TRIPS_H_
