// A step ends where the next one begins, so that acknowledgments belong to the segments before
// them. Within a step, segments with equal properties are aligned; segments of one side between
// them are skipped.
#include "core/compare/aligned_rows.h"

#include <algorithm>

namespace tcpladder {
namespace {

// Maximum number of rows skipped to find an equal one.
constexpr uint32_t kFarthest = 8;

// First row of each step of connection `side`, followed by the number of its rows.
std::vector<uint32_t> Beginnings(const std::vector<AlignedStep>& steps, size_t side,
                                 uint32_t rows) {
  std::vector<uint32_t> begins(steps.size() + 1, rows);
  for (size_t i = steps.size(); i-- > 0;) {
    begins[i] = std::min(steps[i].rows[side].first, begins[i + 1]);
  }
  begins[0] = 0;
  return begins;
}

class Aligner {
 public:
  Aligner(const Story& first, const Story& second) : looks_{&first.looks, &second.looks} {}

  void Step(uint32_t step, std::array<uint32_t, 2> from, std::array<uint32_t, 2> to) {
    step_ = step;
    auto [i, j] = from;
    while (i < to[0] && j < to[1]) {
      const auto [skip_first, skip_second] = Skips({i, j}, to);
      for (uint32_t k = 0; k < skip_first; ++k) Add(i++, kNone);
      for (uint32_t k = 0; k < skip_second; ++k) Add(kNone, j++);
      if (i < to[0] && j < to[1] && Look(0, i) == Look(1, j)) Add(i++, j++);
    }
    while (i < to[0]) Add(i++, kNone);
    while (j < to[1]) Add(kNone, j++);
  }

  std::vector<AlignedRows> Take() { return std::move(lines_); }

 private:
  uint8_t Look(size_t side, uint32_t row) const { return (*looks_[side])[row]; }
  void Add(uint32_t first, uint32_t second) { lines_.push_back({{first, second}, step_}); }

  // Rows to skip on each side before two equal ones; one on each side if none are near.
  std::array<uint32_t, 2> Skips(std::array<uint32_t, 2> at, std::array<uint32_t, 2> to) const {
    for (uint32_t k = 0; k <= kFarthest; ++k) {
      if (at[1] + k < to[1] && Look(0, at[0]) == Look(1, at[1] + k)) return {0, k};
      if (at[0] + k < to[0] && Look(0, at[0] + k) == Look(1, at[1])) return {k, 0};
    }
    return {1, 1};
  }

  std::array<const std::vector<uint8_t>*, 2> looks_;
  uint32_t step_ = 0;
  std::vector<AlignedRows> lines_;
};

}  // namespace

std::vector<AlignedRows> AlignRows(const Story& first, const Story& second,
                                   const std::vector<AlignedStep>& steps) {
  const auto begins = std::array{
      Beginnings(steps, 0, static_cast<uint32_t>(first.looks.size())),
      Beginnings(steps, 1, static_cast<uint32_t>(second.looks.size())),
  };
  Aligner aligner(first, second);
  for (uint32_t step = 0; step < steps.size(); ++step) {
    aligner.Step(step, {begins[0][step], begins[1][step]},
                 {begins[0][step + 1], begins[1][step + 1]});
  }
  return aligner.Take();
}

}  // namespace tcpladder
