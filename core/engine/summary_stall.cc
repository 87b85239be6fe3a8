// The times without progress: no new number is sent, none is newly acknowledged, no zero window is
// opened.
#include <algorithm>
#include <array>

#include "core/analysis/analyses.h"
#include "core/base/seq.h"
#include "core/engine/summary.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {
namespace {

struct Side {
  Seq first;        // lowest sent number that was captured
  Seq sent, acked;  // highest numbers sent and acknowledged so far
  bool sent_known = false, acked_known = false;
  bool closed = false;  // its window
};

// The longest delay of an acknowledgment that is attributed to its host, including its travel time.
constexpr int64_t kLatestAckNs = 1'000'000'000;

class StallFinder {
 public:
  explicit StallFinder(const SummarySources& sources) : sources_(sources) {}

  std::vector<Stall> Find() {
    for (uint32_t row = 0; row < sources_.count(); ++row) Take(row);
    return std::move(stalls_);
  }

 private:
  void Take(uint32_t row) {
    const SegmentRecord& record = sources_.At(row);
    if (sources_.IsForeign(record)) return;
    const uint8_t from = record.from();
    const std::array<Side, 2> before = sides_;
    const bool acked = Acknowledges(record, before[1 - from]);
    const bool opened = Opens(record);
    const bool sent = Sends(record);
    const AnalysisSet said(record.analysis);
    if (!sent && !acked && !opened && !(record.flags & kRst)) {
      if (said.Has(Analysis::retransmission)) {
        repeated_by_ = from;
        repeated_ = true;
      }
      doubtful_ |= IsDoubtful(said);
      return;
    }
    // The idle time before a FIN or RST is reported with that segment.
    if (last_ != kNoRow && !(record.flags & (kFin | kRst))) {
      const int64_t gap = record.time_ns - sources_.At(last_).time_ns;
      if (gap >= kLeastStallNs) {
        doubtful_ |= IsDoubtful(said);
        const auto [cause, end] = CauseOf(record, before, {opened, acked && !sent, gap});
        stalls_.push_back({cause, end, last_, row, gap});
      }
    }
    last_ = row;
    repeated_ = said.Has(Analysis::retransmission) && !sent;
    repeated_by_ = from;
    doubtful_ = IsDoubtful(said);
  }

  // Something was lost or not captured, so neither end can be named as the cause of the idle time.
  static bool IsDoubtful(AnalysisSet said) {
    return said.Has(Analysis::lost_segment) || said.Has(Analysis::ack_lost_segment) ||
           said.Has(Analysis::duplicate_ack) || said.Has(Analysis::fast_retransmission) ||
           said.Has(Analysis::out_of_order);
  }

  // The segment that ends an idle time.
  struct Move {
    bool opened, only_acks;
    int64_t after_ns;
  };

  std::pair<StallCause, uint8_t> CauseOf(const SegmentRecord& record,
                                         const std::array<Side, 2>& before, Move move) const {
    const uint8_t from = record.from(), peer = 1 - from;
    if (move.opened || before[peer].closed) {
      return {StallCause::zero_window, move.opened ? from : peer};
    }
    const auto waits = [&](uint8_t end) { return Awaits(before[end], before[1 - end]); };
    const bool both_seen =
        sources_.connection.segments[0] > 0 && sources_.connection.segments[1] > 0;
    if (doubtful_ || !both_seen) return {StallCause::untold, from};
    if (repeated_) return {StallCause::retransmission, repeated_by_};
    const bool answers_syn = (record.flags & kSyn) && (record.flags & kAck);
    if (move.only_acks || answers_syn) return {StallCause::acknowledgment, from};
    // A request is acknowledged within half a second (RFC 9293 section 3.8.6.3). If there is no ACK
    // by then, it was not captured.
    if (waits(peer) && !waits(from) && move.after_ns < kLatestAckNs) {
      return {StallCause::acknowledgment, from};
    }
    // A sender that waits for acknowledgments, or has just received them, may have more to send.
    const bool may_wait = waits(from) || waits(peer) || move.after_ns < WayTo(from) + kLeastStallNs;
    return {may_wait ? StallCause::untold : StallCause::idle, from};
  }

  // Whether data of `side` is not acknowledged by `other`, as far as seen.
  static bool Awaits(const Side& side, const Side& other) {
    return side.sent_known && (!other.acked_known || other.acked < side.sent);
  }

  // How long a segment takes from the place of capture to `end` and its answer back: the time
  // measured in the handshake, otherwise a typical long time.
  int64_t WayTo(uint8_t end) const {
    constexpr int64_t kLongWayNs = 800'000'000;
    const auto [syn, syn_ack] = sources_.verdict.syn_rows;
    const uint32_t third = sources_.verdict.third_row;
    if (syn == kNoRow || syn_ack == kNoRow || syn > syn_ack) return kLongWayNs;
    if (end == 1) return sources_.At(syn_ack).time_ns - sources_.At(syn).time_ns;
    if (third == kNoRow || third < syn_ack) return kLongWayNs;
    return sources_.At(third).time_ns - sources_.At(syn_ack).time_ns;
  }

  bool Sends(const SegmentRecord& record) {
    Side& side = sides_[record.from()];
    const uint32_t length = record.length == kNoLength ? 0 : record.length;
    const uint32_t control = (record.flags & kSyn ? 1U : 0U) + (record.flags & kFin ? 1U : 0U);
    const Seq end = Seq(record.seq) + length + control;
    const AnalysisSet said(record.analysis);
    const bool probe = said.Has(Analysis::keep_alive) || said.Has(Analysis::zero_window_probe);
    if (length + control == 0 || probe || (side.sent_known && end <= side.sent)) return false;
    if (!side.sent_known) side.first = Seq(record.seq);
    side.sent = end;
    side.sent_known = true;
    return true;
  }

  // Call before `peer` is updated with this segment.
  bool Acknowledges(const SegmentRecord& record, const Side& peer) {
    Side& side = sides_[record.from()];
    const Seq ack(record.ack);
    if (!(record.flags & kAck) || (side.acked_known && ack <= side.acked)) return false;
    const bool first = !side.acked_known;
    side.acked = ack;
    side.acked_known = true;
    return !first || (record.flags & kSyn) || (peer.sent_known && ack > peer.first);
  }

  bool Opens(const SegmentRecord& record) {
    if (record.flags & (kSyn | kRst)) return false;
    Side& side = sides_[record.from()];
    const bool opened = side.closed && record.window != 0;
    side.closed = record.window == 0;
    return opened;
  }

  const SummarySources& sources_;
  std::array<Side, 2> sides_;
  uint32_t last_ = kNoRow;  // the newest row that made progress
  bool repeated_ = false;   // something was retransmitted since
  uint8_t repeated_by_ = 0;
  bool doubtful_ = false;  // see IsDoubtful(), since then
  std::vector<Stall> stalls_;
};

// The sum of stalls by cause and end.
struct StallSum {
  uint32_t count = 0, longest_row = 0;
  int64_t total_ns = 0, longest_ns = 0;
};

}  // namespace

std::vector<Stall> StallsOf(const SummarySources& sources) { return StallFinder(sources).Find(); }

void AddStall(const SummarySources& sources, std::vector<SummaryItem>& items) {
  const std::vector<Stall> stalls = StallsOf(sources);
  const Stall* longest = nullptr;
  constexpr size_t kSummed = 2;  // causes that are summed: the first ones of stall_causes.def
  std::array<std::array<StallSum, 2>, kSummed> sums{};
  for (const Stall& stall : stalls) {
    if (!longest || stall.duration_ns > longest->duration_ns) longest = &stall;
    const auto cause = static_cast<size_t>(stall.cause);
    if (cause >= kSummed) continue;
    StallSum& sum = sums[cause][stall.end];
    ++sum.count;
    sum.total_ns += stall.duration_ns;
    if (stall.duration_ns <= sum.longest_ns) continue;
    sum.longest_ns = stall.duration_ns;
    sum.longest_row = stall.until_row;
  }
  if (!longest) return;
  items.push_back({SummaryItemId::stall,
                   longest->end,
                   {static_cast<int64_t>(longest->cause), longest->from_row, longest->until_row,
                    longest->duration_ns}});
  for (size_t cause = 0; cause < kSummed; ++cause) {
    for (uint8_t end = 0; end < 2; ++end) {
      const StallSum& sum = sums[cause][end];
      if (sum.count == 0) continue;
      items.push_back({SummaryItemId::stalls,
                       end,
                       {static_cast<int64_t>(cause), sum.count, sum.total_ns, sum.longest_row}});
    }
  }
}

}  // namespace tcpladder
