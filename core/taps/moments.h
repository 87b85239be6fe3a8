// When each end really sent and received each segment, estimated from one capture.
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

// A moment somewhere in [low_ns, high_ns], most likely, where both ways are equally fast, at
// best_ns; in ns since 1970 on the capture's clock.
struct Moment {
  int64_t best_ns = 0, low_ns = 0, high_ns = 0;
};

// One row per segment of a connection, in the order of the capture. What a tap sees of an end is
// the time from a segment that passes on its way there to the first answer: how that is split
// between the way there, the end itself and the way back cannot be told, so the interval is all of
// it and the best guess its middle. The least of all such times counts.
struct MomentTable {
  std::vector<uint32_t> segment;     // in Engine::segments()
  std::vector<uint8_t> sent_known;   // 0: nothing shows how far the sender is
  std::vector<Moment> sent;          // valid where known
  std::vector<uint8_t> arrival;      // Arrival
  std::vector<Moment> arrived;       // valid where estimated
  std::vector<uint32_t> lost_proof;  // the segment that shows a loss, else kNone
  // The least time from the tap to an end and back, ns; [0] the client's, negative: not known.
  std::array<int64_t, 2> round_trip_ns{-1, -1};
};

// Empty where there is no such connection. n log n in its segments.
MomentTable MomentsOf(const TapCapture& capture, uint32_t connection);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TAPS_MOMENTS_H_
