#include "core/engine/segment_relations.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "core/analysis/analyses.h"
#include "core/engine/segment_record.h"
#include "core/net/tcp_flags.h"
#include "core/tcp/state_changes.h"

namespace tcpladder {
namespace {

// Copies of a packet are at most this many seconds and this many packets apart.
constexpr double kCopyGap = 0.001;
constexpr uint32_t kCopyRows = 8;

uint32_t CopyOf(const SegmentTable& table, uint32_t row) {
  const uint32_t stop = row < kCopyRows ? 0 : row - kCopyRows;
  for (uint32_t at = row; at-- > stop;) {
    const double gap = table.time[row] - table.time[at];
    if (gap > kCopyGap) return kNone;
    const bool equal = table.flags[at] == table.flags[row] && table.seq[at] == table.seq[row] &&
                       table.ack[at] == table.ack[row] && table.length[at] == table.length[row] &&
                       table.window[at] == table.window[row];
    if (equal && gap >= 0) return at;
  }
  return kNone;
}

bool IsRepeat(AnalysisSet analysis) {
  return analysis.Has(Analysis::retransmission) || analysis.Has(Analysis::fast_retransmission) ||
         analysis.Has(Analysis::spurious_retransmission);
}

EndState StateOf(const SegmentTable& table, uint32_t row, uint8_t end) {
  return EndState::Unpack((end == 0 ? table.client_state : table.server_state)[row]);
}

// The row that settles the state before a given row.
struct Settling {
  uint32_t row = kNone;
  bool refuted = false;
};

// An end that never opened answers with RST, which proves no state.
bool Refuses(const SegmentTable& table, const Verdict& verdict, uint32_t row, uint8_t end) {
  return verdict.opening == Opening::refused && (table.flags[row] & kRst) != 0 &&
         verdict.syn_rows[end] > row;
}

// What settles `state` of `end` before `row`, given that `after_row` settles the state after it.
Settling SettledAt(const SegmentTable& table, const Verdict& verdict, uint32_t row, uint8_t end,
                   State state, Settling after_row) {
  const EndState now = StateOf(table, row, end);
  const bool sure = now.certainty == Certainty::sure;
  if (now.state == state) return sure ? Settling{row} : after_row;
  if (sure && SenderOf(table, row) == end) {
    return {row, !Follows(state, now.state) || Refuses(table, verdict, row, end)};
  }
  // An end in CLOSE-WAIT was in ESTABLISHED before, so evidence for one is evidence for the other.
  const bool goes_on = state == State::established && now.state == State::close_wait;
  return goes_on ? after_row : Settling{};
}

// Those of ascending `rows` that come after the first transmission: earlier ones do not ask for
// another one. All of them if the first transmission was not captured.
size_t AskedSince(const std::vector<uint32_t>& rows, uint32_t original) {
  if (original == kNone) return rows.size();
  return static_cast<size_t>(rows.end() - std::upper_bound(rows.begin(), rows.end(), original));
}

}  // namespace

void FindCopies(SegmentTable& table) {
  table.copy_of.resize(table.count);
  for (uint32_t row = 0; row < table.count; ++row) table.copy_of[row] = CopyOf(table, row);
}

void CountDuplicates(SegmentTable& table) {
  table.duplicates.resize(table.count);
  table.lost_to.resize(table.count, kNone);
  table.duplicate_of.resize(table.count, kNone);
  std::array<uint32_t, 2> asked{}, newest{}, first{kNone, kNone};
  std::array<std::vector<uint32_t>, 2> times;  // rows of the duplicates of `asked`
  for (uint32_t row = 0; row < table.count; ++row) {
    const uint8_t from = SenderOf(table, row), peer = from ^ 1;
    const AnalysisSet analysis(table.analysis[row]);
    const auto count = [](size_t n) { return static_cast<uint16_t>(std::min<size_t>(n, 0xffff)); };
    if (table.flags[row] & kAck) {
      if (first[from] == kNone || newest[from] != table.ack[row]) first[from] = row;
      newest[from] = table.ack[row];
    }
    if (analysis.Has(Analysis::duplicate_ack)) {
      if (first[from] != row) table.duplicate_of[row] = first[from];
      if (asked[from] != table.ack[row]) times[from].clear();
      times[from].push_back(row);
      asked[from] = table.ack[row];
      table.duplicates[row] = count(times[from].size());
      continue;
    }
    const uint32_t original = table.original[row];
    const bool repeats = IsRepeat(analysis) || (original < row && table.length[row] != 0);
    if (repeats && asked[peer] == table.seq[row]) {
      const size_t asking = AskedSince(times[peer], original < row ? original : kNone);
      table.duplicates[row] = count(asking);
      const bool lost = asking > 0 && IsRepeat(analysis) && original < row &&
                        table.length[row] != 0 && !analysis.Has(Analysis::spurious_retransmission);
      if (lost && table.lost_to[original] == kNone) table.lost_to[original] = row;
    }
  }
}

void ForgetRefused(const Verdict& verdict, SegmentTable& table) {
  if (verdict.opening != Opening::refused) return;
  for (const uint8_t end : {uint8_t{0}, uint8_t{1}}) {
    if (verdict.syn_rows[end] != kNoRow) continue;
    std::vector<uint8_t>& states = end == 0 ? table.client_state : table.server_state;
    for (uint8_t& packed : states) {
      const EndState state = EndState::Unpack(packed);
      const bool answers = state.state == State::syn_received;
      if (answers) packed = EndState{State::closed, Certainty::assumed}.Pack();
    }
  }
}

void FindEvidence(const Verdict& verdict, SegmentTable& table) {
  table.evidence.resize(table.count * size_t{2}, kNone);
  table.refuted.resize(table.count);
  for (const uint8_t end : {uint8_t{0}, uint8_t{1}}) {
    Settling after;
    for (uint32_t row = table.count; row-- > 0;) {
      const EndState now = StateOf(table, row, end);
      after = row + 1 < table.count ? SettledAt(table, verdict, row + 1, end, now.state, after)
                                    : Settling{};
      if (now.certainty == Certainty::sure || now.certainty == Certainty::unknown) continue;
      table.evidence[row * size_t{2} + end] = after.row;
      if (after.refuted) table.refuted[row] |= static_cast<uint8_t>(1 << end);
    }
  }
}

}  // namespace tcpladder
