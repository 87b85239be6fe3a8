// Wireshark's words about a segment, as bits.
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

// What tshark prints behind "tcp.analysis.", by the value of Analysis.
inline constexpr std::array kAnalysisNames = {
#define ANALYSIS(id) std::string_view(#id),
#include "core/analysis/analyses.def"
#undef ANALYSIS
};

static_assert(kAnalysisNames.size() <= 16);

// A set of analyses: bit i stands for row i of analyses.def.
class AnalysisSet {
 public:
  constexpr AnalysisSet() = default;
  constexpr explicit AnalysisSet(uint16_t bits) : bits_(bits) {}

  constexpr uint16_t bits() const { return bits_; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr bool Has(Analysis analysis) const { return (bits_ & BitOf(analysis)) != 0; }
  constexpr void Add(Analysis analysis) { bits_ = static_cast<uint16_t>(bits_ | BitOf(analysis)); }

  constexpr bool operator==(const AnalysisSet&) const = default;

 private:
  static constexpr unsigned BitOf(Analysis analysis) {
    return 1U << static_cast<unsigned>(analysis);
  }

  uint16_t bits_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ANALYSIS_ANALYSES_H_
