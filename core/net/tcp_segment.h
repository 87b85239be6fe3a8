// A TCP segment as read off one frame, before any tracking.
#ifndef TCPLADDER_CORE_NET_TCP_SEGMENT_H_
#define TCPLADDER_CORE_NET_TCP_SEGMENT_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/net/ip_address.h"

namespace tcpladder {

// The length field of a segment whose payload length cannot be told: a fragment that was not
// reassembled, a header quoted by an ICMP error, or an IP length below the TCP header's.
inline constexpr uint32_t kNoLength = 0xffffffff;

// The header offset of a segment that was put together from IP fragments.
inline constexpr uint32_t kNoOffset = 0xffffffff;

// How much of the header was captured and makes sense; each level is usable for all before it.
enum class HeaderExtent : uint8_t {
  whole,           // header and options
  cut_options,     // the twenty fixed octets, options cut by the capture's snap length
  cut_fixed,       // at least sixteen octets: ports, numbers, flags and window
  bad_data_offset  // data offset below 5: flags and window are doubtful
};

enum class SegmentOrigin : uint8_t {
  wire,       // the segment itself
  icmp_quote  // a header quoted by an ICMP error: never counted as a segment
};

struct TcpSegment {
  IpAddress source, destination;
  uint16_t source_port = 0, destination_port = 0;
  uint32_t seq = 0, ack = 0;
  uint16_t flags = 0;       // TcpFlag bits
  uint16_t window = 0;      // as in the header, unscaled
  uint8_t data_offset = 0;  // in 32-bit words, as in the header
  HeaderExtent extent = HeaderExtent::whole;
  SegmentOrigin origin = SegmentOrigin::wire;
  uint32_t length = 0;             // payload octets by the IP length, or kNoLength
  uint32_t header_offset = 0;      // of the TCP header in the frame's bytes, or kNoOffset
  uint16_t ip_identification = 0;  // of the IPv4 header; 0 for IPv6, and often with DF set
  uint32_t ip_surplus = 0;         // captured octets behind `length` that the IP header counts too
  uint16_t checksum = 0;           // as in the header; 0 where it was not captured
  // Both are valid during the call only.
  std::span<const std::byte> options;  // captured option octets, behind the fixed header
  std::span<const std::byte> payload;  // captured payload octets, padding left out
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_NET_TCP_SEGMENT_H_
