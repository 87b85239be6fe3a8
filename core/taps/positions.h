// Sequence numbers as positions that do not wrap.
#ifndef TCPLADDER_CORE_TAPS_POSITIONS_H_
#define TCPLADDER_CORE_TAPS_POSITIONS_H_

#include <array>
#include <cstdint>
#include <vector>

#include "core/taps/packet.h"

namespace tcpladder {

// For each packet of a group, where its first byte and its acknowledgment lie in the stream of the
// direction they speak of, from 0 at the first number seen. Both captures share the origin.
struct Positions {
  explicit Positions(const std::vector<Packet>& packets);

  std::vector<int64_t> seq, ack;
  std::array<int64_t, 2> end{};  // behind the last byte of each direction
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TAPS_POSITIONS_H_
