// The longest time in which nothing moved: no new number sent, none newly acknowledged, no closed
// window opened.
#include "core/analysis/analyses.h"
#include "core/base/seq.h"
#include "core/engine/summary.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {
namespace {

struct Side {
  Seq sent, acked;  // highest numbers sent and acknowledged so far
  bool sent_known = false, acked_known = false;
  bool closed = false;  // its window
};

class StallFinder {
 public:
  explicit StallFinder(const SummarySources& sources) : sources_(sources) {}

  void Find(std::vector<SummaryItem>& items) {
    for (uint32_t row = 0; row < sources_.count(); ++row) Take(row);
    if (longest_ns_ >= kLeastStallNs) items.push_back(stall_);
  }

 private:
  void Take(uint32_t row) {
    const SegmentRecord& record = sources_.At(row);
    const uint8_t from = record.from();
    const std::array<Side, 2> before = sides_;
    const bool acked = Acknowledges(record);
    const bool opened = Opens(record);
    const bool sent = Sends(record);
    const AnalysisSet said(record.analysis);
    if (!sent && !acked && !opened && !(record.flags & kRst)) {
      if (said.Has(Analysis::retransmission)) {
        repeated_by_ = from;
        repeated_ = true;
      }
      return;
    }
    // A silence that a FIN or RST ends is told with the end.
    if (last_ != kNoRow && !(record.flags & (kFin | kRst))) {
      const int64_t gap = record.time_ns - sources_.At(last_).time_ns;
      if (gap > longest_ns_) {
        longest_ns_ = gap;
        const auto [cause, end] = CauseOf(record, before, opened, acked && !sent);
        stall_ = {SummaryItemId::stall, end, {static_cast<int64_t>(cause), last_, row, gap}};
      }
    }
    last_ = row;
    repeated_ = said.Has(Analysis::retransmission) && !sent;
    repeated_by_ = from;
  }

  std::pair<StallCause, uint8_t> CauseOf(const SegmentRecord& record,
                                         const std::array<Side, 2>& before, bool opened,
                                         bool only_acks) const {
    const uint8_t from = record.from();
    if (opened || before[1 - from].closed) {
      return {StallCause::zero_window, opened ? from : static_cast<uint8_t>(1 - from)};
    }
    if (repeated_) return {StallCause::retransmission, repeated_by_};
    const bool answers_syn = (record.flags & kSyn) && (record.flags & kAck);
    if (only_acks || answers_syn) return {StallCause::acknowledgment, from};
    return {StallCause::idle, from};
  }

  bool Sends(const SegmentRecord& record) {
    Side& side = sides_[record.from()];
    const uint32_t length = record.length == kNoLength ? 0 : record.length;
    const uint32_t control = (record.flags & kSyn ? 1U : 0U) + (record.flags & kFin ? 1U : 0U);
    const Seq end = Seq(record.seq) + length + control;
    const AnalysisSet said(record.analysis);
    const bool probe = said.Has(Analysis::keep_alive) || said.Has(Analysis::zero_window_probe);
    if (length + control == 0 || probe || (side.sent_known && end <= side.sent)) return false;
    side.sent = end;
    side.sent_known = true;
    return true;
  }

  bool Acknowledges(const SegmentRecord& record) {
    Side& side = sides_[record.from()];
    const Seq ack(record.ack);
    if (!(record.flags & kAck) || (side.acked_known && ack <= side.acked)) return false;
    const bool first = !side.acked_known;
    side.acked = ack;
    side.acked_known = true;
    return !first || (record.flags & kSyn);
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
  uint32_t last_ = kNoRow;  // the newest row that moved something
  bool repeated_ = false;   // something was sent again since
  uint8_t repeated_by_ = 0;
  int64_t longest_ns_ = 0;
  SummaryItem stall_;
};

}  // namespace

void AddStall(const SummarySources& sources, std::vector<SummaryItem>& items) {
  StallFinder(sources).Find(items);
}

}  // namespace tcpladder
