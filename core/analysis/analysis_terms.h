// The reasons for an analysis flag: the numbers that its rule compared.
#ifndef TCPLADDER_CORE_ANALYSIS_ANALYSIS_TERMS_H_
#define TCPLADDER_CORE_ANALYSIS_ANALYSIS_TERMS_H_

#include <array>
#include <cstdint>
#include <string_view>

#include "core/analysis/analyses.h"

namespace tcpladder {

// The names of these numbers, indexed by Analysis; "_" if unused.
inline constexpr std::array kAnalysisTermNames = {
#define ANALYSIS_TERMS(id, a, b, c, d) std::array<std::string_view, 4>{#a, #b, #c, #d},
#include "core/analysis/analysis_terms.def"
#undef ANALYSIS_TERMS
};

static_assert(kAnalysisTermNames.size() == kAnalysisNames.size());
#define ANALYSIS_TERMS(id, a, b, c, d) \
  static_assert(kAnalysisNames[static_cast<size_t>(Analysis::id)] == #id);
#include "core/analysis/analysis_terms.def"
#undef ANALYSIS_TERMS

struct AnalysisTerms {
  Analysis analysis{};
  std::array<int64_t, 4> args{};
};

// The terms of one segment. If a flag more specific than retransmission is set, only that flag has
// terms.
class AnalysisTermsList {
 public:
  static constexpr size_t kMax = kAnalysisNames.size();

  size_t size() const { return size_; }
  const AnalysisTerms* begin() const { return list_.data(); }
  const AnalysisTerms* end() const { return list_.data() + size_; }

  // Call at most once per analysis and segment.
  void Add(Analysis analysis, const std::array<int64_t, 4>& args) {
    if (size_ < kMax) list_[size_++] = {analysis, args};
  }
  void Clear() { size_ = 0; }

 private:
  std::array<AnalysisTerms, kMax> list_;
  size_t size_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ANALYSIS_ANALYSIS_TERMS_H_
