// The problems of a script as stable ids with a place, never as text.
#ifndef TCPLADDER_CORE_SCRIPT_PROBLEM_H_
#define TCPLADDER_CORE_SCRIPT_PROBLEM_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tcpladder {

enum class ProblemId : uint8_t {
#define PROBLEM(id) id,
#include "core/script/problems.def"
#undef PROBLEM
};

// The rows of problems.def, in the order of the ids.
inline constexpr std::array kProblemNames = {
#define PROBLEM(id) std::string_view(#id),
#include "core/script/problems.def"
#undef PROBLEM
};

// Where a token begins in the text; both count from 1. Columns count bytes of UTF-8; a tab counts
// as one.
struct TextPlace {
  uint32_t line = 1, column = 1;
  bool operator==(const TextPlace&) const = default;
};

struct Problem {
  ProblemId id;
  TextPlace at;
  uint32_t length = 0;  // bytes of the token; 0 at the end of the text
};

// Stores the first kMax problems and counts the others.
class Problems {
 public:
  static constexpr size_t kMax = 100;

  void Add(ProblemId id, TextPlace at, size_t length) {
    if (entries_.size() < kMax) entries_.push_back({id, at, static_cast<uint32_t>(length)});
    ++count_;
  }
  // In text order.
  const std::vector<Problem>& entries() const { return entries_; }
  size_t count() const { return count_; }

 private:
  std::vector<Problem> entries_;
  size_t count_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_PROBLEM_H_
