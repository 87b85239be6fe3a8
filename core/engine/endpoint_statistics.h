// The capture as a whole: which servers were asked to open connections, and the outcomes.
#ifndef TCPLADDER_CORE_ENGINE_ENDPOINT_STATISTICS_H_
#define TCPLADDER_CORE_ENGINE_ENDPOINT_STATISTICS_H_

#include <cstdint>
#include <vector>

#include "core/engine/engine.h"
#include "core/net/ip_address.h"

namespace tcpladder {

// One address and port to which SYNs were sent. Whether the host keeps state for a half-open
// connection is not visible: with SYN cookies it keeps none (RFC 4987), and neither the backlog nor
// its limit is on the wire.
struct Listener {
  IpAddress address;
  uint16_t port = 0;
  uint32_t attempts = 0;         // connections of which a SYN was captured
  uint32_t completed = 0;        // the third segment was captured
  uint32_t half_open = 0;        // answered with SYN ACK, neither completed nor reset
  uint32_t unanswered = 0;       // SYNs only
  uint32_t refused = 0;          // answered with RST
  uint32_t syn_ack_retries = 0;  // retransmitted SYN ACKs
  uint32_t sources = 0;          // distinct client addresses
  uint32_t peak_half_open = 0;   // most connections waiting for it at once
  int64_t peak_ns = 0;           // when that was, since the capture's first frame
  bool flood = false;            // see kFloodPeak
  // For a flood: the maximum that waited at once in each of EndpointStatistics::kCurveBins equal
  // parts of the capture. Otherwise empty, so that curves never need more memory than the
  // connections they count.
  std::vector<uint32_t> half_open_over_time;
};

// One address that asked many others, or many ports, mostly without success.
struct Scanner {
  IpAddress address;
  uint32_t attempts = 0;
  uint32_t targets = 0;     // distinct addresses and ports
  uint32_t refused = 0;     // closed ports
  uint32_t unanswered = 0;  // filtered, or no host
  uint32_t dropped = 0;     // opened, or half opened, and left without a byte: found open
};

struct EndpointStatistics {
  // At least this many half-open at once, and fewer completed than not, count as a flood.
  static constexpr uint32_t kFloodPeak = 20;
  // At least this many distinct targets, most of them without a byte exchanged, count as a scan,
  // unless they have fewer ports than that and each target is asked twice or more.
  static constexpr uint32_t kScanTargets = 10;
  // A bar or step for every few pixels of a page's width.
  static constexpr size_t kCurveBins = 120;

  std::vector<Listener> listeners;  // most attempts first
  std::vector<Scanner> scanners;    // most targets first
  uint32_t begun_before = 0;        // connections whose opening came before the capture
  uint32_t open_at_end = 0;         // connections still open at its end
};

// The address and port of the server of a half-open connection: one such connection may be a slow
// client, two hundred in five seconds are a flood.
struct HalfOpenPort {
  uint32_t half_open = 0;  // connections to it without a third segment
  uint32_t attempts = 0;   // all connections to it
  uint32_t sources = 0;    // distinct client addresses among the half-open ones
  int64_t within_ns = 0;   // from the first to the last half-open one
};

// All zeros if `connection` is not half-open. Linear in the connections, except for sorting.
HalfOpenPort HalfOpenPortOf(const Engine& engine, uint32_t connection);

// Linear in the connections, except for sorting.
EndpointStatistics EndpointStatisticsOf(const Engine& engine);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_ENDPOINT_STATISTICS_H_
