#include "core/incidents/incident_cases.h"

#include <algorithm>
#include <array>

#include "core/analysis/analyses.h"
#include "core/base/seq.h"
#include "core/engine/outcome.h"
#include "core/engine/unacknowledged.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {
namespace {

// After this time a SYN is retransmitted (RFC 6298 section 2.1); until then an answer may come.
constexpr int64_t kFirstTimeoutNs = 1'000'000'000;

bool IsSignOfLife(AnalysisSet said) {
  return said.Has(Analysis::keep_alive) || said.Has(Analysis::keep_alive_ack);
}

class Cases {
 public:
  Cases(const SummarySources& sources, uint32_t connection, std::vector<IncidentCase>& cases)
      : sources_(sources), connection_(connection), cases_(cases) {}

  void Unacknowledged() {
    // Fast path: most connections have no retransmissions.
    if (!Analysed(Analysis::retransmission)) return;
    for (const uint8_t sender : {uint8_t{0}, uint8_t{1}}) {
      const auto found = UnacknowledgedOf(sources_, sender);
      if (!found) continue;
      if (found->black_hole) {
        Add({.kind = IncidentKind::black_hole,
             .end = 1,
             .with_port = true,
             .row = found->row,
             .times = found->sends,
             .ns = found->duration_ns,
             .length = found->length,
             .smaller = found->smaller});
      } else if (found->silent) {
        Add({.kind = IncidentKind::peer_silent,
             .end = static_cast<uint8_t>(1 - sender),
             .with_port = sender == 0,
             .row = found->row,
             .times = found->sends - 1,
             .ns = found->duration_ns});
      }
    }
  }

  void IdleReset() {
    const Verdict& verdict = sources_.verdict;
    const uint32_t reset = verdict.reset_row;
    if (reset == kNoRow || reset == 0 || reset >= sources_.count()) return;
    const uint8_t end = sources_.At(reset).from();
    // If a FIN precedes the reset, the idle time before the FIN is not that of the reset.
    if (std::min(verdict.fin_rows[0], verdict.fin_rows[1]) < reset) return;
    int64_t idle_ns = 0;
    int64_t since_ns = sources_.At(0).time_ns;
    for (uint32_t row = 1; row <= reset; ++row) {
      const SegmentRecord& record = sources_.At(row);
      if (row != reset && IsSignOfLife(AnalysisSet(record.analysis))) continue;
      idle_ns = std::max(idle_ns, record.time_ns - since_ns);
      since_ns = record.time_ns;
      // The measurement starts again with each segment of the end that resets.
      if (row != reset && record.from() == end) idle_ns = 0;
    }
    if (idle_ns < Incidents::kLeastIdleNs) return;
    Add({.kind = IncidentKind::idle_reset, .end = end, .row = reset, .times = 1, .ns = idle_ns});
  }

  void NoAnswer() {
    const Outcome outcome = VerdictOf(sources_.engine, connection_).outcome;
    if (outcome != Outcome::no_answer && outcome != Outcome::unreachable) return;
    const int64_t start_ns = sources_.At(0).time_ns;
    if (sources_.engine.totals().duration_ns - start_ns < kFirstTimeoutNs) return;
    Add({.kind = IncidentKind::no_answer,
         .times = static_cast<uint32_t>(sources_.count()),
         .ns = sources_.connection.latest_ns - start_ns});
  }

  void CloseWait() {
    for (const uint8_t end : {uint8_t{0}, uint8_t{1}}) {
      const EndState now = sources_.connection.tracker.end(end).now;
      const uint32_t acked = sources_.verdict.fin_acked_rows[1 - end];
      if (now.state != State::close_wait || acked >= sources_.count()) continue;
      // The application may have closed: its FIN waits until outstanding data is acknowledged.
      if (HasUnacknowledged(end)) continue;
      // An end that still sends is active, and the other end may have closed only its own
      // direction.
      int64_t since_ns = sources_.At(acked).time_ns;
      for (uint32_t row = acked; row < sources_.count(); ++row) {
        const SegmentRecord& record = sources_.At(row);
        const bool sends = record.from() == end && record.length != 0;
        if (sends) since_ns = std::max(since_ns, record.time_ns);
      }
      const int64_t left_ns = sources_.engine.totals().duration_ns - since_ns;
      if (left_ns < Incidents::kLeastCloseWaitNs) continue;
      Add({.kind = IncidentKind::close_wait,
           .end = end,
           .with_port = end == 1,
           .row = acked,
           .times = 1,
           .ns = left_ns});
    }
  }

  void ZeroWindow() {
    if (!Analysed(Analysis::zero_window)) return;
    std::array<IncidentCase, 2> closed;
    std::array<int64_t, 2> since_ns{-1, -1};
    for (uint32_t row = 0; row < sources_.count(); ++row) {
      const SegmentRecord& record = sources_.At(row);
      const uint8_t end = record.from();
      if (record.flags & (kRst | kSyn | kFin)) continue;
      if (since_ns[end] >= 0) {
        closed[end].ns += std::max<int64_t>(record.time_ns - since_ns[end], 0);
        since_ns[end] = record.time_ns;
      }
      if (record.window != 0) {
        since_ns[end] = -1;
      } else if (since_ns[end] < 0) {
        since_ns[end] = record.time_ns;
        if (closed[end].times++ == 0) closed[end].row = row;
      }
    }
    for (const uint8_t end : {uint8_t{0}, uint8_t{1}}) {
      if (closed[end].times == 0) continue;
      closed[end].kind = IncidentKind::zero_window;
      closed[end].end = end;
      Add(closed[end]);
    }
  }

  void Timer(const std::vector<Stall>& stalls) {
    IncidentCase waits{.kind = IncidentKind::timer, .end = 1, .with_port = true};
    for (const Stall& stall : stalls) {
      if (stall.cause != StallCause::retransmission) continue;
      if (waits.times++ == 0) waits.row = stall.until_row;
      waits.ns += stall.duration_ns;
    }
    if (waits.times > 0) Add(waits);
  }

  void Retransmission() {
    const auto& counts = sources_.connection.retransmissions;
    const Opening opening = sources_.verdict.opening;
    // Connections without an answer are a different incident.
    if (opening == Opening::unanswered || counts[0] + counts[1] == 0) return;
    uint32_t row = 0;
    while (row < sources_.count() &&
           !AnalysisSet(sources_.At(row).analysis).Has(Analysis::retransmission)) {
      ++row;
    }
    Add({.kind = IncidentKind::retransmission,
         .end = 1,
         .with_port = true,
         .row = std::min(row, static_cast<uint32_t>(sources_.count() - 1)),
         .times = counts[0] + counts[1]});
  }

 private:
  // Whether data of `end` is not acknowledged when the capture ends.
  bool HasUnacknowledged(uint8_t end) const {
    Seq sent, acked;
    bool sent_known = false, acked_known = false;
    for (uint32_t row = 0; row < sources_.count(); ++row) {
      const SegmentRecord& record = sources_.At(row);
      if (record.from() != end) {
        if (!(record.flags & kAck) || (record.flags & kRst)) continue;
        if (!acked_known || Seq(record.ack) > acked) acked = Seq(record.ack);
        acked_known = true;
      } else if (record.length != 0 && record.length != kNoLength) {
        const Seq last = Seq(record.seq) + record.length;
        if (!sent_known || last > sent) sent = last;
        sent_known = true;
      }
    }
    return sent_known && (!acked_known || acked < sent);
  }

  bool Analysed(Analysis analysis) const {
    return AnalysisSet(sources_.connection.analyses).Has(analysis);
  }

  void Add(IncidentCase one) {
    one.connection = connection_;
    cases_.push_back(one);
  }

  const SummarySources& sources_;
  uint32_t connection_;
  std::vector<IncidentCase>& cases_;
};

}  // namespace

void AddCases(const SummarySources& sources, uint32_t connection, const std::vector<Stall>& stalls,
              std::vector<IncidentCase>& cases) {
  if (sources.count() == 0) return;
  Cases all(sources, connection, cases);
  all.Unacknowledged();
  all.IdleReset();
  all.NoAnswer();
  all.CloseWait();
  all.ZeroWindow();
  all.Timer(stalls);
  all.Retransmission();
}

}  // namespace tcpladder
