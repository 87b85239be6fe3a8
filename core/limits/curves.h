// The curves of a transfer: data sent, acknowledgments, windows, bytes in flight.
#ifndef TCPLADDER_CORE_LIMITS_CURVES_H_
#define TCPLADDER_CORE_LIMITS_CURVES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/engine/engine.h"
#include "core/engine/reread.h"

namespace tcpladder {

enum class Curve : uint8_t {
#define CURVE(id) id,
#include "core/limits/curves.def"
#undef CURVE
};

inline constexpr std::array kCurveNames = {
#define CURVE(id) std::string_view(#id),
#include "core/limits/curves.def"
#undef CURVE
};

// Only the kinds up to this one have a range.
inline constexpr Curve kLastRange = Curve::sack;

// Points of one kind, in the order of the segments.
struct CurvePoints {
  std::vector<uint32_t> row;  // of the segment that the point comes from
  // Relative sequence numbers of the data's sender (its first byte is 1), bytes or nanoseconds; see
  // curves.def. All are integers. `high` is empty for kinds without a range.
  std::vector<double> low, high;
};

// Points about the data of one end, by Curve.
struct Curves {
  std::array<CurvePoints, kCurveNames.size()> kinds;

  CurvePoints& operator[](Curve curve) { return kinds[static_cast<size_t>(curve)]; }
  const CurvePoints& operator[](Curve curve) const { return kinds[static_cast<size_t>(curve)]; }
};

// The segments with room for SACK blocks or timestamps, as ordinals in Engine::segments(),
// ascending; if there are very many, those with room for both, at most kMostRereads.
inline constexpr size_t kMostRereads = 16384;
std::vector<uint32_t> SegmentsOfCurves(const Engine& engine, const Connection& connection);

// About the data of `sender`: 0 client, 1 server. SACK blocks and timestamps are included only for
// segments in `rereads`. Linear in the connection's segments.
Curves CurvesOf(const Engine& engine, const Connection& connection, uint8_t sender,
                const Rereads& rereads);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_LIMITS_CURVES_H_
