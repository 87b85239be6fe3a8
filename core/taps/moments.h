// Estimates from one capture when each end sent and received each segment.
#ifndef TCPLADDER_CORE_TAPS_MOMENTS_H_
#define TCPLADDER_CORE_TAPS_MOMENTS_H_

#include <cstdint>
#include <vector>

#include "core/taps/packet.h"

namespace tcpladder {

enum class Arrival : uint8_t {
#define ARRIVAL(id) id,
#include "core/taps/arrivals.def"
#undef ARRIVAL
};

// A time in [low_ns, high_ns], in ns since 1970 on the capture's clock. best_ns is the best
// estimate, which assumes equal delays in both directions.
struct Moment {
  int64_t best_ns = 0, low_ns = 0, high_ns = 0;
};

// One row per segment of a connection, in capture order. A tap measures the time from a segment
// that passes towards an end to the first answer. How that time divides into the two delays and the
// processing time of the end is unknown, so the interval covers all of it and the best estimate is
// its middle. The shortest such time of the connection is used.
struct MomentTable {
  std::vector<uint32_t> segment;     // in Engine::segments()
  std::vector<uint8_t> sent_known;   // 0: the distance to the sender is unknown
  std::vector<Moment> sent;          // valid if sent_known
  std::vector<uint8_t> arrival;      // Arrival
  std::vector<Moment> arrived;       // valid if arrival is estimated
  std::vector<uint32_t> lost_proof;  // the segment that proves the loss, or kNone
  // Shortest round-trip time from the tap to an end in ns; [0] is the client's. Negative if
  // unknown.
  std::array<int64_t, 2> round_trip_ns{-1, -1};
};

// Empty if the connection does not exist. O(n log n) in its segments.
MomentTable MomentsOf(const TapCapture& capture, uint32_t connection);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TAPS_MOMENTS_H_
