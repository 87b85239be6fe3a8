// The times between consecutive data segments, as the sender saw them.
#ifndef TCPLADDER_CORE_LIMITS_SEND_GAPS_H_
#define TCPLADDER_CORE_LIMITS_SEND_GAPS_H_

#include <cstdint>
#include <vector>

#include "core/engine/engine.h"
#include "core/limits/path_times.h"

namespace tcpladder {

// Stands for a window that is not known.
inline constexpr int64_t kUnknownWindow = int64_t{1} << 32;

// From one data segment to the next. Acknowledgments count from when they reach the sender: the
// time of capture plus to_sender_ns.
struct SendGap {
  int64_t from_ns = 0, to_ns = 0;  // as captured, since the capture's first frame
  int64_t flight = 0;              // bytes in flight when it begins
  int64_t room = 0;                // bytes of the advertised window that are free then
  int64_t window = 0;              // the window then, from the first unacknowledged byte on
  int64_t round_trip_ns = 0;       // minimum of the newest samples; 0 if there is none
  int64_t since_ack_ns = -1;  // from the newest acknowledgment within the gap to its end; -1: none
  bool ack_had_data = false;  // that acknowledgment came with data of the peer
  bool after_short = false;   // the segment before is short: there was no more to send
  bool before_short = false;  // the segment after is short
  bool all_acked = false;     // nothing was in flight any more at its end
  bool repairing = false;     // a loss is known, and not everything sent before is acknowledged
  bool resends = false;       // the segment after repeats bytes
};

// Ascending; covers the time from the first to the last data segment of `sender`. Linear in the
// connection's segments.
std::vector<SendGap> SendGapsOf(const Engine& engine, const Connection& connection, uint8_t sender,
                                const PathTimes& times);

// Payload bytes of a full segment of `sender`: the MSS of the peer's SYN minus the options in every
// segment, or the largest segment if that SYN was not captured.
uint32_t FullSegmentOf(const Engine& engine, const Connection& connection, uint8_t sender);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_LIMITS_SEND_GAPS_H_
