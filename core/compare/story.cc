#include "core/compare/story.h"

#include <algorithm>

#include "core/analysis/analyses.h"
#include "core/base/sort.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_options.h"
#include "core/net/tcp_segment.h"
#include "core/payload/payload_numbers.h"
#include "core/tcp/verdict.h"

namespace tcpladder {
namespace {

// Less than the least retransmission timeout of usual stacks.
constexpr int64_t kMostOfAProbe = 180'000'000;

bool Repeats(AnalysisSet analysis) {
  return analysis.Has(Analysis::retransmission) || analysis.Has(Analysis::fast_retransmission) ||
         analysis.Has(Analysis::spurious_retransmission);
}

uint8_t LookOf(const SegmentRecord& record) {
  const bool payload = record.length != kNoLength && record.length > 0;
  return static_cast<uint8_t>(
      (record.from() == 1 ? kLookServer : 0) | (record.flags & kSyn ? kLookSyn : 0) |
      (record.flags & kFin ? kLookFin : 0) | (record.flags & kRst ? kLookReset : 0) |
      (payload ? kLookPayload : 0) | (Repeats(AnalysisSet(record.analysis)) ? kLookRepeats : 0));
}

class Teller {
 public:
  Teller(const Engine& engine, const Connection& connection, const Rereads& rereads)
      : engine_(engine),
        connection_(connection),
        rereads_(rereads),
        verdict_(VerdictOf(connection.tracker)),
        numbers_{PayloadNumbers(connection, 0), PayloadNumbers(connection, 1)} {}

  Story Tell() {
    FindReceivedTwice();
    uint32_t row = 0;
    for (uint32_t i = connection_.first_segment; i != kNone; ++row) {
      const SegmentRecord& record = engine_.segments()[i];
      See(record, row, i);
      i = record.next;
    }
    story_.third_row = verdict_.third_row == kNoRow ? kNone : verdict_.third_row;
    story_.completed = story_.third_row != kNone || !story_.steps.empty();
    return std::move(story_);
  }

 private:
  void See(const SegmentRecord& record, uint32_t row, uint32_t segment) {
    const uint8_t from = record.from();
    story_.looks.push_back(LookOf(record));
    if (record.flags & kSyn) SeeSyn(record, row, segment);
    if (record.flags & kRst) {
      SeeReset(record, row);
    } else {
      SeeData(record, row);
      if (record.flags & kFin) SeeFin(record, row);
    }
    if (row == verdict_.third_row) {
      story_.opening.Take(row);
      if (syn_ns_ >= 0) story_.round_trip_ns = std::max<int64_t>(record.time_ns - syn_ns_, 0);
      event_ns_ = record.time_ns;
    }
    Mark(record, row, from);
  }

  void SeeSyn(const SegmentRecord& record, uint32_t row, uint32_t segment) {
    const uint8_t from = record.from();
    Story::Syn& syn = story_.syns[from];
    story_.opening.Take(row);
    if (record.flags & kAck) {
      if (story_.answer == Story::no_answer) {
        story_.answer = Story::syn_ack;
        story_.answer_row = row;
      }
    } else if (from == 0) {
      syn_ns_ = record.time_ns;
    }
    event_ns_ = record.time_ns;
    if (syn.captured) {
      story_.opening_marks.repeated[from].Take(row);
      return;
    }
    syn.captured = true;
    syn.row = row;
    if (connection_.options_known[from]) {
      syn.mss = connection_.mss[from];
      syn.window_scale = std::max(int{connection_.window_shift[from]}, -1);
    }
    const auto options = rereads_.Options(engine_, segment);
    if (!options || record.captured_extent() == CapturedExtent::cut_header) return;
    syn.options_known = true;
    TcpOptionWalk walk(*options);
    for (TcpOption option; walk.Next(option);) {
      if (option.kind > kOption_no_operation) syn.kinds.push_back(option.kind);
    }
    SortStably(syn.kinds);
    syn.kinds.erase(std::unique(syn.kinds.begin(), syn.kinds.end()), syn.kinds.end());
  }

  void SeeReset(const SegmentRecord& record, uint32_t row) {
    const uint8_t from = record.from();
    if (from == 1 && story_.answer == Story::no_answer && story_.syns[0].captured) {
      story_.answer = Story::reset;
      story_.answer_row = row;
    }
    if (story_.reset_rows[from] == kNone) {
      story_.reset_rows[from] = row;
      Close(record, row);
    }
  }

  void SeeFin(const SegmentRecord& record, uint32_t row) {
    const uint8_t from = record.from();
    if (story_.fin_rows[from] != kNone) return;
    story_.fin_rows[from] = row;
    Close(record, row);
    if (story_.fin_rows[1 - from] != kNone && fin_numbers_known_) {
      story_.fins_cross = static_cast<int32_t>(record.ack - fin_number_) <= 0;
    }
    fin_number_ = record.seq + (record.length == kNoLength ? 0 : record.length);
    fin_numbers_known_ = true;
  }

  void Close(const SegmentRecord& record, uint32_t row) {
    if (story_.closing.first == kNone && event_ns_ >= 0) {
      story_.closing_idle_ns = record.time_ns - event_ns_;
    }
    story_.closing.Take(row);
    event_ns_ = record.time_ns;
  }

  void SeeData(const SegmentRecord& record, uint32_t row) {
    const uint8_t from = record.from();
    const int64_t before = numbers_[from].highest();
    const auto first = numbers_[from].Of(record);
    if (!first) return;
    const int64_t behind = *first + record.length;
    const bool known = numbers_[from].known() || known_[from];
    if (known && behind <= before) return;  // nothing new
    known_[from] = true;
    if (Begins(record)) {
      story_.steps.emplace_back();
      story_.steps.back().first_end = from;
    }
    DataStep& step = story_.steps.back();
    step.rows.Take(row);
    // What is missing before it was sent too: lost before the capture, or not captured.
    const int64_t from_number = known ? before : *first;
    step.bytes[from] += static_cast<uint64_t>(std::max<int64_t>(behind - from_number, 0));
    if (event_ns_ >= 0 && record.time_ns - event_ns_ > step.idle_ns) {
      step.idle_ns = record.time_ns - event_ns_;
      step.idle_row = row;
    }
    event_ns_ = record.time_ns;
    last_end_ = from;
  }

  // Data begins a new step if it acknowledges everything that the other end had sent.
  bool Begins(const SegmentRecord& record) {
    if (story_.steps.empty()) return true;
    const uint8_t from = record.from();
    const DataStep& step = story_.steps.back();
    if (step.together()) {
      // A step with data of both ends continues until one end has received all data of the other.
      if (last_end_ == from) return false;
    } else if (step.bytes[from] > 0) {
      return false;
    }
    const uint8_t peer = 1 - from;
    return (record.flags & kAck) && numbers_[peer].OfAck(record.ack) >= numbers_[peer].highest();
  }

  // Finds the sequence numbers that receivers report as received twice (D-SACK, RFC 2883).
  void FindReceivedTwice() {
    for (uint32_t i = connection_.first_segment; i != kNone; i = engine_.segments()[i].next) {
      const SegmentRecord& record = engine_.segments()[i];
      if (!(record.flags & kAck)) continue;
      const auto options = rereads_.Options(engine_, i);
      if (!options) continue;
      const TcpOptions parsed = ParseTcpOptions(*options);
      if (parsed.sack_blocks == 0) continue;
      const SackBlock& block = parsed.sack[0];
      if (Seq(record.ack).Since(Seq(block.right)) < 0) continue;
      twice_[1 - record.from()].push_back(block.left);
    }
    for (auto& numbers : twice_) SortStably(numbers);
  }

  // A tail loss probe (RFC 8985 section 7) of data that has arrived depends on a few milliseconds.
  bool RepeatsByChance(const SegmentRecord& record) const {
    if (event_ns_ < 0 || record.time_ns - event_ns_ > kMostOfAProbe) return false;
    const auto& twice = twice_[record.from()];
    return AnalysisSet(record.analysis).Has(Analysis::spurious_retransmission) ||
           std::binary_search(twice.begin(), twice.end(), record.seq);
  }

  // Events other than data belong to the current step.
  void Mark(const SegmentRecord& record, uint32_t row, uint8_t from) {
    const bool closing = story_.closing.first != kNone;
    StepMarks& marks = closing                ? story_.closing_marks
                       : story_.steps.empty() ? story_.opening_marks
                                              : story_.steps.back().marks;
    const AnalysisSet analysis(record.analysis);
    if (Repeats(analysis) && !(record.flags & kSyn) && !RepeatsByChance(record)) {
      marks.repeated[from].Take(row);
    }
    if (analysis.Has(Analysis::zero_window)) marks.zero_window[from].Take(row);
    if (analysis.Has(Analysis::keep_alive)) marks.keep_alive[from].Take(row);
    if (closing) story_.closing.last = row;
  }

  const Engine& engine_;
  const Connection& connection_;
  const Rereads& rereads_;
  const Verdict verdict_;
  std::array<PayloadNumbers, 2> numbers_;
  std::array<bool, 2> known_{};
  std::array<std::vector<uint32_t>, 2> twice_;  // first numbers that arrived twice, by sender
  Story story_;
  int64_t event_ns_ = -1;  // time of the last segment other than a pure acknowledgment
  int64_t syn_ns_ = -1;
  uint8_t last_end_ = 0;
  uint32_t fin_number_ = 0;
  bool fin_numbers_known_ = false;
};

}  // namespace

Story StoryOf(const Engine& engine, const Connection& connection, const Rereads& rereads) {
  return Teller(engine, connection, rereads).Tell();
}

}  // namespace tcpladder
