#include "core/limits/curves.h"

#include <algorithm>
#include <deque>

#include "core/base/seq.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_options.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {
namespace {

// The data of one end and the acknowledgments of its peer. Sequence numbers are unwrapped to 64
// bits, so that curves of more than 4 GiB continue to rise.
class Direction {
 public:
  Direction(const Tracker& tracker, uint8_t sender, int shift)
      : sender_(sender), shift_(shift), base_known_(tracker.end(sender).iss_known) {
    if (base_known_) base_ = tracker.end(sender).iss;
  }

  void Sent(const SegmentRecord& record, CurvePoint point, std::vector<CurvePoint>& points) {
    const bool data = record.length != 0 && record.length != kNoLength;
    if (!data || (record.flags & kRst)) return;
    const Seq first = Seq(record.seq) + (record.flags & kSyn ? 1U : 0U);
    const int64_t low = Relative(first), high = low + record.length;
    const int64_t resent_to = begun_ ? std::clamp(highest_, low, high) : low;
    if (resent_to > low) {
      Add(points, point, Curve::retransmission, low, resent_to);
      karn_ = std::max(karn_, highest_);
    }
    if (high > resent_to) {
      Add(points, point, Curve::data, resent_to, high);
      outstanding_.push_back({high, point.time_ns});
      if (outstanding_.size() > kMostOutstanding) outstanding_.pop_front();
    }
    highest_ = begun_ ? std::max(highest_, high) : high;
    if (!begun_ && !ack_known_) acked_ = low;
    begun_ = true;
    AddFlight(points, point);
  }

  void Acknowledged(const SegmentRecord& record, const TcpOptions& options, CurvePoint point,
                    std::vector<CurvePoint>& points) {
    if (!base_known_ && !begun_) return;
    const int64_t ack = Relative(Seq(record.ack));
    const int shift = record.flags & kSyn ? 0 : shift_;
    const int64_t edge = ack + (int64_t{record.window} << shift);
    Add(points, point, Curve::ack, ack, ack);
    for (size_t i = 0; i < options.sack_blocks; ++i) {
      const SackBlock& block = options.sack[i];
      const int64_t left = Relative(Seq(block.left));
      const int64_t right = left + Seq(block.right).Since(Seq(block.left));
      if (right > left) Add(points, point, Curve::sack, left, right);
    }
    Add(points, point, Curve::window, edge, edge);
    TakeRoundTrip(ack, point, points);
    acked_ = ack_known_ ? std::max(acked_, ack) : ack;
    ack_known_ = true;
    if (begun_) AddFlight(points, point);
  }

 private:
  static constexpr size_t kMostOutstanding = 65536;
  struct Outstanding {
    int64_t end, time_ns;
  };

  void Add(std::vector<CurvePoint>& points, CurvePoint point, Curve curve, int64_t low,
           int64_t high) const {
    point.sender = sender_;
    point.curve = curve;
    point.low = low;
    point.high = high;
    points.push_back(point);
  }

  void AddFlight(std::vector<CurvePoint>& points, const CurvePoint& point) const {
    const int64_t flight = std::max<int64_t>(highest_ - acked_, 0);
    Add(points, point, Curve::in_flight, flight, flight);
  }

  // The newest segment that is acknowledged completely provides the sample; acknowledgments of
  // older ones may have been delayed until then (RFC 6298 section 3).
  void TakeRoundTrip(int64_t ack, const CurvePoint& point, std::vector<CurvePoint>& points) {
    int64_t sent_ns = -1;
    bool resent = false;
    while (!outstanding_.empty() && outstanding_.front().end <= ack) {
      sent_ns = outstanding_.front().time_ns;
      resent = outstanding_.front().end <= karn_;
      outstanding_.pop_front();
    }
    if (sent_ns < 0 || resent) return;
    const int64_t took_ns = std::max<int64_t>(point.time_ns - sent_ns, 0);
    Add(points, point, Curve::rtt, took_ns, took_ns);
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

  uint8_t sender_;
  int shift_;
  bool base_known_;
  Seq base_;
  int64_t near_ = 0;  // the newest relative number: the next one is within 2^31 of it
  bool begun_ = false, ack_known_ = false;
  int64_t highest_ = 0, acked_ = 0;
  int64_t karn_ = -1;  // retransmitted bytes below this may have been acknowledged
  std::deque<Outstanding> outstanding_;
};

}  // namespace

std::vector<CurvePoint> CurvesOf(const Engine& engine, const Connection& connection,
                                 const Rereads& rereads) {
  // The windows that one end advertises limit the data of the other.
  std::array<Direction, 2> directions{Direction(connection.tracker, 0, connection.WindowShift(1)),
                                      Direction(connection.tracker, 1, connection.WindowShift(0))};
  std::vector<CurvePoint> points;
  int64_t latest_ns = 0;
  uint32_t row = 0;
  for (uint32_t i = connection.first_segment; i != kNone; i = engine.segments()[i].next, ++row) {
    const SegmentRecord& record = engine.segments()[i];
    latest_ns = row == 0 ? record.time_ns : std::max(latest_ns, record.time_ns);
    const CurvePoint point{.time_ns = latest_ns, .row = row};
    const uint8_t from = record.from();
    if ((record.flags & kAck) && !(record.flags & kRst)) {
      const auto bytes = rereads.Options(engine, i);
      directions[1 - from].Acknowledged(record, bytes ? ParseTcpOptions(*bytes) : TcpOptions(),
                                        point, points);
    }
    directions[from].Sent(record, point, points);
  }
  return points;
}

}  // namespace tcpladder
