// Zeek's view of a connection: the conn_state and history of its conn.log.
#ifndef TCPLADDER_CORE_ANALYSIS_ZEEK_H_
#define TCPLADDER_CORE_ANALYSIS_ZEEK_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/seq.h"
#include "core/net/checksum.h"
#include "core/tcp/received_ranges.h"
#include "core/tcp/tracker.h"

namespace tcpladder {

enum class ZeekState : uint8_t {
#define ZEEK_STATE(id) id,
#include "core/analysis/zeek_states.def"
#undef ZEEK_STATE
};

inline constexpr std::array kZeekStateNames = {
#define ZEEK_STATE(id) std::string_view(#id),
#include "core/analysis/zeek_states.def"
#undef ZEEK_STATE
};

constexpr std::string_view NameOf(ZeekState state) {
  return kZeekStateNames[static_cast<size_t>(state)];
}

// One row of conn.log.
struct ZeekRow {
  ZeekState state = ZeekState::OTH;
  std::string history;    // upper case: originator (the client); lower case: responder
  uint32_t segments = 0;  // number of segments in the row
};

// Properties of a packet, besides its TCP numbers, that affect Zeek's analysis.
struct ZeekPacket {
  bool header_whole = true;     // complete with options, and the payload length is known
  bool payload_whole = true;    // every byte of the payload was captured
  uint32_t trailing_bytes = 0;  // see TcpSegment
  Checksum checksum = Checksum::unknown;
};

// Follows one connection. Zeek forgets a connection when a timer expires and begins a new row with
// the next segment, so a connection may have several rows.
class ZeekConnection {
 public:
  // Call in capture order; `segment.from` distinguishes client and server. Zeek ignores segments
  // with an incomplete header. A segment with a bad checksum leaves only a letter in the history.
  // Bad checksums are accepted until an end has sent a segment with a good one: its addresses may
  // have been rewritten, or a network card may complete its segments.
  void Step(const TrackedSegment& segment, const ZeekPacket& packet);

  // State of the row with the most segments; the first of them if there are several.
  ZeekState State() const { return MainRow().state; }
  std::string History() const { return MainRow().history; }
  ZeekRow MainRow() const;
  // All rows, in chronological order.
  std::vector<ZeekRow> Rows() const;

 private:
  enum class End : uint8_t {
    inactive,
    syn_sent,
    syn_ack_sent,
    partial,
    established,
    closed,
    reset
  };

  // Letters written once per end, or once per sequence number of that end.
  enum Written : uint8_t {
    kSynWritten = 1,
    kFinWritten = 2,
    kRstWritten = 4,
    kDataWritten = 8,
    kAckWritten = 16,
    kFinRstWritten = 32,
    kMixedWritten = 64,
  };

  enum class Timer : uint8_t { none, attempt, removal };

  struct Endpoint {
    Seq start;                         // the number before the first byte of data
    Seq last;                          // end of what it sent
    Seq acked;                         // what the other end acknowledged of it
    Seq delivered{1};                  // relative to start: end of the contiguous data
    Seq fin_end;                       // relative to start: after the FIN
    Seq syn_mark, fin_mark, rst_mark;  // relative numbers of the newest S or H, F and R
    uint16_t retransmissions = 0, zero_windows = 0, gaps = 0, bad_checksums = 0;
    End state = End::inactive, previous = End::inactive;
    uint8_t written = 0;
    bool appeared = false;  // has sent something in this row
    bool verified = false;  // has sent a segment with a good checksum
    bool fin = false;
    bool closed = false;          // its close has been recorded
    bool close_deferred = false;  // its close is pending until missing data arrives

    uint32_t Size() const;
  };

  // The state of the current row.
  struct Life {
    std::array<Endpoint, 2> ends;
    int64_t last_ns = 0;      // of the newest segment, up to the one that closed both ends
    int64_t deadline_ns = 0;  // of `timer`
    uint32_t segments = 0;
    Timer timer = Timer::none;  // attempt: waits for an answer; removal: waits to be forgotten
    bool partial = false;       // began without the originator's SYN
    bool settled = false;       // after the handshake: may be idle for longer
    uint8_t history_size = 0;
    std::array<char, 24> history{};
  };

  // Only few connections need this.
  struct Extra {
    std::array<ReceivedRanges, 2> out_of_order;  // relative to start
    std::string more_history;                    // the part that does not fit into Life
    std::vector<ZeekRow> rows;                   // finished rows
  };

  bool Expired(int64_t now_ns);
  void EndLife();
  void Mark(char letter, size_t from);
  bool MarkOnce(Written bit, char letter, size_t from);
  void MarkAgain(Written bit, char letter, size_t from, Seq number, Seq& newest);
  void MarkScaled(uint16_t& counter, char letter, size_t from);
  void Take(const TrackedSegment& segment, bool payload_whole);
  void WriteFlags(const TrackedSegment& segment, Seq relative);
  void Advance(const TrackedSegment& segment);
  void AdvanceInactive(const TrackedSegment& segment);
  void SetState(size_t end, End state);
  void Acknowledge(size_t end, Seq relative_ack);
  void Deliver(size_t end, Seq begin, uint32_t length);
  bool DataPending(size_t end) const;
  void Close(size_t end);
  ZeekState StateNow() const;
  std::string HistoryNow() const;
  ZeekRow RowNow() const;
  Extra& extra();

  Life life_;
  std::unique_ptr<Extra> extra_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ANALYSIS_ZEEK_H_
