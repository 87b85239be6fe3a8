#include "core/limits/send_gaps.h"

#include <algorithm>
#include <array>
#include <deque>

#include "core/analysis/analyses.h"
#include "core/base/seq.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {
namespace {

bool HasData(const SegmentRecord& record) {
  return record.length != 0 && record.length != kNoLength;
}

// Follows the data of one direction and its acknowledgments.
class Follower {
 public:
  Follower(const Connection& connection, uint8_t sender, uint32_t full)
      : full_(full),
        shift_(connection.WindowShift(1 - sender)),
        scale_known_(connection.options_known[1 - sender]) {}

  void Acknowledged(const SegmentRecord& record, int64_t arrives_ns) {
    const Seq ack(record.ack);
    acked_ = true;
    const uint32_t window = uint32_t{record.window} << (record.flags & kSyn ? 0 : shift_);
    if (!ack_known_) {
      una_ = ack;
      ack_known_ = true;
      TakeEdge(ack + window, record);
    }
    if (ack > una_) {
      una_ = ack;
      TakeRoundTrip(arrives_ns);
      suspected_ = kNothing;
      if (repairing_ && una_ >= repaired_at_) repairing_ = false;
      NoteAck(record, arrives_ns);
    } else if (ack == una_ && begun_ && highest_ > una_ && !HasData(record) &&
               AnalysisSet(record.analysis).Has(Analysis::duplicate_ack)) {
      if (suspected_ == kNothing) suspected_ = gaps_.size();
    } else if (HasData(record)) {
      NoteAck(record, arrives_ns);
    }
    if (ack >= una_) TakeEdge(ack + window, record);
  }

  void Sent(const SegmentRecord& record) {
    const Seq seq(record.seq), end = seq + record.length;
    const bool repeats = begun_ && end <= highest_;
    // Neither a keep-alive probe nor a window probe is part of loss recovery. A byte that is not
    // acknowledged yet is sent again because it was lost, even if it looks like a keep-alive probe.
    const bool probes = repeats && ack_known_ && edge_known_ && highest_ >= edge_;
    const bool lost = repeats && acked_ && end > una_ && !probes;
    if (AnalysisSet(record.analysis).Has(Analysis::keep_alive) && !lost) return;
    if (repeats && !probes) Repair();
    if (begun_) Close(record, repeats);
    if (!begun_ || end > highest_) highest_ = end;
    if (!ack_known_) {
      una_ = seq;
      ack_known_ = true;
      edge_ = seq;
      edge_known_ = false;
    }
    begun_ = true;
    if (!repeats) {
      outstanding_.push_back({end, record.time_ns});
      if (outstanding_.size() > kMostOutstanding) outstanding_.pop_front();
    }
    open_ = {.from_ns = record.time_ns,
             .flight = highest_.Since(una_),
             .room = edge_known_ ? edge_.Since(highest_) : kUnknownWindow,
             .window = edge_known_ ? edge_.Since(una_) : kUnknownWindow,
             .after_short = IsShort(record.length),
             .repairing = repairing_};
    ack_in_gap_ns_ = -1;
  }

  std::vector<SendGap> Take() { return std::move(gaps_); }

 private:
  static constexpr size_t kNothing = SIZE_MAX;
  static constexpr size_t kMostOutstanding = 4096;
  struct Outstanding {
    Seq end;
    int64_t time_ns;
  };

  // A window is meaningless without its scale, which is in the SYN (RFC 7323 section 2.2). A zero
  // window is zero in any scale.
  void TakeEdge(Seq edge, const SegmentRecord& record) {
    edge_ = edge;
    if (!scale_known_) edge_known_ = record.window == 0;
  }

  bool IsShort(uint32_t length) const {
    return length > full_ ? length % full_ != 0 : length < full_;
  }

  void NoteAck(const SegmentRecord& record, int64_t arrives_ns) {
    ack_in_gap_ns_ = arrives_ns;
    ack_had_data_ = HasData(record);
  }

  void TakeRoundTrip(int64_t arrives_ns) {
    while (!outstanding_.empty() && outstanding_.front().end <= una_) {
      const Outstanding sent = outstanding_.front();
      outstanding_.pop_front();
      // For retransmitted bytes, it is unknown which copy was acknowledged (RFC 6298 section 3).
      if (sent.end != una_ || (resent_known_ && sent.end <= resent_until_)) continue;
      samples_[next_sample_++ % samples_.size()] = std::max<int64_t>(arrives_ns - sent.time_ns, 1);
    }
  }

  int64_t RoundTrip() const {
    const size_t count = std::min(next_sample_, samples_.size());
    return count == 0 ? 0 : *std::min_element(samples_.begin(), samples_.begin() + count);
  }

  // Everything sent after the first duplicate ACK was also sent during the recovery.
  void Repair() {
    if (!repairing_) {
      repairing_ = true;
      repaired_at_ = highest_;
    }
    resent_until_ = highest_;
    resent_known_ = true;
    for (size_t i = suspected_; i < gaps_.size(); ++i) gaps_[i].repairing = true;
    suspected_ = kNothing;
  }

  void Close(const SegmentRecord& record, bool repeats) {
    SendGap gap = open_;
    gap.to_ns = record.time_ns;
    gap.round_trip_ns = RoundTrip();
    gap.since_ack_ns =
        ack_in_gap_ns_ < 0 ? -1 : std::max<int64_t>(record.time_ns - ack_in_gap_ns_, 0);
    gap.ack_had_data = ack_in_gap_ns_ >= 0 && ack_had_data_;
    gap.before_short = IsShort(record.length);
    gap.all_acked = una_ >= highest_;
    gap.repairing = gap.repairing || repairing_;
    gap.resends = repeats;
    gaps_.push_back(gap);
  }

  uint32_t full_;
  int shift_;
  bool scale_known_;
  Seq una_, highest_, edge_, repaired_at_, resent_until_;
  bool begun_ = false, ack_known_ = false, edge_known_ = true;
  bool acked_ = false;  // an acknowledgment was captured
  bool repairing_ = false, resent_known_ = false;
  size_t suspected_ = kNothing;  // first gap after a duplicate acknowledgment
  std::deque<Outstanding> outstanding_;
  std::array<int64_t, 4> samples_{};
  size_t next_sample_ = 0;
  int64_t ack_in_gap_ns_ = -1;
  bool ack_had_data_ = false;
  SendGap open_;
  std::vector<SendGap> gaps_;
};

}  // namespace

uint32_t FullSegmentOf(const Engine& engine, const Connection& connection, uint8_t sender) {
  uint32_t most = 1, options = 0;
  for (uint32_t i = connection.first_segment; i != kNone; i = engine.segments()[i].next) {
    const SegmentRecord& record = engine.segments()[i];
    if (record.from() != sender || !HasData(record)) continue;
    constexpr uint32_t kFixedWords = 5;
    if (record.length > most) {
      most = record.length;
      options = record.data_offset > kFixedWords ? (record.data_offset - kFixedWords) * 4U : 0;
    }
  }
  const uint32_t mss = connection.mss[1 - sender];
  return mss > options ? mss - options : most;
}

std::vector<SendGap> SendGapsOf(const Engine& engine, const Connection& connection, uint8_t sender,
                                const PathTimes& times) {
  // This is measured only once and includes the sender's own delay, so it may be a little too long.
  const int64_t later_ns =
      std::max<int64_t>(times.to_sender_ns - times.to_sender_ns / 32 - 100'000, 0);
  Follower follower(connection, sender, FullSegmentOf(engine, connection, sender));
  uint32_t ack = connection.first_segment;
  const auto& segments = engine.segments();
  const auto next_ack = [&](uint32_t i) {
    while (i != kNone && (segments[i].from() == sender || !(segments[i].flags & kAck))) {
      i = segments[i].next;
    }
    return i;
  };
  ack = next_ack(ack);
  for (uint32_t i = connection.first_segment; i != kNone; i = segments[i].next) {
    const SegmentRecord& record = segments[i];
    if (record.from() != sender || !HasData(record)) continue;
    while (ack != kNone && segments[ack].time_ns + later_ns <= record.time_ns) {
      follower.Acknowledged(segments[ack], segments[ack].time_ns + later_ns);
      ack = next_ack(segments[ack].next);
    }
    follower.Sent(record);
  }
  return follower.Take();
}

}  // namespace tcpladder
