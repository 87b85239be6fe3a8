// Sequence numbers are unwrapped to 64 bits, so that curves of more than 4 GiB continue to rise.

#include "core/limits/curves.h"

#include <algorithm>
#include <deque>

#include "core/base/seq.h"
#include "core/limits/sack_scoreboard.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_options.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {
namespace {

constexpr uint8_t kRoomForSack = 8;           // words; 12 bytes, 10 of a block or of timestamps
constexpr uint8_t kRoomForSackAndTimes = 10;  // 20 bytes
constexpr uint32_t kUnplaced = 0xffff;

// When each timestamp of the sender was first seen.
class Timestamps {
 public:
  void Sent(uint32_t value, int64_t time_ns) {
    if (!sent_.empty() && Seq(value).Since(Seq(sent_.back().value)) <= 0) return;
    sent_.push_back({value, time_ns});
    if (sent_.size() > kMost) sent_.pop_front();
  }

  // -1 if no segment with this timestamp was seen.
  int64_t TimeOf(uint32_t echo) {
    while (!sent_.empty() && Seq(sent_.front().value).Since(Seq(echo)) < 0) sent_.pop_front();
    return !sent_.empty() && sent_.front().value == echo ? sent_.front().time_ns : -1;
  }

 private:
  static constexpr size_t kMost = 65536;
  struct Stamp {
    uint32_t value;
    int64_t time_ns;
  };
  std::deque<Stamp> sent_;
};

// The data of one end and the acknowledgments of its peer.
class Direction {
 public:
  Direction(const Tracker& tracker, uint8_t sender, int shift, Curves& curves)
      : shift_(shift), base_known_(tracker.end(sender).iss_known), curves_(curves) {
    if (base_known_) base_ = tracker.end(sender).iss;
  }

  void At(uint32_t row, int64_t time_ns) {
    row_ = row;
    time_ns_ = time_ns;
  }

  void Sent(const SegmentRecord& record, const TcpOptions& options) {
    if (options.timestamps) timestamps_.Sent(options.timestamp_value, time_ns_);
    if (record.flags & kRst) return;
    const uint32_t syn = record.flags & kSyn ? 1 : 0, fin = record.flags & kFin ? 1 : 0;
    const uint32_t length = record.length == kNoLength ? 0 : record.length;
    if (syn + length + fin == 0) return;
    const int64_t low = Relative(Seq(record.seq)) + syn, high = low + length;
    Occupy(low - syn, high + fin);
    if (length == 0) return;
    const int64_t resent_to = begun_ ? std::clamp(highest_, low, high) : low;
    if (resent_to > low) AddRange(Curve::retransmission, low, resent_to);
    if (high > resent_to) AddRange(Curve::data, resent_to, high);
    highest_ = begun_ ? std::max(highest_, high) : high;
    if (!begun_ && !ack_known_) acked_ = low;
    begun_ = true;
    AddFlight();
  }

  void Acknowledged(const SegmentRecord& record, const TcpOptions& options) {
    if (!base_known_ && !begun_) return;
    const int64_t ack = Relative(Seq(record.ack));
    const int shift = record.flags & kSyn ? 0 : shift_;
    const int64_t edge = ack + (int64_t{record.window} << shift);
    Add(Curve::ack, ack);
    TakeSacks(ack, options);
    Add(Curve::window, edge);
    TakeRoundTrip(ack);
    if (options.timestamps && begun_ && ack > acked_) TakeEcho(options.timestamp_echo);
    acked_ = ack_known_ ? std::max(acked_, ack) : ack;
    ack_known_ = true;
    if (begun_) AddFlight();
  }

 private:
  static constexpr size_t kMostOutstanding = 65536;
  struct Outstanding {
    int64_t end, time_ns;
  };

  void Add(Curve curve, int64_t value) {
    CurvePoints& points = curves_[curve];
    points.row.push_back(row_);
    points.low.push_back(static_cast<double>(value));
  }

  void AddRange(Curve curve, int64_t low, int64_t high) {
    Add(curve, low);
    curves_[curve].high.push_back(static_cast<double>(high));
  }

  // The numbers of a segment, SYN and FIN included, wait for their acknowledgment.
  void Occupy(int64_t low, int64_t high) {
    if (occupied_ && low < occupied_to_) karn_ = occupied_to_;
    if (occupied_ && high <= occupied_to_) return;
    outstanding_.push_back({high, time_ns_});
    if (outstanding_.size() > kMostOutstanding) outstanding_.pop_front();
    occupied_ = true;
    occupied_to_ = high;
  }

  void AddFlight() {
    const int64_t flight = std::max<int64_t>(highest_ - acked_, 0);
    Add(Curve::in_flight, flight);
    if (sacks_seen_) Add(Curve::pipe, std::max<int64_t>(flight - scoreboard_.bytes(), 0));
  }

  void TakeSacks(int64_t ack, const TcpOptions& options) {
    scoreboard_.AckUpTo(ack);
    for (size_t i = 0; i < options.sack_blocks; ++i) {
      const SackBlock& block = options.sack[i];
      const int64_t left = Relative(Seq(block.left));
      const int64_t right = left + Seq(block.right).Since(Seq(block.left));
      if (right <= left) continue;
      AddRange(Curve::sack, left, right);
      scoreboard_.Add(left, std::min(right, highest_));
      if (!sacks_seen_) curves_[Curve::pipe] = curves_[Curve::in_flight];
      sacks_seen_ = true;
    }
  }

  // The newest segment that is acknowledged completely provides the sample; acknowledgments of
  // older ones may have been delayed until then (RFC 6298 section 3).
  void TakeRoundTrip(int64_t ack) {
    int64_t sent_ns = -1;
    bool resent = false;
    while (!outstanding_.empty() && outstanding_.front().end <= ack) {
      sent_ns = outstanding_.front().time_ns;
      resent = outstanding_.front().end <= karn_;
      outstanding_.pop_front();
    }
    if (sent_ns < 0 || resent) return;
    Add(Curve::rtt, std::max<int64_t>(time_ns_ - sent_ns, 0));
  }

  void TakeEcho(uint32_t echo) {
    const int64_t sent_ns = timestamps_.TimeOf(echo);
    if (sent_ns >= 0) Add(Curve::timestamp_rtt, std::max<int64_t>(time_ns_ - sent_ns, 0));
  }

  int64_t Relative(Seq seq) {
    if (!base_known_) {
      base_known_ = true;
      base_ = seq - 1;
    }
    const Seq near = base_ + static_cast<uint32_t>(near_);
    near_ += seq.Since(near);
    return near_;
  }

  int shift_;
  bool base_known_;
  Curves& curves_;
  uint32_t row_ = 0;
  int64_t time_ns_ = 0;
  Seq base_;
  int64_t near_ = 0;  // the newest relative number: the next one is within 2^31 of it
  bool begun_ = false, ack_known_ = false, sacks_seen_ = false;
  int64_t highest_ = 0, acked_ = 0;
  bool occupied_ = false;
  int64_t occupied_to_ = 0;
  int64_t karn_ = -1;  // numbers up to this may have been acknowledged before they were sent again
  std::deque<Outstanding> outstanding_;
  SackScoreboard scoreboard_;
  Timestamps timestamps_;
};

std::vector<uint32_t> SegmentsWithRoom(const Engine& engine, const Connection& connection,
                                       uint8_t room) {
  std::vector<uint32_t> chosen;
  for (uint32_t i = connection.first_segment; i != kNone; i = engine.segments()[i].next) {
    const SegmentRecord& record = engine.segments()[i];
    if (record.data_offset < room || record.header_offset == kUnplaced) continue;
    chosen.push_back(i);
    if (chosen.size() > kMostRereads) break;
  }
  return chosen;
}

}  // namespace

std::vector<uint32_t> SegmentsOfCurves(const Engine& engine, const Connection& connection) {
  auto chosen = SegmentsWithRoom(engine, connection, kRoomForSack);
  if (chosen.size() > kMostRereads) {
    chosen = SegmentsWithRoom(engine, connection, kRoomForSackAndTimes);
    chosen.resize(std::min(chosen.size(), kMostRereads));
  }
  return chosen;
}

Curves CurvesOf(const Engine& engine, const Connection& connection, uint8_t sender,
                const Rereads& rereads) {
  Curves curves;
  // The windows that one end advertises limit the data of the other.
  Direction direction(connection.tracker, sender, connection.WindowShift(1 - sender), curves);
  int64_t latest_ns = 0;
  uint32_t row = 0;
  for (uint32_t i = connection.first_segment; i != kNone; i = engine.segments()[i].next, ++row) {
    const SegmentRecord& record = engine.segments()[i];
    latest_ns = row == 0 ? record.time_ns : std::max(latest_ns, record.time_ns);
    const bool acknowledges = (record.flags & kAck) && !(record.flags & kRst);
    const bool sent = record.from() == sender;
    if (!sent && !acknowledges) continue;
    const auto bytes = rereads.Options(engine, i);
    const TcpOptions options = bytes ? ParseTcpOptions(*bytes) : TcpOptions();
    direction.At(row, latest_ns);
    if (sent)
      direction.Sent(record, options);
    else
      direction.Acknowledged(record, options);
  }
  return curves;
}

}  // namespace tcpladder
