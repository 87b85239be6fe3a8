// Fields that tshark 4.6.9 shows in addition to the analysis flags of a segment: bytes in flight,
// the acknowledged segment, round-trip times, timers. They require every unacknowledged segment
// with its time, so they are computed only for a connection that is viewed.
#ifndef TCPLADDER_CORE_ANALYSIS_WIRESHARK_FIELDS_H_
#define TCPLADDER_CORE_ANALYSIS_WIRESHARK_FIELDS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/analysis/contiguous_ranges.h"
#include "core/analysis/wireshark.h"

namespace tcpladder {

// The fields of one segment; 0 means that tshark does not show the field.
struct WiresharkFields {
  uint32_t bytes_in_flight = 0;
  uint32_t push_bytes_sent = 0;  // payload bytes since the segment after the last PSH
  uint32_t acks_frame = 0;       // frame of the segment whose end this one acknowledges
  int64_t ack_rtt_ns = 0;        // since that frame
  uint32_t rto_frame = 0;        // of a retransmission: the frame whose timer expired
  int64_t rto_ns = 0;            // since that frame; negative if the clock ran backwards
  int64_t initial_rtt_ns = 0;    // from the SYN to the first ACK after it, as known so far
  uint32_t duplicate_ack_number = 0;
  uint32_t duplicate_ack_frame = 0;  // the frame whose acknowledgment is repeated
  uint32_t stream_packet = 0;        // tcp.stream.pnum, from 1; includes quoted headers
  // Number of contiguous ranges that the sender, and its peer, have sent so far.
  uint32_t contiguous = 0, peer_contiguous = 0;
  uint8_t completeness = 0;            // tcp.completeness: what was seen before this segment
  bool partial_ack : 1 = false;        // acknowledges only a part of acks_frame
  bool ambiguous_ack : 1 = false;      // acks_frame was sent more than once
  bool fast_open_syn : 1 = false;      // tcp.analysis.tfo_syn: a SYN with a cookie
  bool fast_open_ack : 1 = false;      // tfo_ack: a SYN ACK that acknowledges its payload
  bool fast_open_ignored : 1 = false;  // tfo_ignored: one that does not
  bool recorded : 1 = false;  // tshark has a record of the segment, and shows initial_rtt for it
  bool shown : 1 = true;      // false: the header is cut or malformed, so few fields are shown
};

// Follows one conversation in parallel with WiresharkStreams::Analyse(). Each acknowledgment takes
// time proportional to the number of unacknowledged segments, at most kMax.
class WiresharkFollower {
 public:
  static constexpr size_t kMax = StoredSegments::kMax;

  // Call after Analyse(), with its arguments, terms and result, and with the conversation as
  // changed by it.
  WiresharkFields Follow(uint8_t direction, int64_t time_ns, uint32_t frame,
                         const TcpSegment& segment, const TcpOptions& options,
                         const AnalysisTermsList& said, const WiresharkResult& result,
                         const WiresharkConversation& conversation);

  // Number of contiguous ranges that each direction has sent so far.
  std::array<uint32_t, 2> contiguous() const {
    return {directions_[0].ranges.count(), directions_[1].ranges.count()};
  }

 private:
  struct Unacked {
    uint32_t frame;
    Seq seq, end;
    int64_t time_ns;
    bool resent;  // the same numbers were sent before, or again later
  };
  struct Direction {
    std::vector<Unacked> unacked;  // oldest first
    ContiguousRanges ranges;
    uint32_t next_frame = 0;  // frame of the segment with the highest end
    int64_t next_time_ns = 0;
    uint32_t pushed = 0;  // push_bytes_sent
    bool push_last = false;
    bool flight_known = false;
  };

  void Judge(uint8_t direction, int64_t time_ns, uint32_t frame, const TcpSegment& segment,
             const AnalysisTermsList& said, const WiresharkResult& result, WiresharkFields& fields);
  void FollowFlight(uint8_t direction, const TcpSegment& segment,
                    const WiresharkConversation& conversation, WiresharkFields& fields);
  void FollowFastOpen(const TcpSegment& segment, const TcpOptions& options,
                      const WiresharkResult& result, WiresharkFields& fields);
  static void TellTimer(const Direction& fwd, int64_t time_ns, Seq seq, WiresharkFields& fields);
  static void Purge(Direction& direction, Seq ack, int64_t time_ns, WiresharkFields& fields);

  std::array<Direction, 2> directions_;
  uint32_t packets_ = 0;
  uint8_t completeness_ = 0;        // after the previous segment
  bool fast_open_payload_ = false;  // a SYN had payload and a cookie
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ANALYSIS_WIRESHARK_FIELDS_H_
