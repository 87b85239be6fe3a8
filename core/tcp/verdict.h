// How a connection was opened and how it ended, with the segments that show this.
#ifndef TCPLADDER_CORE_TCP_VERDICT_H_
#define TCPLADDER_CORE_TCP_VERDICT_H_

#include <array>
#include <cstdint>

#include "core/tcp/tracker.h"

namespace tcpladder {

enum class Opening : uint8_t {
#define OPENING(id) id,
#include "core/tcp/openings.def"
#undef OPENING
};

enum class Outcome : uint8_t {
#define OUTCOME(id) id,
#include "core/tcp/outcomes.def"
#undef OUTCOME
};

inline constexpr std::array kOpeningNames = {
#define OPENING(id) #id,
#include "core/tcp/openings.def"
#undef OPENING
};

inline constexpr std::array kOutcomeNames = {
#define OUTCOME(id) #id,
#include "core/tcp/outcomes.def"
#undef OUTCOME
};

// Which end closed the connection, or began to.
enum class Closer : uint8_t {
#define CLOSER(id) id,
#include "core/tcp/closers.def"
#undef CLOSER
};

// Rows are ordinals in the connection, kNoRow if there is no such segment.
struct Verdict {
  Opening opening = Opening::mid_stream;
  Outcome outcome = Outcome::unclear;
  Closer closer = Closer::none;
  std::array<uint32_t, 2> syn_rows{kNoRow, kNoRow};  // client's and server's SYN or SYN ACK
  uint32_t third_row = kNoRow;                       // the client's acknowledgment of the SYN ACK
  std::array<uint32_t, 2> fin_rows{kNoRow, kNoRow};  // client's and server's FIN
  std::array<uint32_t, 2> fin_acked_rows{kNoRow, kNoRow};  // where each FIN was acknowledged
  uint32_t reset_row = kNoRow;
};

// The verdict on the segments so far. The first FIN is determined by what the FINs acknowledge,
// never by the order of capture.
Verdict VerdictOf(const Tracker& tracker);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TCP_VERDICT_H_
