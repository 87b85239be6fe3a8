// What a table of connections can be sorted by, besides what is counted while reading.
#ifndef TCPLADDER_CORE_INCIDENTS_CONNECTION_MEASURES_H_
#define TCPLADDER_CORE_INCIDENTS_CONNECTION_MEASURES_H_

#include <cstdint>
#include <vector>

#include "core/engine/summary.h"

namespace tcpladder {

struct ConnectionMeasures {
  // Times without progress that are down to a closed window, a retransmission timer or a late
  // acknowledgment, each kLeastStallNs or longer: an application that has nothing to say is no
  // stall.
  int64_t longest_stall_ns = 0;
  int64_t stalls_ns = 0;
  int64_t round_trip_ns = -1;  // between the two ends; -1: not known
  // Bytes per second of the direction with more payload, repeated ones counted once, from its first
  // data segment to its last; 0 where it sent fewer than two.
  double throughput = 0;
};

// `stalls` are StallsOf(sources). Linear in the connection's segments. Of no meaning where its
// times are of two clocks.
ConnectionMeasures MeasuresOf(const SummarySources& sources, const std::vector<Stall>& stalls);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_INCIDENTS_CONNECTION_MEASURES_H_
