// Whether the same addresses and ports in two networks at one time are one connection or two.
#ifndef TCPLADDER_CORE_ENGINE_FLOW_NETWORKS_H_
#define TCPLADDER_CORE_ENGINE_FLOW_NETWORKS_H_

#include <array>
#include <cstdint>

#include "core/engine/segment_record.h"
#include "core/net/tcp_segment.h"
#include "core/tcp/tracker.h"

namespace tcpladder {

// The networks in which a flow was last seen, two per direction: a tag may be on one direction
// only, and a capture may contain each packet on both sides of the device that adds the tag.
class FlowNetworks {
 public:
  FlowNetworks() = default;
  // For a flow that has been seen in one network so far.
  explicit FlowNetworks(uint32_t network)
      : seen_{{{network, 0}, {network, 0}}}, seen_count_{1, 1} {}

  // The next flow between the same ends in another network, or kNone.
  uint32_t next = kNone;

  // `direction` is 0 or 1.
  bool Has(size_t direction, uint32_t network) const {
    const auto& seen = seen_[direction];
    return (seen_count_[direction] > 0 && seen[0] == network) ||
           (seen_count_[direction] > 1 && seen[1] == network);
  }
  void Note(size_t direction, uint32_t network) {
    if (Has(direction, network)) return;
    auto& seen = seen_[direction];
    seen[1] = seen[0];
    seen[0] = network;
    if (seen_count_[direction] < 2) ++seen_count_[direction];
  }

 private:
  std::array<std::array<uint32_t, 2>, 2> seen_{};  // newest first
  std::array<uint8_t, 2> seen_count_{};
};

// True if a reset was accepted, or both ends have sent their FIN.
bool IsFinished(const Tracker& tracker);

// Whether the numbers of `segment`, sent by end `from`, continue those of a connection.
enum class Continuity : uint8_t {
  yes,
  no,
  untold,  // neither number can be compared
};
Continuity ContinuityOf(const Tracker& tracker, uint8_t from, const TcpSegment& segment);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_FLOW_NETWORKS_H_
