// Which end retransmitted, and how long it waited each time (RFC 6298 section 5.5: twice as long).
#include <algorithm>

#include "core/engine/probes.h"
#include "core/engine/summary.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {
namespace {

using Run = std::vector<uint32_t>;  // rows: the first transmission, then each retransmission

class RetryFinder {
 public:
  explicit RetryFinder(const SummarySources& sources)
      : sources_(sources), probes_(sources.verdict) {}

  void Find(std::vector<SummaryItem>& items) {
    for (uint32_t row = 0; row < sources_.count(); ++row) Take(row);
    for (uint8_t end = 0; end < 2; ++end) {
      Ended(end, RetryKind::keep_alive);
      Ended(end, RetryKind::window_probe);
      Ended(end, RetryKind::data);
    }
    for (size_t kind = 0; kind < kKinds; ++kind) {
      for (uint8_t end = 0; end < 2; ++end) {
        Tell(static_cast<RetryKind>(kind), end, best_[kind][end], items);
      }
    }
  }

 private:
  static constexpr size_t kKinds = static_cast<size_t>(RetryKind::window_probe) + 1;

  Run& Current(RetryKind kind, uint8_t end) { return current_[static_cast<size_t>(kind)][end]; }
  Run& Best(RetryKind kind, uint8_t end) { return best_[static_cast<size_t>(kind)][end]; }

  void Ended(uint8_t end, RetryKind kind) {
    Run& current = Current(kind, end);
    if (current.size() > Best(kind, end).size()) Best(kind, end) = current;
    current.clear();
  }

  void Append(Run& run, uint32_t row) {
    const bool copy = !run.empty() && SummarySources::IsCopy(sources_.At(row).time_ns -
                                                             sources_.At(run.back()).time_ns);
    if (!copy && run.size() <= kMaxRetriesTold) run.push_back(row);
  }

  void Take(uint32_t row) {
    const SegmentRecord& record = sources_.At(row);
    const uint8_t end = record.from(), peer = 1 - end;
    const Probe probe = probes_.Take(record, row);
    const bool answers = record.flags & kAck;
    if ((record.flags & kRst) || sources_.IsForeign(record)) return;
    if (record.flags & kSyn) {
      TakeSame(answers ? RetryKind::syn_ack : RetryKind::syn, row);
      return;
    }
    // Any segment of the other end, even an answer, ends its run of unanswered probes.
    Ended(peer, RetryKind::keep_alive);
    if (probe == Probe::window) {
      Append(Current(RetryKind::window_probe, end), row);
    } else if (probe == Probe::keep_alive) {
      Append(Current(RetryKind::keep_alive, end), row);
    } else if (record.flags & kFin) {
      TakeSame(RetryKind::fin, row);
    } else if (record.length > 0 && record.length != kNoLength) {
      TakeData(row, end);
    }
    if (record.window != 0) Ended(peer, RetryKind::window_probe);
  }

  // One run for the whole connection.
  void TakeSame(RetryKind kind, uint32_t row) {
    Run& run = Best(kind, sources_.At(row).from());
    const bool same = run.empty() || sources_.At(run.front()).seq == sources_.At(row).seq;
    if (same) Append(run, row);
  }

  void TakeData(uint32_t row, uint8_t end) {
    Run& run = Current(RetryKind::data, end);
    if (!run.empty() && sources_.At(run.front()).seq != sources_.At(row).seq) {
      Ended(end, RetryKind::data);
    }
    Append(Current(RetryKind::data, end), row);
  }

  // Probes are all alike, so the first of them counts too.
  void Tell(RetryKind kind, uint8_t end, const Run& run, std::vector<SummaryItem>& items) {
    if (run.size() < 2) return;
    const bool probes = kind == RetryKind::keep_alive || kind == RetryKind::window_probe;
    for (size_t i = probes ? 0 : 1; i < run.size(); ++i) {
      const uint32_t before = i > 0 ? run[i - 1] : std::max(run[0], 1U) - 1;
      const int64_t after_ns = sources_.At(run[i]).time_ns - sources_.At(before).time_ns;
      items.push_back(
          {SummaryItemId::retry, end, {static_cast<int64_t>(kind), run[i], after_ns, run[0]}});
    }
  }

  const SummarySources& sources_;
  std::array<std::array<Run, 2>, kKinds> current_, best_;
  ProbeFinder probes_;
};

}  // namespace

void AddRetries(const SummarySources& sources, std::vector<SummaryItem>& items) {
  RetryFinder(sources).Find(items);
}

}  // namespace tcpladder
