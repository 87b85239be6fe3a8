// Which parts of a conversation were captured: Wireshark's tcp.completeness.
#ifndef TCPLADDER_CORE_ANALYSIS_COMPLETENESS_H_
#define TCPLADDER_CORE_ANALYSIS_COMPLETENESS_H_

#include <cstdint>

#include "core/net/tcp_flags.h"

namespace tcpladder {

enum CompletenessBit : uint8_t {
  kSynSeen = 1,
  kSynAckSeen = 2,
  kAckSeen = 4,
  kDataSeen = 8,
  kFinSeen = 16,
  kRstSeen = 32,
};

// Adds a segment to `before`. `first`: its side has not sent anything before; a SYN without ACK
// then starts from zero.
constexpr uint8_t Completeness(uint8_t before, uint16_t flags, bool payload, bool first) {
  unsigned bits = before;
  const bool syn = (flags & kSyn) != 0, ack = (flags & kAck) != 0;
  if (syn && !ack && first) bits = kSynSeen | (payload ? unsigned{kDataSeen} : 0u);
  if (syn && ack) bits |= kSynAckSeen;
  if (!syn && ack) bits |= payload ? kDataSeen : kAckSeen;
  if ((flags & kFin) != 0 && ack) bits |= kFinSeen;
  if ((flags & kRst) != 0) bits |= kRstSeen;
  return static_cast<uint8_t>(bits);
}

// Whether a FIN or RST of either side was captured. The next SYN on these ports then begins a new
// conversation.
constexpr bool HasEnded(uint8_t completeness) {
  return (completeness & (kFinSeen | kRstSeen)) != 0;
}

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ANALYSIS_COMPLETENESS_H_
