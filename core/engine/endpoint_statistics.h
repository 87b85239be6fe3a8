// The capture as a whole: which servers received connection attempts, and how the attempts ended.
#ifndef TCPLADDER_CORE_ENGINE_ENDPOINT_STATISTICS_H_
#define TCPLADDER_CORE_ENGINE_ENDPOINT_STATISTICS_H_

#include <cstdint>
#include <vector>

#include "core/engine/engine.h"
#include "core/net/ip_address.h"

namespace tcpladder {

// One address and port to which SYNs were sent. The capture does not show whether the host keeps
// state for a half-open connection: with SYN cookies it keeps none (RFC 4987). It shows neither the
// backlog nor its limit.
struct Listener {
  IpAddress address;
  uint16_t port = 0;
  uint32_t attempts = 0;         // connections of which a SYN was captured
  uint32_t completed = 0;        // connections whose third segment was captured
  uint32_t half_open = 0;        // answered with SYN ACK, neither completed nor reset
  uint32_t unanswered = 0;       // SYNs only
  uint32_t refused = 0;          // answered with RST
  uint32_t syn_ack_retries = 0;  // retransmitted SYN ACKs
  uint32_t sources = 0;          // distinct client addresses
  uint32_t peak_half_open = 0;   // most half-open connections at once
  int64_t peak_ns = 0;           // when the peak was reached, since the capture's first frame
  bool flood = false;            // whether this is a SYN flood; see kFloodPeak
  // For a flood: the maximum number of half-open connections in each of
  // EndpointStatistics::kCurveBins equal parts of the capture. Otherwise empty, so that the curves
  // never take more memory than the connections that they count.
  std::vector<uint32_t> half_open_over_time;
};

// One address that tried many other addresses or ports, mostly without success.
struct Scanner {
  IpAddress address;
  uint32_t attempts = 0;
  uint32_t targets = 0;     // distinct addresses and ports
  uint32_t refused = 0;     // closed ports
  uint32_t unanswered = 0;  // filtered, or no host
  uint32_t dropped = 0;     // accepted or half-open, then left without payload: the port is open
};

struct EndpointStatistics {
  // A listener with at least this many half-open connections at once, most of whose attempts were
  // not completed, is reported as flooded.
  static constexpr uint32_t kFloodPeak = 20;
  // A client with at least this many distinct targets is reported as a scanner if most of its
  // attempts exchanged no payload. A client that repeats its SYNs to a few ports is not one.
  static constexpr uint32_t kScanTargets = 10;
  // Enough for one bar or step every few pixels across a page.
  static constexpr size_t kCurveBins = 120;

  std::vector<Listener> listeners;  // most attempts first
  std::vector<Scanner> scanners;    // most targets first
  uint32_t begun_before = 0;        // connections that were opened before the capture began
  uint32_t open_at_end = 0;         // connections still open when the capture ends
};

// Statistics on the address and port that a half-open connection was sent to. They distinguish a
// slow client (one half-open connection) from a SYN flood (hundreds within seconds).
struct HalfOpenPort {
  uint32_t half_open = 0;  // connections to it without a third segment
  uint32_t attempts = 0;   // all connections to it
  uint32_t sources = 0;    // distinct client addresses of the half-open connections
  int64_t within_ns = 0;   // from the first to the last half-open one
};

// All zeros if `connection` is not half-open. Linear in the connections, except for sorting.
HalfOpenPort HalfOpenPortOf(const Engine& engine, uint32_t connection);

// Linear in the connections, except for sorting.
EndpointStatistics EndpointStatisticsOf(const Engine& engine);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_ENDPOINT_STATISTICS_H_
