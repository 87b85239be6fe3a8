// Wireshark's analysis flags of a segment as bits.
#ifndef TCPLADDER_CORE_ANALYSIS_ANALYSES_H_
#define TCPLADDER_CORE_ANALYSIS_ANALYSES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tcpladder {

enum class Analysis : uint8_t {
#define ANALYSIS(id) id,
#include "core/analysis/analyses.def"
#undef ANALYSIS
};

// The names that tshark shows after "tcp.analysis.", indexed by Analysis.
inline constexpr std::array kAnalysisNames = {
#define ANALYSIS(id) std::string_view(#id),
#include "core/analysis/analyses.def"
#undef ANALYSIS
};

// Maximum number of bits in an AnalysisSet; a SegmentRecord has no room for more.
inline constexpr size_t kMaxAnalyses = 19;
static_assert(kAnalysisNames.size() <= kMaxAnalyses);

// A set of analysis flags: bit i is row i of analyses.def.
class AnalysisSet {
 public:
  constexpr AnalysisSet() = default;
  constexpr explicit AnalysisSet(uint32_t bits) : bits_(bits) {}

  constexpr uint32_t bits() const { return bits_; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr bool Has(Analysis analysis) const { return (bits_ & BitOf(analysis)) != 0; }
  constexpr void Add(Analysis analysis) { bits_ |= BitOf(analysis); }

  constexpr bool operator==(const AnalysisSet&) const = default;

 private:
  static constexpr uint32_t BitOf(Analysis analysis) {
    return uint32_t{1} << static_cast<unsigned>(analysis);
  }

  uint32_t bits_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ANALYSIS_ANALYSES_H_
