#include "core/engine/unacknowledged.h"

#include <algorithm>

#include "core/analysis/analyses.h"
#include "core/base/seq.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {
namespace {

// The options of every segment, and what a sender leaves unused below the MSS.
constexpr uint32_t kBelowMss = 60;
// Minimum length of a full-size segment if the peer's MSS was not captured.
constexpr uint32_t kUsualFullSize = 1200;

// The highest number that the peer of `sender` acknowledges.
std::optional<Seq> AcknowledgedOf(const SummarySources& sources, uint8_t sender) {
  std::optional<Seq> acked;
  for (size_t row = 0; row < sources.count(); ++row) {
    const SegmentRecord& record = sources.At(row);
    if (record.from() == sender || !(record.flags & kAck) || (record.flags & kRst)) continue;
    if (!acked || Seq(record.ack) > *acked) acked = Seq(record.ack);
  }
  return acked;
}

// Whether the record is data rather than a keep-alive or zero window probe.
bool CarriesData(const SegmentRecord& record) {
  const AnalysisSet said(record.analysis);
  return record.length > 1 && record.length != kNoLength && !(record.flags & kSyn) &&
         !said.Has(Analysis::keep_alive) && !said.Has(Analysis::zero_window_probe);
}

class Finder {
 public:
  Finder(const SummarySources& sources, uint8_t sender, Seq acked)
      : sources_(sources), sender_(sender), acked_(acked) {}

  void Take(uint32_t row) {
    const SegmentRecord& record = sources_.At(row);
    if (record.from() != sender_) {
      TakeAnswer(record);
    } else if (CarriesData(record)) {
      TakeData(record, row);
    }
  }

  std::optional<Unacknowledged> Result() {
    if (found_.sends < kLeastSends || closed_) return std::nullopt;
    const uint32_t mss = sources_.connection.mss[1 - sender_];
    const bool full = mss == 0 ? found_.length >= kUsualFullSize : found_.length + kBelowMss >= mss;
    found_.duration_ns = sources_.At(found_.last_row).time_ns - sources_.At(found_.row).time_ns;
    found_.black_hole = full && answers_ && found_.length > found_.smaller;
    found_.silent = !answers_late_;
    return found_;
  }

 private:
  void TakeAnswer(const SegmentRecord& record) {
    if (record.flags & (kRst | kSyn)) return;
    closed_ = record.window == 0;
    if (found_.sends == 0) return;
    // A shorter segment that arrives after the missing one causes a duplicate ACK.
    const bool asks = AnalysisSet(record.analysis).Has(Analysis::duplicate_ack) && shorter_;
    answers_late_ |= found_.sends >= 2;
    answers_ |= found_.sends >= 2 || asks;
  }

  void TakeData(const SegmentRecord& record, uint32_t row) {
    const Seq seq(record.seq), end = seq + record.length;
    if (end <= acked_) {
      found_.smaller = std::max(found_.smaller, record.length);
    } else if (seq <= acked_) {
      if (found_.sends == 0) {
        found_.row = row;
      } else if (SummarySources::IsCopy(record.time_ns - sources_.At(found_.last_row).time_ns)) {
        return;
      }
      found_.length = found_.sends == 0 ? record.length : std::min(found_.length, record.length);
      found_.last_row = row;
      ++found_.sends;
    } else {
      shorter_ |= record.length < found_.length;
    }
  }

  const SummarySources& sources_;
  uint8_t sender_;
  Seq acked_;
  Unacknowledged found_;
  bool closed_ = false;        // the peer's window
  bool shorter_ = false;       // a shorter segment was sent after it
  bool answers_ = false;       // the peer answers, and receives short segments
  bool answers_late_ = false;  // the peer sends something after the second transmission
};

}  // namespace

std::optional<Unacknowledged> UnacknowledgedOf(const SummarySources& sources, uint8_t sender) {
  const auto acked = AcknowledgedOf(sources, sender);
  if (!acked) return std::nullopt;
  Finder finder(sources, sender, *acked);
  for (uint32_t row = 0; row < sources.count(); ++row) finder.Take(row);
  return finder.Result();
}

void AddUnacknowledged(const SummarySources& sources, std::vector<SummaryItem>& items) {
  for (const uint8_t end : {uint8_t{0}, uint8_t{1}}) {
    const auto found = UnacknowledgedOf(sources, end);
    if (!found) continue;
    if (found->black_hole) {
      items.push_back({SummaryItemId::never_arrives,
                       end,
                       {found->row, found->sends, found->length, found->smaller}});
    } else if (found->silent) {
      items.push_back({SummaryItemId::falls_silent,
                       end,
                       {found->row, found->sends, found->last_row, found->duration_ns}});
    }
  }
}

}  // namespace tcpladder
