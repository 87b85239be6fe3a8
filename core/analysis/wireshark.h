// Wireshark's view of a TCP conversation, exactly as tshark 4.6.9 computes it in one pass.
//
// It has no client, server or states, only two directions, distinguished by address and port, and
// what each has sent so far. It compares raw sequence numbers; relative ones are only displayed.
#ifndef TCPLADDER_CORE_ANALYSIS_WIRESHARK_H_
#define TCPLADDER_CORE_ANALYSIS_WIRESHARK_H_

#include <array>
#include <cstdint>
#include <memory>

#include "core/analysis/analyses.h"
#include "core/analysis/analysis_terms.h"
#include "core/analysis/stored_segments.h"
#include "core/base/seq.h"
#include "core/net/tcp_options.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {

// Window scale of a direction: a shift from 0 to 14, or one of these.
inline constexpr int8_t kScaleUnknown = -1;
inline constexpr int8_t kScaleUnused = -2;

// The SACK blocks of a side's newest segment.
struct SackedRanges {
  std::array<SackBlock, 4> blocks{};  // relative to the base of the other side
  uint8_t count = 0;
};

// The data that one side has sent. In next, acknowledgeable and last_ack, 0 means "none yet", even
// if the actual number is 0.
struct WiresharkDirection {
  static constexpr uint32_t kNoWindow = 0xffffffff;

  int64_t last_time_ns = 0;     // when this side's newest segment was captured, once window_known
  StoredSegments stored;        // segments that the other side has not acknowledged
  Seq base;                     // relative numbers count from here, once base_set
  Seq next;                     // highest end seen
  Seq acknowledgeable;          // highest end the other side can acknowledge without a gap
  Seq last_ack;                 // acknowledgment field of the newest segment
  uint32_t duplicate_acks = 0;  // duplicates of last_ack so far
  uint32_t last_new_ack_frame = 0;  // frame whose acknowledgment the duplicates repeat
  uint16_t window_field = 0;        // raw window of the newest segment, once window_known
  int8_t window_scale = kScaleUnknown;
  uint8_t last_length = 0;  // length of the segment that last advanced `next`, modulo 256
  bool window_known : 1 = false;
  bool base_set : 1 = false;
  bool first_ack_pending : 1 = false;  // a SYN was sent, no ACK without SYN since
  // The newest segment was a keep-alive, or a zero window probe.
  bool keep_alive : 1 = false;
  bool zero_window_probe : 1 = false;

  uint32_t window() const { return window_known ? window_field : kNoWindow; }
};

// One conversation, which Wireshark numbers as tcp.stream.
struct WiresharkConversation {
  static constexpr uint32_t kNoStream = 0xffffffff;
  static constexpr uint8_t kServerUnknown = 2;

  std::array<WiresharkDirection, 2> directions;
  std::unique_ptr<std::array<SackedRanges, 2>> sacked;  // null: none in either direction yet
  int64_t syn_time_ns = 0;     // of the newest SYN without ACK; 0: none, or captured at time 0
  int64_t initial_rtt_ns = 0;  // 0: unknown; negative if the clock ran backwards
  uint32_t stream = kNoStream;
  uint8_t completeness = 0;             // CompletenessBit
  uint8_t server = kServerUnknown;      // direction of the server, according to the newest SYN
  bool vnc : 1 = false;                 // opened by a VNC banner, which is not searched for again
  bool next_opens_another : 1 = false;  // the next segment on these ports opens a new conversation

  // Bytes allocated on the heap.
  size_t memory() const {
    return directions[0].stored.memory() + directions[1].stored.memory() +
           (sacked ? sizeof(*sacked) : 0);
  }
};

// The values that tshark shows about one segment in its first pass.
struct WiresharkResult {
  uint32_t stream = 0;
  uint32_t analysis = 0;     // AnalysisSet bits
  uint32_t seq = 0;          // relative to the base of the sender; raw in a quoted header
  uint32_t ack = 0;          // relative to the base of the receiver; raw without the ACK bit
  uint32_t window = 0;       // scaled if the scale is known and in use
  bool header_shown = true;  // false: data offset below 5, so only ports, seq and length are shown
  bool window_shown = true;  // false: cut off by the capture
  bool analysed = false;     // false: no length, or too little captured; numbers are ignored
  bool shown = false;        // the header is complete and valid: the results are shown
  bool new_conversation = false;  // first of its stream
  bool moves_next = false;        // the segment has the highest end so far
  bool repeats_syn = false;       // a SYN with the known initial sequence number of its side
};

// Numbers the conversations of a capture and follows each of them.
class WiresharkStreams {
 public:
  // Adds one segment to `conversation`, the newest one between the segment's two ends (empty if
  // there is none yet), in capture order. Replaces it if the segment opens the next one.
  // `direction` is 0 for segments from the lower end (by address bytes, then by port), otherwise 1.
  // `options` are those of the segment. `terms`, if not null, receives the numbers behind each
  // flag, including flags that are not shown because the header is cut. `time_ns` is since the Unix
  // epoch.
  WiresharkResult Analyse(WiresharkConversation& conversation, uint8_t direction, int64_t time_ns,
                          uint32_t frame, const TcpSegment& segment, const TcpOptions& options,
                          AnalysisTermsList* terms = nullptr);

  // Number of streams so far.
  uint32_t count() const { return count_; }
  // Bytes that the conversations have on the heap, provided that none of them was destroyed.
  uint64_t memory() const { return memory_; }

 private:
  uint32_t count_ = 0;
  uint64_t memory_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ANALYSIS_WIRESHARK_H_
