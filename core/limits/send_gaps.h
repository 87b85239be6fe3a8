// The times between one data segment and the next, as the sender saw them.
#ifndef TCPLADDER_CORE_LIMITS_SEND_GAPS_H_
#define TCPLADDER_CORE_LIMITS_SEND_GAPS_H_

#include <cstdint>
#include <vector>

#include "core/engine/engine.h"
#include "core/limits/path_times.h"

namespace tcpladder {

// From one data segment to the next. Acknowledgments count from when they reach the sender: as
// captured, and to_sender_ns later.
struct SendGap {
  int64_t from_ns = 0, to_ns = 0;  // as captured, since the capture's first frame
  int64_t flight = 0;              // bytes sent and not acknowledged when it begins
  int64_t room = 0;                // bytes the advertised window still takes then
  int64_t window = 0;              // the window then, from the first unacknowledged byte on
  int64_t round_trip_ns = 0;       // least of the newest samples; 0 where there is none
  int64_t since_ack_ns = -1;  // from the newest acknowledgment within the gap to its end; -1: none
  bool ack_had_data = false;  // that one came with data of the peer
  bool after_short = false;   // less than a full segment was sent: there was no more
  bool before_short = false;  // the next one is such a segment
  bool all_acked = false;     // nothing was in flight any more when the next one was sent
  bool repairing = false;     // a loss is known and not all sent before it is acknowledged
  bool resends = false;       // the next one repeats bytes
};

// Ascending; covers the time from the first to the last data segment of `sender`. Linear in the
// connection's segments.
std::vector<SendGap> SendGapsOf(const Engine& engine, const Connection& connection, uint8_t sender,
                                const PathTimes& times);

// Payload bytes of a full segment of `sender`: the MSS of the peer's SYN less the options that
// every segment carries, or the most it sent where that SYN was not captured.
uint32_t FullSegmentOf(const Engine& engine, const Connection& connection, uint8_t sender);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_LIMITS_SEND_GAPS_H_
