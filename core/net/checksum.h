// Does a segment's checksum hold (RFC 9293 section 3.1)?
#ifndef TCPLADDER_CORE_NET_CHECKSUM_H_
#define TCPLADDER_CORE_NET_CHECKSUM_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/net/tcp_segment.h"

namespace tcpladder {

enum class Checksum : uint8_t {
  unknown,     // not all bytes were captured, or the card has joined several segments
  unfinished,  // 0 or the sum of the pseudo header: the sender's network card does the rest
  good,
  bad
};

// Captures taken on the sending host show segments before the card has finished them, and on the
// receiving host several that the card has joined: there the field says nothing of the payload.
// Reads all of the payload.
Checksum ChecksumOf(const TcpSegment& segment);

// The one's complement sum of big-endian 16-bit words (RFC 1071), folded to 16 bits, not inverted.
// An odd last byte counts as though a zero followed.
uint16_t InternetSum(std::span<const std::byte> bytes);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_NET_CHECKSUM_H_
