// Whether a segment's checksum is right (RFC 9293 section 3.1).
#ifndef TCPLADDER_CORE_NET_CHECKSUM_H_
#define TCPLADDER_CORE_NET_CHECKSUM_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/net/tcp_segment.h"

namespace tcpladder {

enum class Checksum : uint8_t {
  unknown,     // not all bytes were captured, or the network card has joined several segments
  unfinished,  // 0 or the sum of the pseudo header: the sender's network card completes it
  good,
  bad
};

// A capture on the sending host has segments that the network card has not completed yet, and one
// on the receiving host has several that the card has joined. In both cases the field says nothing
// about the payload. Reads all of the payload.
Checksum ChecksumOf(const TcpSegment& segment);

// The one's complement sum of big-endian 16-bit words (RFC 1071), folded to 16 bits, not inverted.
// An odd last byte counts as if a zero followed.
uint16_t InternetSum(std::span<const std::byte> bytes);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_NET_CHECKSUM_H_
