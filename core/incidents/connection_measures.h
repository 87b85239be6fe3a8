// Values by which connections can be sorted, in addition to those counted while reading.
#ifndef TCPLADDER_CORE_INCIDENTS_CONNECTION_MEASURES_H_
#define TCPLADDER_CORE_INCIDENTS_CONNECTION_MEASURES_H_

#include <cstdint>
#include <vector>

#include "core/engine/summary.h"

namespace tcpladder {

struct ConnectionMeasures {
  // The longest time without progress that was caused by a zero window, a retransmission timer or a
  // late acknowledgment; at least kLeastStallNs. Time in which the application sends nothing is not
  // a stall.
  int64_t longest_stall_ns = 0;
  int64_t stalls_ns = 0;
  int64_t round_trip_ns = -1;  // between the two ends; -1: unknown
  // Bytes per second of the direction with more payload, without retransmissions, from its first
  // data segment to its last; 0 if it sent fewer than two.
  double throughput = 0;
};

// `stalls` are StallsOf(sources). Linear in the connection's segments. Meaningless if the
// connection's times come from two clocks.
ConnectionMeasures MeasuresOf(const SummarySources& sources, const std::vector<Stall>& stalls);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_INCIDENTS_CONNECTION_MEASURES_H_
