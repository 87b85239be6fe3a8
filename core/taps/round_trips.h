// How long a tap waits for an end: from a segment that passes on its way there to the first answer
// that shows it has arrived.
#ifndef TCPLADDER_CORE_TAPS_ROUND_TRIPS_H_
#define TCPLADDER_CORE_TAPS_ROUND_TRIPS_H_

#include <array>
#include <cstdint>
#include <vector>

#include "core/taps/packet.h"
#include "core/taps/positions.h"

namespace tcpladder {

// The least such gap for each end of a connection, [0] the client's; negative where no answer was
// seen. The way there and back takes no longer than this, and the end's own delay is within it. A
// segment that was sent again tells nothing (Karn's rule, RFC 6298 section 3).
struct RoundTrips {
  std::array<int64_t, 2> least_ns{-1, -1};
  // The same where each answer is taken to be one to the newest copy: never too long.
  std::array<int64_t, 2> shortest_ns{-1, -1};

  bool known(size_t end) const { return least_ns[end] >= 0; }
};

// Of the packets of capture `file`. Linear.
RoundTrips MeasureRoundTrips(const std::vector<Packet>& packets, const Positions& positions,
                             uint8_t file);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TAPS_ROUND_TRIPS_H_
