#include "core/resets/reset_table.h"

#include <algorithm>
#include <array>

#include "core/analysis/analyses.h"
#include "core/engine/reread.h"
#include "core/net/tcp_flags.h"
#include "core/resets/host_pairs.h"
#include "core/resets/reset_judgment.h"

namespace tcpladder {
namespace {

constexpr std::array<int64_t,
                     []() {
                       size_t count = 0;
#define IDLE_TIMER(id, seconds) ++count;
#include "core/resets/idle_timers.def"
#undef IDLE_TIMER
                       return count;
                     }()>
    kIdleTimers{
#define IDLE_TIMER(id, seconds) seconds,
#include "core/resets/idle_timers.def"
#undef IDLE_TIMER
    };

bool IsSignOfLife(const SegmentRecord& record) {
  const AnalysisSet analysis(record.analysis);
  return analysis.Has(Analysis::keep_alive) || analysis.Has(Analysis::keep_alive_ack);
}

// For each row in `wanted` (ascending), the longest idle time since its end last sent a segment,
// because a reset may answer the segment that ended the idle time. Keep-alives and other resets are
// ignored.
std::vector<int64_t> IdleBefore(const Engine& engine, const Connection& connection,
                                std::span<const ResetJudgment> wanted) {
  std::vector<int64_t> idle;
  std::array<int64_t, 2> longest_ns{};
  int64_t last_ns = -1;
  uint32_t row = 0;
  for (uint32_t i = connection.first_segment; i != kNone && idle.size() < wanted.size();
       i = engine.segments()[i].next, ++row) {
    const SegmentRecord& record = engine.segments()[i];
    const int64_t gap_ns = last_ns < 0 ? 0 : record.time_ns - last_ns;
    for (int64_t& longest : longest_ns) longest = std::max(longest, gap_ns);
    if (row == wanted[idle.size()].row) idle.push_back(longest_ns[record.from()]);
    if (IsSignOfLife(record)) continue;
    if (!(record.flags & kRst)) longest_ns[record.from()] = 0;
    last_ns = record.time_ns;
  }
  idle.resize(wanted.size());
  return idle;
}

// The rows of one connection.
std::vector<const SegmentRecord*> RowsOf(const Engine& engine, const Connection& connection) {
  std::vector<const SegmentRecord*> rows;
  for (uint32_t i = connection.first_segment; i != kNone; i = engine.segments()[i].next) {
    rows.push_back(&engine.segments()[i]);
  }
  return rows;
}

uint32_t StateOf(const SegmentRecord& record, uint8_t end) {
  return end == 0 ? record.client_state : record.server_state;
}

// The tracker takes each segment to be sent by the end whose address it bears. Where that is wrong,
// the end keeps its state until it shows another one, or until another reset closes it. The ranges
// of one end do not overlap, so that all of them are linear in the rows.
uint32_t StateUntil(const std::vector<const SegmentRecord*>& rows, const ResetJudgment& judgment,
                    std::span<const ResetJudgment> all) {
  uint32_t row = judgment.row;
  if (judgment.origin != ResetOrigin::middle || row == 0) return row;
  const uint32_t state = StateOf(*rows[row], judgment.end);
  if (state == StateOf(*rows[row - 1], judgment.end)) return row;
  auto next = std::upper_bound(all.begin(), all.end(), row,
                               [](uint32_t at, const auto& other) { return at < other.row; });
  for (++row; row < rows.size() && StateOf(*rows[row], judgment.end) == state; ++row) {
    if (next == all.end() || next->row != row) continue;
    if (next->end != judgment.end || next->origin != ResetOrigin::middle) break;
    ++next;
  }
  return row;
}

}  // namespace

// The timer starts where the segments were sent, up to one round trip away, and is checked at
// intervals.
uint8_t IdleTimerNear(int64_t ns) {
  constexpr int64_t kSecond = 1'000'000'000;
  constexpr int64_t kEarly = kSecond / 5;
  for (size_t i = 0; i < kIdleTimers.size(); ++i) {
    const int64_t timer = kIdleTimers[i] * kSecond;
    const int64_t late = std::min(std::max<int64_t>(timer / 50, kSecond / 2), 2 * kSecond);
    if (ns >= timer - kEarly && ns <= timer + late) return static_cast<uint8_t>(i);
  }
  return kNoTimer;
}

std::vector<double> PlacesOfResets(const Engine& engine, uint32_t connection) {
  std::vector<double> places;
  if (connection >= engine.connections().size()) return places;
  const HostPairs hosts(engine);
  const auto segments = SegmentsToCompare(engine, connection, hosts);
  for (const uint64_t place : PlacesOf(engine, segments)) {
    places.push_back(static_cast<double>(place) - double{Rereads::kBefore});
    places.push_back(double{Rereads::kLength});
  }
  return places;
}

ResetTable TableOfResets(const Engine& engine, uint32_t connection,
                         std::span<const std::byte> reread) {
  ResetTable table;
  if (connection >= engine.connections().size()) return table;
  const HostPairs hosts(engine);
  const Rereads rereads(SegmentsToCompare(engine, connection, hosts), reread);
  const auto judgments = JudgeResets(engine, connection, hosts, rereads);
  const auto idle = IdleBefore(engine, engine.connections()[connection], judgments);
  const auto rows = RowsOf(engine, engine.connections()[connection]);
  for (const ResetJudgment& judgment : judgments) {
    const int64_t idle_ns = idle[table.count++];
    table.row.push_back(judgment.row);
    table.end.push_back(judgment.end);
    table.origin.push_back(static_cast<uint8_t>(judgment.origin));
    table.state_until.push_back(StateUntil(rows, judgment, judgments));
    table.taken.push_back(static_cast<uint8_t>(judgment.taken));
    table.against.push_back(judgment.against.bits());
    table.agrees.push_back(judgment.agrees.bits());
    table.compared.push_back(judgment.compared);
    for (const ResetNumbers& numbers : judgment.numbers) {
      table.found.push_back(static_cast<double>(numbers.found));
      table.usual.push_back(static_cast<double>(numbers.usual));
    }
    table.idle.push_back(Seconds(idle_ns));
    table.idle_timer.push_back(IdleTimerNear(idle_ns));
  }
  return table;
}

}  // namespace tcpladder
