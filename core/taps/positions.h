// Converts sequence numbers to positions that do not wrap.
#ifndef TCPLADDER_CORE_TAPS_POSITIONS_H_
#define TCPLADDER_CORE_TAPS_POSITIONS_H_

#include <array>
#include <cstdint>
#include <vector>

#include "core/taps/packet.h"

namespace tcpladder {

// For each packet of a group, the positions of its first byte and of its acknowledgment number in
// the stream of the direction they refer to. Position 0 is the first number seen; both captures
// share it.
struct Positions {
  explicit Positions(const std::vector<Packet>& packets);

  std::vector<int64_t> seq, ack;
  std::array<int64_t, 2> end{};  // position after the last byte of each direction
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TAPS_POSITIONS_H_
