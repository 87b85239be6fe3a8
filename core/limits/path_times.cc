#include "core/limits/path_times.h"

#include <algorithm>
#include <array>
#include <deque>

#include "core/base/seq.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {
namespace {

// The times of the SYN, the SYN ACK and the client's next segment, valid if none was retransmitted.
struct HandshakeTimes {
  int64_t syn_ns = -1, syn_ack_ns = -1, third_ns = -1;
  bool repeated = false;
};

HandshakeTimes HandshakeOf(const Engine& engine, const Connection& connection) {
  HandshakeTimes times;
  for (uint32_t i = connection.first_segment; i != kNone; i = engine.segments()[i].next) {
    const SegmentRecord& record = engine.segments()[i];
    const bool syn = (record.flags & kSyn) != 0, ack = (record.flags & kAck) != 0;
    if (syn) {
      int64_t& first = ack ? times.syn_ack_ns : times.syn_ns;
      times.repeated = times.repeated || first >= 0;
      if (first < 0) first = record.time_ns;
    } else if (ack && record.from() == 0 && times.syn_ack_ns >= 0) {
      times.third_ns = record.time_ns;
      break;
    }
  }
  return times;
}

// The shortest time from a data segment to the acknowledgment of exactly its last byte.
class LeastAcknowledgment {
 public:
  void Sent(Seq seq, Seq end, int64_t time_ns) {
    if (begun_ && end <= highest_) {
      // It is unknown which copy is acknowledged (RFC 6298 section 3).
      std::erase_if(outstanding_, [&](const Outstanding& sent) { return sent.end > seq; });
      return;
    }
    begun_ = true;
    highest_ = end;
    outstanding_.push_back({end, time_ns});
    if (outstanding_.size() > kMostOutstanding) outstanding_.pop_front();
  }
  void Acknowledged(Seq ack, int64_t time_ns) {
    while (!outstanding_.empty() && outstanding_.front().end <= ack) {
      const Outstanding sent = outstanding_.front();
      outstanding_.pop_front();
      if (sent.end != ack) continue;
      const int64_t took_ns = std::max<int64_t>(time_ns - sent.time_ns, 0);
      least_ns_ = least_ns_ < 0 ? took_ns : std::min(least_ns_, took_ns);
    }
  }
  int64_t least_ns() const { return least_ns_; }  // -1 if there is none

 private:
  static constexpr size_t kMostOutstanding = 4096;
  struct Outstanding {
    Seq end;
    int64_t time_ns;
  };

  std::deque<Outstanding> outstanding_;
  Seq highest_;
  bool begun_ = false;
  int64_t least_ns_ = -1;
};

}  // namespace

PathTimes PathTimesOf(const Engine& engine, const Connection& connection, uint8_t sender) {
  LeastAcknowledgment least;
  for (uint32_t i = connection.first_segment; i != kNone; i = engine.segments()[i].next) {
    const SegmentRecord& record = engine.segments()[i];
    if (record.from() == sender) {
      if (record.length == 0 || record.length == kNoLength) continue;
      least.Sent(Seq(record.seq), Seq(record.seq) + record.length, record.time_ns);
    } else if (record.flags & kAck) {
      least.Acknowledged(Seq(record.ack), record.time_ns);
    }
  }
  PathTimes times;
  if (least.least_ns() >= 0) {
    times.to_receiver_ns = least.least_ns();
    times.receiver_known = true;
  }
  const HandshakeTimes handshake = HandshakeOf(engine, connection);
  const bool whole = handshake.syn_ns >= 0 && handshake.third_ns >= 0 && !handshake.repeated &&
                     handshake.syn_ns <= handshake.syn_ack_ns;
  if (!whole) return times;
  const std::array<int64_t, 2> ways{handshake.third_ns - handshake.syn_ack_ns,
                                    handshake.syn_ack_ns - handshake.syn_ns};
  times.to_sender_ns = ways[sender];
  times.sender_known = true;
  const int64_t to_receiver_ns = ways[1 - sender];
  times.to_receiver_ns =
      times.receiver_known ? std::min(times.to_receiver_ns, to_receiver_ns) : to_receiver_ns;
  times.receiver_known = true;
  return times;
}

}  // namespace tcpladder
