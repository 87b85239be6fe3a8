// One connection, as the engine keeps it while reading and afterwards.
#ifndef TCPLADDER_CORE_ENGINE_CONNECTION_H_
#define TCPLADDER_CORE_ENGINE_CONNECTION_H_

#include <array>
#include <cstdint>

#include "core/engine/segment_record.h"
#include "core/net/ip_address.h"
#include "core/tcp/tracker.h"

namespace tcpladder {

// Pairs contain the client's value, then the server's.
struct Connection {
  uint32_t flow = 0;                     // ordinal of the address and port pair
  uint32_t analyses : kMaxAnalyses = 0;  // AnalysisSet bits of all segments
  bool server_known : 1 = true;          // false: the roles are guessed from the port numbers
  // One bit per end: properties of its host that the capture reveals.
  uint8_t offloaded : 2 = 0;  // it left a checksum to its network card
  uint8_t unpadded : 2 = 0;   // an Ethernet frame below the minimum length, as before it is sent
  uint8_t client = 0;         // which end of the flow's key is the client
  uint32_t first_segment = kNone;
  uint32_t last_segment = kNone;
  int64_t latest_ns = 0;  // latest time so far, since the capture's first frame
  std::array<uint32_t, 2> segments{};
  std::array<uint32_t, 2> retransmissions{};
  std::array<uint64_t, 2> payload{};           // bytes, retransmissions included
  std::array<uint16_t, 2> mss{};               // of the SYN; 0: none
  std::array<int8_t, 2> window_shift{-1, -1};  // of the SYN; -1: no option seen
  std::array<bool, 2> options_known{};         // of the SYN: all of its options were captured
  // Its position among the connections that begin in the same tcp.stream, from 1; see
  // connection_number.h.
  uint32_t stream_part = 1;
  Tracker tracker;

  // Shift of the windows that end `end` advertises. It is agreed only if both SYNs have the option
  // (RFC 7323 section 2.2). If one SYN was not captured, the other one decides.
  int WindowShift(size_t end) const {
    const size_t peer = 1 - end;
    if (window_shift[end] < 0 || (options_known[peer] && window_shift[peer] < 0)) return 0;
    return window_shift[end];
  }

  // The same shift for the tracker. If the shift is unknown, the tracker keeps a reset for later
  // judgment.
  uint8_t TrackedShift(size_t end) const {
    return options_known[end] ? static_cast<uint8_t>(WindowShift(end))
                              : TrackedSegment::kUnknownWindowShift;
  }
};

// The addresses and ports of a connection; [0] is the client's.
struct ConnectionEnds {
  std::array<IpAddress, 2> addresses;
  std::array<uint16_t, 2> ports{};
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_CONNECTION_H_
