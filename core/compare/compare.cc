#include "core/compare/compare.h"

#include <algorithm>

#include "core/net/tcp_options.h"

namespace tcpladder {
namespace {

using Kind = DivergenceKind;

constexpr int64_t kMs = 1'000'000;
// The additional idle time that indicates a timer rather than jitter, as a difference and as a
// factor.
constexpr int64_t kIdleMore = 180 * kMs;
constexpr int64_t kIdleTimes = 3;
// Maximum number of steps to look ahead for equal steps in the other connection.
constexpr size_t kAhead = 16;

class Comparer {
 public:
  Comparer(const Story& first, const Story& second) : stories_{&first, &second} {}

  Comparison Run() {
    Opening();
    Data();
    Closing();
    return std::move(result_);
  }

 private:
  using Pair = std::array<int64_t, 2>;

  const Story& At(size_t i) const { return *stories_[i]; }

  void Add(Kind kind, uint8_t end, Pair values, std::array<uint32_t, 2> rows, uint32_t detail = 0) {
    if (values[0] == values[1]) return;
    const auto step = static_cast<uint32_t>(result_.steps.size() - 1);
    result_.divergences.push_back({kind, end, step, detail, values, rows});
  }

  void Step(Phase phase, const Rows& first, const Rows& second) {
    result_.steps.push_back({phase, {first, second}});
  }

  void Opening() {
    const Story &a = At(0), &b = At(1);
    Step(Phase::opening, a.opening, b.opening);
    for (uint8_t end = 0; end < 2; ++end) Syns(end, a.syns[end], b.syns[end]);
    // The beginning of a connection that was opened before the capture is unknown.
    if (a.syns[0].captured && b.syns[0].captured) {
      Add(Kind::answer, 1, {a.answer, b.answer}, {a.answer_row, b.answer_row});
      if (a.answer == b.answer) {
        Add(Kind::handshake, 0, {a.completed, b.completed}, {a.third_row, b.third_row});
      }
    }
    Marks(a.opening_marks, b.opening_marks);
  }

  void Syns(uint8_t end, const Story::Syn& a, const Story::Syn& b) {
    if (!a.captured || !b.captured) return;
    const std::array rows{a.row, b.row};
    const bool both = a.options_known && b.options_known;
    if (both) Options(end, a, b);
    const auto has = [](const Story::Syn& syn, uint8_t kind) {
      return std::binary_search(syn.kinds.begin(), syn.kinds.end(), kind);
    };
    if (a.mss > 0 && b.mss > 0) Add(Kind::mss, end, {a.mss, b.mss}, rows);
    if (a.window_scale < 0 || b.window_scale < 0) return;
    if (!both || (has(a, kOption_window_scale) && has(b, kOption_window_scale))) {
      Add(Kind::window_scale, end, {a.window_scale, b.window_scale}, rows);
    }
  }

  void Options(uint8_t end, const Story::Syn& a, const Story::Syn& b) {
    std::vector<uint8_t> kinds;
    std::set_symmetric_difference(a.kinds.begin(), a.kinds.end(), b.kinds.begin(), b.kinds.end(),
                                  std::back_inserter(kinds));
    for (const uint8_t kind : kinds) {
      const bool first = std::binary_search(a.kinds.begin(), a.kinds.end(), kind);
      Add(Kind::option, end, {first, !first}, {a.row, b.row}, kind);
    }
  }

  // True if one connection has such events and the other has none.
  bool Marks(const StepMarks& a, const StepMarks& b) {
    bool differs = false;
    const auto compare = [&](Kind kind, const std::array<Times, 2>& first,
                             const std::array<Times, 2>& second) {
      for (uint8_t end = 0; end < 2; ++end) {
        // How often they occur is a matter of chance, so only their presence is compared.
        if ((first[end].count == 0) == (second[end].count == 0)) continue;
        Add(kind, end, {first[end].count, second[end].count}, {first[end].row, second[end].row});
        differs = true;
      }
    };
    // A closed window explains what is sent again as its probe.
    compare(Kind::zero_window, a.zero_window, b.zero_window);
    compare(Kind::repeated, a.repeated, b.repeated);
    compare(Kind::keep_alive, a.keep_alive, b.keep_alive);
    return differs;
  }

  // Compares idle times without the round-trip time.
  void Idle(uint8_t end, Pair idle_ns, std::array<uint32_t, 2> rows) {
    for (size_t i = 0; i < 2; ++i) {
      idle_ns[i] = std::max<int64_t>(idle_ns[i] - At(i).round_trip_ns, 0);
    }
    const auto [less, more] = std::minmax(idle_ns[0], idle_ns[1]);
    if (more - less < kIdleMore || more < kIdleTimes * less) return;
    Add(Kind::idle, end, idle_ns, rows);
  }

  void Data() {
    const auto &a = At(0).steps, &b = At(1).steps;
    const auto speaker = [](const std::vector<DataStep>& steps) -> int64_t {
      return steps.empty() ? 2 : steps[0].first_end;
    };
    if (!a.empty() && !b.empty() && speaker(a) != speaker(b) && !a[0].together() &&
        !b[0].together()) {
      Step(Phase::data, a[0].rows, b[0].rows);
      Add(Kind::first_speaker, a[0].first_end, {speaker(a), speaker(b)},
          {a[0].rows.first, b[0].rows.first});
    }
    size_t i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
      if (Same(a[i], b[j])) {
        Both(a[i++], b[j++]);
        continue;
      }
      const auto [m, n] = Meet(i, j);
      if (m == 0 && n == 0) {
        Both(a[i++], b[j++]);
        continue;
      }
      Between(i, i + m, j, j + n);
      i += m;
      j += n;
    }
    if (i < a.size() || j < b.size()) Between(i, a.size(), j, b.size());
  }

  static bool Same(const DataStep& a, const DataStep& b) {
    return a.bytes == b.bytes && (a.together() || a.first_end == b.first_end);
  }

  void Both(const DataStep& a, const DataStep& b) {
    Step(Phase::data, a.rows, b.rows);
    for (uint8_t end = 0; end < 2; ++end) {
      Add(Kind::length, end,
          {static_cast<int64_t>(a.bytes[end]), static_cast<int64_t>(b.bytes[end])},
          {a.rows.first, b.rows.first});
    }
    // If one connection retransmitted, that explains the additional time.
    if (!Marks(a.marks, b.marks)) {
      Idle(a.first_end, {a.idle_ns, b.idle_ns},
           {a.idle_row == kNone ? a.rows.first : a.idle_row,
            b.idle_row == kNone ? b.rows.first : b.idle_row});
    }
  }

  // Whether both continue in the same way after these steps. Without this check, a step of another
  // length would be taken for an additional step if requests repeat.
  bool DifferInThisOne(size_t i, size_t j) const {
    const auto &a = At(0).steps, &b = At(1).steps;
    if (a[i].first_end != b[j].first_end || i + 1 >= a.size() || j + 1 >= b.size()) return false;
    if (!Same(a[i + 1], b[j + 1])) return false;
    const bool last = i + 2 == a.size() || j + 2 == b.size();
    return last ? a.size() - i == b.size() - j : Same(a[i + 2], b[j + 2]);
  }

  // Number of steps of each connection until both continue in the same way; 0 and 0 if only this
  // step differs.
  std::array<size_t, 2> Meet(size_t i, size_t j) const {
    const auto &a = At(0).steps, &b = At(1).steps;
    const auto alike = [&](size_t m, size_t n) {
      const bool here = i + m < a.size() && j + n < b.size() && Same(a[i + m], b[j + n]);
      if (!here) return i + m == a.size() && j + n == b.size();
      const bool last = i + m + 1 == a.size() || j + n + 1 == b.size();
      return last || Same(a[i + m + 1], b[j + n + 1]);
    };
    if (DifferInThisOne(i, j)) return {0, 0};
    // Steps that overlap in one capture but not in the other have the same total number of bytes.
    std::array<std::array<uint64_t, 2>, 2> sums{};
    size_t m = 0, n = 0;
    while (m <= kAhead && n <= kAhead) {
      const bool first = sums[0][0] + sums[0][1] <= sums[1][0] + sums[1][1];
      if (first ? i + m == a.size() : j + n == b.size()) break;
      const DataStep& step = first ? a[i + m++] : b[j + n++];
      for (size_t end = 0; end < 2; ++end) sums[first ? 0 : 1][end] += step.bytes[end];
      if (sums[0] == sums[1]) return {m, n};
    }
    for (size_t k = 1; k <= kAhead; ++k) {
      if (j + k <= b.size() && alike(0, k)) return {0, k};
      if (i + k <= a.size() && alike(k, 0)) return {k, 0};
    }
    return {0, 0};
  }

  static std::array<uint64_t, 2> Sum(const std::vector<DataStep>& steps, size_t from, size_t to) {
    std::array<uint64_t, 2> sum{};
    for (; from < to; ++from) {
      for (size_t end = 0; end < 2; ++end) sum[end] += steps[from].bytes[end];
    }
    return sum;
  }

  // Compares the steps between two positions at which both connections are equal.
  void Between(size_t i, size_t i_end, size_t j, size_t j_end) {
    const auto &a = At(0).steps, &b = At(1).steps;
    Rows first, second;
    bool together = false;
    for (size_t k = i; k < i_end; ++k) {
      first.Take(a[k].rows.first);
      first.last = std::max(first.last, a[k].rows.last);
      together = together || a[k].together();
    }
    for (size_t k = j; k < j_end; ++k) {
      second.Take(b[k].rows.first);
      second.last = std::max(second.last, b[k].rows.last);
      together = together || b[k].together();
    }
    Step(Phase::data, first, second);
    const auto sums = std::array{Sum(a, i, i_end), Sum(b, j, j_end)};
    if (sums[0] == sums[1] && together) return;
    const size_t more = i_end - i > j_end - j ? i_end - i - (j_end - j) : j_end - j - (i_end - i);
    const uint8_t end = i < i_end && i_end - i >= j_end - j ? a[i].first_end : b[j].first_end;
    Add(Kind::exchange, end, {static_cast<int64_t>(i_end - i), static_cast<int64_t>(j_end - j)},
        {first.first, second.first}, static_cast<uint32_t>(more));
  }

  static int64_t EndingOf(const Story& story, size_t end) {
    return (story.fin_rows[end] != kNone ? 1 : 0) + (story.reset_rows[end] != kNone ? 2 : 0);
  }
  static uint32_t EndingRow(const Story& story, size_t end) {
    return story.reset_rows[end] != kNone ? story.reset_rows[end] : story.fin_rows[end];
  }
  static int64_t CloserOf(const Story& story) {
    const uint32_t client = std::min(story.fin_rows[0], story.reset_rows[0]);
    const uint32_t server = std::min(story.fin_rows[1], story.reset_rows[1]);
    return client == server ? 2 : client < server ? 0 : 1;
  }

  void Closing() {
    const Story &a = At(0), &b = At(1);
    // A reset that answers the SYN has already been reported.
    if (a.answer != b.answer) return;
    Step(Phase::closing, a.closing, b.closing);
    const std::array rows{a.closing.first, b.closing.first};
    const int64_t first = CloserOf(a), second = CloserOf(b);
    if (first != 2 && second != 2 && !a.fins_cross && !b.fins_cross) {
      Add(Kind::closer, static_cast<uint8_t>(first), {first, second}, rows);
    }
    for (uint8_t end = 0; end < 2; ++end) {
      Add(Kind::ending, end, {EndingOf(a, end), EndingOf(b, end)},
          {EndingRow(a, end), EndingRow(b, end)});
    }
    const bool ended = first != 2 && second != 2;
    if (!Marks(a.closing_marks, b.closing_marks) && ended) {
      Idle(static_cast<uint8_t>(first), {a.closing_idle_ns, b.closing_idle_ns}, rows);
    }
  }

  std::array<const Story*, 2> stories_;
  Comparison result_;
};

}  // namespace

Comparison Compare(const Story& first, const Story& second) {
  return Comparer(first, second).Run();
}

}  // namespace tcpladder
