// The fields that tshark 4.0.17 prints about a segment beside its words: what is in flight, what
// was acknowledged after how long, how long a timer ran. They need every unacknowledged segment
// with its time, so they are computed for one connection when somebody looks at it.
#ifndef TCPLADDER_CORE_ANALYSIS_WIRESHARK_FIELDS_H_
#define TCPLADDER_CORE_ANALYSIS_WIRESHARK_FIELDS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/analysis/wireshark.h"

namespace tcpladder {

// Of one segment; 0 is what tshark does not print.
struct WiresharkFields {
  uint32_t bytes_in_flight = 0;
  uint32_t acks_frame = 0;     // frame of the segment whose end this one acknowledges
  int64_t ack_rtt_ns = 0;      // since that frame
  uint32_t rto_frame = 0;      // of a retransmission: the oldest segment still unacknowledged
  int64_t rto_ns = 0;          // since that frame; negative where the clock ran backwards
  int64_t initial_rtt_ns = 0;  // from the SYN to the first ACK after it, as known by now
  uint8_t completeness = 0;    // tcp.completeness: what was seen before this segment
};

// Follows one conversation beside WiresharkStreams::Analyse. An acknowledgment costs as many steps
// as segments wait for one, at most kMax.
class WiresharkFollower {
 public:
  static constexpr size_t kMax = UnackedEnds::kMax;

  // To be called after Analyse() with the same arguments, what it said and returned, and the
  // conversation as it is then.
  WiresharkFields Follow(uint8_t direction, int64_t time_ns, uint32_t frame,
                         const TcpSegment& segment, const TcpOptions& options,
                         const AnalysisTermsList& said, const WiresharkResult& result,
                         const WiresharkConversation& conversation);

 private:
  struct Unacked {
    uint32_t frame;
    Seq seq, end;
    int64_t time_ns;
  };
  struct Direction {
    std::vector<Unacked> unacked;  // oldest first
    Seq next;                      // as the conversation's, and the segment that set it
    uint32_t next_frame = 0;
    int64_t next_time_ns = 0;
    uint32_t sacked = 0;  // bytes in the SACK blocks of this side's newest segment
    bool flight_known = true;
  };

  static void Purge(Direction& direction, Seq ack, int64_t time_ns, WiresharkFields& fields);
  static uint32_t InFlight(const Direction& fwd, const Direction& rev, Seq base);

  std::array<Direction, 2> directions_;
  uint8_t completeness_ = 0;  // after the segment before
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ANALYSIS_WIRESHARK_FIELDS_H_
