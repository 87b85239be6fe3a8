// Wireshark's view of a TCP conversation, word for word as tshark 4.0.17 computes it in one pass.
//
// It knows neither client nor server and no states: only two directions, told apart by address and
// port, and what each of them sent so far. Raw numbers are compared; relative ones are display.
#ifndef TCPLADDER_CORE_ANALYSIS_WIRESHARK_H_
#define TCPLADDER_CORE_ANALYSIS_WIRESHARK_H_

#include <array>
#include <cstdint>

#include "core/analysis/analyses.h"
#include "core/analysis/analysis_terms.h"
#include "core/analysis/unacked_ends.h"
#include "core/base/seq.h"
#include "core/net/tcp_options.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {

// Window scale of a direction: a shift from 0 to 14, or one of these.
inline constexpr int8_t kScaleUnknown = -1;
inline constexpr int8_t kScaleUnused = -2;

// What one side has sent. A number of 0 stands for "none yet" in next, acknowledgeable and
// last_ack, even where the wire carried a true 0.
struct WiresharkDirection {
  static constexpr uint32_t kNoWindow = 0xffffffff;
  // Value of duplicate_acks after an acknowledgment beyond everything this side sent.
  static constexpr uint32_t kAckedBeyond = 0xffffffff;

  int64_t next_time_ns = 0;         // when the segment that set `next` was captured
  int64_t last_time_ns = 0;         // when this side's newest segment was captured
  UnackedEnds unacked;              // ends of segments that the other side has not acknowledged
  Seq base;                         // relative numbers count from here, once base_set
  Seq next;                         // highest end seen
  Seq acknowledgeable;              // highest end the other side may acknowledge without a gap
  Seq last_ack;                     // acknowledgment field of the newest segment
  uint32_t duplicate_acks = 0;      // duplicates of last_ack so far
  uint32_t last_new_ack_frame = 0;  // frame whose acknowledgment the duplicates repeat
  AnalysisSet last_analysis;        // of the newest segment
  uint16_t mptcp_seen = 0;          // the conversation's MPTCP subtypes when this side last sent
  uint16_t window_field = 0;        // raw window of the newest segment, once window_known
  int8_t window_scale = kScaleUnknown;
  bool window_known : 1 = false;
  bool base_set : 1 = false;
  bool first_ack_pending : 1 = false;  // a SYN was sent, no ACK without SYN since

  uint32_t window() const { return window_known ? window_field : kNoWindow; }
};

// One conversation: what Wireshark numbers as tcp.stream.
struct WiresharkConversation {
  static constexpr uint32_t kNoStream = 0xffffffff;

  std::array<WiresharkDirection, 2> directions;
  int64_t syn_time_ns = 0;     // of the newest SYN without ACK; 0: none, even where one came then
  int64_t initial_rtt_ns = 0;  // 0: not known; negative where the clock ran backwards
  uint32_t stream = kNoStream;
  uint16_t mptcp_seen = 0;      // bit i: MPTCP subtype i has occurred
  uint8_t completeness = 0;     // tcp.completeness
  bool vnc : 1 = false;         // opened by a VNC banner, which is not looked for again
  bool vnc_banner : 1 = false;  // the next segment on these ports opens a conversation of its own
};

// What tshark prints about one segment at the moment it is read.
struct WiresharkResult {
  uint32_t stream = 0;
  uint32_t analysis = 0;     // AnalysisSet bits
  uint32_t seq = 0;          // relative to the base of the sender; raw where `analysed` is false
  uint32_t ack = 0;          // relative to the base of the receiver; raw without the ACK bit
  uint32_t window = 0;       // scaled where the scale is known and used
  bool header_shown = true;  // false: data offset below 5, so only ports, seq and length are
  bool analysed = false;     // false: no length, so neither relative numbers nor analysis
  bool new_conversation = false;  // first of its stream
};

// Numbers the conversations of a capture and takes each of them along.
class WiresharkStreams {
 public:
  // Takes the newest conversation on the segment's two ends (empty where there is none yet) one
  // segment further, in capture order; replaces it where the segment opens the next one.
  // `direction` is 0 for segments from the lower end, by address bytes, then by port; 1 for the
  // others. `options` are those of the segment. `terms`, where not null, receives the numbers
  // behind each word, those that a cut header keeps from being shown included.
  // `time_ns` counts from the Unix epoch.
  WiresharkResult Analyse(WiresharkConversation& conversation, uint8_t direction, int64_t time_ns,
                          uint32_t frame, const TcpSegment& segment, const TcpOptions& options,
                          AnalysisTermsList* terms = nullptr);

  // Streams so far.
  uint32_t count() const { return count_; }

 private:
  uint32_t count_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ANALYSIS_WIRESHARK_H_
