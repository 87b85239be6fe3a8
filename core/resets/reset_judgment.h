// Determines the origin of a reset, and whether its receiver accepted it.
#ifndef TCPLADDER_CORE_RESETS_RESET_JUDGMENT_H_
#define TCPLADDER_CORE_RESETS_RESET_JUDGMENT_H_

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/engine/engine.h"
#include "core/engine/reread.h"
#include "core/resets/host_pairs.h"

namespace tcpladder {

enum class ResetEvidence : uint8_t {
#define RESET_EVIDENCE(id) id,
#include "core/resets/reset_evidence.def"
#undef RESET_EVIDENCE
};

inline constexpr std::array kResetEvidenceNames = {
#define RESET_EVIDENCE(id) std::string_view(#id),
#include "core/resets/reset_evidence.def"
#undef RESET_EVIDENCE
};

enum class ResetOrigin : uint8_t {
#define RESET_ORIGIN(id) id,
#include "core/resets/reset_origins.def"
#undef RESET_ORIGIN
};

inline constexpr std::array kResetOriginNames = {
#define RESET_ORIGIN(id) std::string_view(#id),
#include "core/resets/reset_origins.def"
#undef RESET_ORIGIN
};

// Whether the receiver accepted the segment (RFC 9293 section 3.10.7.4, RFC 5961 section 3.2).
enum class Taken : uint8_t { no, yes, unknown };

// A set of ResetEvidence.
class ResetEvidenceSet {
 public:
  void Add(ResetEvidence evidence) { bits_ |= Bit(evidence); }
  bool Has(ResetEvidence evidence) const { return (bits_ & Bit(evidence)) != 0; }
  bool empty() const { return bits_ == 0; }
  int size() const;
  // Bit i is row i of reset_evidence.def.
  uint16_t bits() const { return bits_; }

 private:
  static constexpr uint16_t Bit(ResetEvidence evidence) {
    return static_cast<uint16_t>(1U << static_cast<unsigned>(evidence));
  }

  uint16_t bits_ = 0;
};

// The values behind one piece of evidence: hops for ttl, nanoseconds for timing, otherwise the
// field itself. `usual` is the value in the end's nearest segment, or the bound that was exceeded.
struct ResetNumbers {
  int64_t found = 0;
  int64_t usual = 0;
};

struct ResetJudgment {
  uint32_t row = 0;  // ordinal in the connection
  uint8_t end = 0;   // end whose address it bears: 0 client, 1 server
  ResetOrigin origin = ResetOrigin::cannot_be_told;
  Taken taken = Taken::unknown;
  ResetEvidenceSet against{};
  ResetEvidenceSet agrees{};
  uint32_t compared = 0;  // segments of that end that it was compared with
  std::array<ResetNumbers, kResetEvidenceNames.size()> numbers{};
};

// The segments whose headers JudgeResets() compares, from the connection and from others between
// the same hosts: ordinals in Engine::segments(), ascending. Empty if the connection has neither
// RST nor FIN. The number is bounded.
std::vector<uint32_t> SegmentsToCompare(const Engine& engine, uint32_t connection,
                                        const HostPairs& hosts);

// One judgment for each segment with RST, and for each FIN that something contradicts; rows ascend.
// `rereads` contains SegmentsToCompare(). Linear in the connection's segments.
std::vector<ResetJudgment> JudgeResets(const Engine& engine, uint32_t connection,
                                       const HostPairs& hosts, const Rereads& rereads);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_RESETS_RESET_JUDGMENT_H_
