// The curves of a transfer: data sent, acknowledgments, windows, bytes in flight.
#ifndef TCPLADDER_CORE_LIMITS_CURVES_H_
#define TCPLADDER_CORE_LIMITS_CURVES_H_

#include <array>
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

struct CurvePoint {
  int64_t time_ns = 0;  // since the capture's first frame
  uint32_t row = 0;     // row of the segment that the point comes from
  uint8_t sender = 0;   // of the data concerned: 0 client, 1 server
  Curve curve{};
  // Relative sequence numbers of `sender` (its first byte is 1), bytes or nanoseconds; see
  // curves.def.
  int64_t low = 0, high = 0;
};

// In the order of the segments; times never decrease. SACK blocks are included only for segments in
// `rereads`. Linear in the connection's segments.
std::vector<CurvePoint> CurvesOf(const Engine& engine, const Connection& connection,
                                 const Rereads& rereads);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_LIMITS_CURVES_H_
