// Verifies the checksum of a segment (RFC 9293 section 3.1).
#ifndef TCPLADDER_CORE_NET_CHECKSUM_H_
#define TCPLADDER_CORE_NET_CHECKSUM_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/net/tcp_segment.h"

namespace tcpladder {

enum class Checksum : uint8_t {
  unknown,     // not all bytes were captured, or the network card has merged several segments
  unfinished,  // 0 or the sum of the pseudo-header: the sender's network card completes it
  good,
  bad
};

// Captures on the sending host contain segments that the network card has yet to complete; captures
// on the receiving host contain several segments merged by the card. In both cases the checksum
// cannot be verified. Reads the whole payload.
Checksum ChecksumOf(const TcpSegment& segment);

// The one's complement sum of big-endian 16-bit words (RFC 1071), folded to 16 bits, not inverted.
// An odd last byte counts as if a zero followed.
uint16_t InternetSum(std::span<const std::byte> bytes);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_NET_CHECKSUM_H_
