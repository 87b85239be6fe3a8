// Copies that the capture made, not the network: a capture on all interfaces, or on a mirror port,
// records a packet once for every place it passes.
#ifndef TCPLADDER_CORE_ENGINE_DUPLICATES_H_
#define TCPLADDER_CORE_ENGINE_DUPLICATES_H_

#include <cstdint>
#include <vector>

#include "core/net/tcp_segment.h"

namespace tcpladder {

// A copy has the same addresses, TCP header (with its checksum over the payload), length and IP
// identification, and follows shortly. A retransmission has another identification, or comes later
// than any copy would. Remembers the newest segments only, so copies are found among neighbours.
class Duplicates {
 public:
  // How long after the original a copy may come. IPv6, and IPv4 with an identification of 0, tell
  // nothing of a retransmission but its delay, which is at least a round trip.
  static constexpr int64_t kLimitNs = 100'000'000;
  static constexpr int64_t kLimitWithoutIdNs = 2'000'000;

  Duplicates();

  // `flow_hash` stands for the two ends and the direction. Returns the delay since the original,
  // or -1 where the segment is no copy.
  int64_t Age(uint64_t flow_hash, const TcpSegment& segment, int64_t time_ns);

 private:
  struct Entry {
    uint64_t signature = 0;
    int64_t time_ns = 0;
  };
  // Direct-mapped; a power of two.
  static constexpr size_t kEntries = 4096;
  std::vector<Entry> entries_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_DUPLICATES_H_
