// A connection as points over time: data sent, acknowledgments, windows, bytes in flight.
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
  uint32_t row = 0;     // the segment it comes from, ordinal in the connection
  uint8_t sender = 0;   // of the data concerned: 0 client, 1 server
  Curve curve{};
  // Relative to the initial sequence number of `sender`, whose first byte is 1; or bytes; or
  // nanoseconds. See curves.def.
  int64_t low = 0, high = 0;
};

// In the order of the segments; times never decrease. SACK blocks are only those of the segments in
// `rereads`. Linear in the connection's segments.
std::vector<CurvePoint> CurvesOf(const Engine& engine, const Connection& connection,
                                 const Rereads& rereads);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_LIMITS_CURVES_H_
