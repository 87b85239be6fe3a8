// Two captures of the same traffic, taken at two places, laid over each other.
#ifndef TCPLADDER_CORE_TAPS_TWO_TAPS_H_
#define TCPLADDER_CORE_TAPS_TWO_TAPS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/taps/clock.h"
#include "core/taps/connection_groups.h"
#include "core/taps/packet.h"

namespace tcpladder {

enum class TapVerdict : uint8_t {
#define TAP_VERDICT(id) id,
#include "core/taps/tap_verdicts.def"
#undef TAP_VERDICT
};

inline constexpr std::array<std::string_view, 6> kTapVerdictNames = {
#define TAP_VERDICT(id) #id,
#include "core/taps/tap_verdicts.def"
#undef TAP_VERDICT
};

// One packet, or one pair, beyond what the columns hold: where one capture shows several segments
// as one, and where some of those are lost.
struct FurtherRow {
  uint32_t a = kNone, b = kNone;  // segments of each capture, kNone: not there
  TapVerdict verdict = TapVerdict::unknown;
};

// What shows that a packet was lost, missed or doubled.
struct TapProof {
  uint32_t segment = 0;  // in the capture that has the packet
  uint8_t file = 0;      // 0: a, 1: b
  uint8_t proof_file = 0;
  uint32_t proof = 0;  // the segment that shows it: a reply of the receiver, or the equal packet
};

// Columns over the segments of each capture, [0] a's and [1] b's, in the order of
// Engine::segments(). Every pair stands in peer[0] or in `further`.
struct TapComparison {
  std::array<std::vector<uint32_t>, 2> peer;    // segment of the other capture, or kNone
  std::array<std::vector<uint8_t>, 2> verdict;  // TapVerdict
  std::array<std::vector<uint8_t>, 2>
      a_first;  // 1: on its way it passes a's tap first; 2: cannot be told
  std::vector<FurtherRow> further;
  std::vector<TapProof> proofs;
  ClockEstimate clock;
  ConnectionGroups groups;
  uint32_t connections = 0;  // in both captures
  uint32_t translated = 0;   // of those, with other addresses or ports in b

  // From the first tap on its way to the second, for a pair, in ns; may be negative where only one
  // direction shows the offset.
  int64_t DelayOf(int64_t a_ns, int64_t b_ns, bool passes_a_first) const {
    const int64_t delay = b_ns - a_ns - clock.OffsetAt(a_ns);
    return passes_a_first ? delay : -delay;
  }
};

// Both engines must have finished, with `traits` of every segment. Takes n log n time in the
// packets at worst and linear time where most of them stand in both captures; memory beside the
// columns is proportional to the largest connection.
TapComparison CompareTaps(const TapCapture& a, const TapCapture& b);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TAPS_TWO_TAPS_H_
