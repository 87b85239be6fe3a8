// Compares two captures of the same traffic that were made at two places.
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

// An additional packet or pair: if one capture contains several segments as one, the columns hold
// only the first pair, and not the segments among them that were lost.
struct FurtherRow {
  uint32_t a = kNone, b = kNone;  // segments of each capture, kNone: not there
  TapVerdict verdict = TapVerdict::unknown;
};

// The proof that a packet was lost, missed or duplicated.
struct TapProof {
  uint32_t segment = 0;  // in the capture that has the packet
  uint8_t file = 0;      // 0: a, 1: b
  uint8_t proof_file = 0;
  uint32_t proof = 0;  // the segment that proves it: a reply of the receiver, or the equal packet
};

// Columns for the segments of each capture, in the order of Engine::segments(); [0] is a's, [1] is
// b's. Every pair is in peer[0] or in `further`.
struct TapComparison {
  std::array<std::vector<uint32_t>, 2> peer;    // segment of the other capture, or kNone
  std::array<std::vector<uint8_t>, 2> verdict;  // TapVerdict
  std::array<std::vector<uint8_t>, 2> a_first;  // 1: it passes a's tap first; 0: b's; 2: unknown
  std::vector<FurtherRow> further;
  std::vector<TapProof> proofs;
  ClockEstimate clock;
  ConnectionGroups groups;
  uint32_t connections = 0;  // in both captures
  uint32_t translated = 0;   // number of those with other addresses or ports in b

  // The delay of a pair from its first tap to the second, in ns. It may be negative if only one
  // direction determines the offset.
  int64_t DelayOf(int64_t a_ns, int64_t b_ns, bool passes_a_first) const {
    const int64_t delay = b_ns - a_ns - clock.OffsetAt(a_ns);
    return passes_a_first ? delay : -delay;
  }
};

// Both engines must have finished, and `traits` must cover every segment. Takes O(n log n) time in
// the number of packets, and linear time if most of them are in both captures. Memory in addition
// to the columns is proportional to the largest connection.
TapComparison CompareTaps(const TapCapture& a, const TapCapture& b);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TAPS_TWO_TAPS_H_
