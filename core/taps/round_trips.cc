#include "core/taps/round_trips.h"

#include <algorithm>

namespace tcpladder {
namespace {

// The unanswered segments of one direction.
class Waiting {
 public:
  void Sent(int64_t begin, int64_t end, int64_t time_ns) {
    if (begin < newest_) {
      repeated_ = std::max(repeated_, end);
      repetition_ = {end, time_ns};
    } else {
      segments_.push_back({end, time_ns});
    }
    newest_ = std::max(newest_, end);
  }

  // The sending times of the last segment that this acknowledges, -1 if none: of a segment sent
  // only once, and of the newest copy of any segment.
  struct Answered {
    int64_t once_ns = -1, newest_ns = -1;
  };
  Answered Answer(int64_t ack) {
    Answered answered;
    while (first_ < segments_.size() && segments_[first_].end <= ack) {
      answered.newest_ns = segments_[first_].time_ns;
      if (segments_[first_].end > repeated_) answered.once_ns = segments_[first_].time_ns;
      ++first_;
    }
    if (answered.newest_ns != -1 && repetition_.end <= ack) {
      answered.newest_ns = std::max(answered.newest_ns, repetition_.time_ns);
    }
    return answered;
  }

 private:
  struct Segment {
    int64_t end, time_ns;
  };

  std::vector<Segment> segments_;  // ends ascend
  size_t first_ = 0;
  Segment repetition_{INT64_MAX, -1};
  int64_t newest_ = INT64_MIN;
  int64_t repeated_ = INT64_MIN;  // everything below may have been sent more than once
};

// `sent_ns` is -1 if nothing was answered.
void Lower(int64_t& least_ns, int64_t sent_ns, int64_t answered_ns) {
  if (sent_ns == -1 || answered_ns < sent_ns) return;
  const int64_t gap = answered_ns - sent_ns;
  least_ns = least_ns < 0 ? gap : std::min(least_ns, gap);
}

}  // namespace

RoundTrips MeasureRoundTrips(const std::vector<Packet>& packets, const Positions& positions,
                             uint8_t file) {
  RoundTrips trips;
  std::array<Waiting, 2> waiting;
  for (size_t i = 0; i < packets.size(); ++i) {
    const Packet& p = packets[i];
    if (p.file != file) continue;
    if (p.flags & kAck) {
      const auto answered = waiting[1 - p.direction].Answer(positions.ack[i]);
      Lower(trips.least_ns[p.direction], answered.once_ns, p.time_ns);
      Lower(trips.shortest_ns[p.direction], answered.newest_ns, p.time_ns);
    }
    if (p.span() != 0 && !(p.flags & kRst)) {
      waiting[p.direction].Sent(positions.seq[i], positions.seq[i] + p.span(), p.time_ns);
    }
  }
  return trips;
}

}  // namespace tcpladder
