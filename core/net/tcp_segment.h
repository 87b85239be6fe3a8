// A TCP segment as read off one frame, before any tracking.
#ifndef TCPLADDER_CORE_NET_TCP_SEGMENT_H_
#define TCPLADDER_CORE_NET_TCP_SEGMENT_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/base/mix.h"
#include "core/net/ip_address.h"
#include "core/net/tcp_options.h"

namespace tcpladder {

// The length field of a segment whose payload length cannot be told: a fragment that was not
// reassembled, a header quoted by an ICMP error, or an IP length below the TCP header's.
inline constexpr uint32_t kNoLength = 0xffffffff;

// The header offset of a segment that was put together from IP fragments.
inline constexpr uint32_t kNoOffset = 0xffffffff;

// How much of the header was captured and makes sense; each level is usable for all before it.
enum class HeaderExtent : uint8_t {
  whole,            // header and options
  cut_options,      // the twenty fixed bytes, options cut by the capture's snap length
  cut_fixed,        // at least sixteen bytes: ports, numbers, flags and window
  cut_window,       // fourteen or fifteen: all that but the window
  bad_data_offset,  // data offset below 5: flags and window are doubtful
  ports_and_seq     // eight bytes, all that an ICMP error must quote (RFC 792)
};

enum class SegmentOrigin : uint8_t {
  wire,       // the segment itself
  icmp_quote  // a header quoted by an ICMP error: never counted as a segment
};

// The ICMP error around a quoted header (RFC 792, RFC 4443). The version of its addresses tells
// whose numbers `type` and `code` are.
struct IcmpError {
  IpAddress source, destination;  // who sends the error, and to whom
  uint32_t mtu = 0;               // of the next hop, where a packet was too big for it; else 0
  uint16_t identification = 0;    // of the error's own IPv4 header
  uint8_t type = 0, code = 0;

  bool operator==(const IcmpError&) const = default;
};

// TcpSegment::link_addresses of the twelve bytes an Ethernet frame begins with, as three words.
constexpr uint32_t MixLinkAddresses(uint32_t first, uint32_t second, uint32_t third) {
  return static_cast<uint32_t>(
      Mix((uint64_t{first} << 32 | second) ^ kMixConstant1, third ^ kMixConstant2));
}

struct TcpSegment {
  IpAddress source, destination;
  uint16_t source_port = 0, destination_port = 0;
  uint32_t seq = 0, ack = 0;
  uint16_t flags = 0;       // TcpFlag bits
  uint16_t window = 0;      // as in the header, unscaled; 0 where it was not captured
  uint8_t data_offset = 0;  // in 32-bit words, as in the header
  HeaderExtent extent = HeaderExtent::whole;
  SegmentOrigin origin = SegmentOrigin::wire;
  uint32_t length = 0;             // payload bytes by the IP length, or kNoLength
  uint32_t header_offset = 0;      // of the TCP header in the frame's bytes, or kNoOffset
  uint16_t ip_identification = 0;  // of the IPv4 header; 0 for IPv6, and often with DF set
  uint32_t trailing_bytes = 0;     // captured bytes behind `length` that the IP header counts too
  uint16_t checksum = 0;           // as in the header; 0 where it was not captured
  TcpOptions parsed;               // of `options`
  // Tells networks apart that may have the same addresses: mixed from interface, VLAN, virtual
  // network and tunnel. Equal numbers are one network, with the certainty of 32 bits; different
  // ones may be one, seen with and without its tag.
  uint32_t network = 0;
  // Mixed from the addresses of the innermost Ethernet header; 0 without one.
  uint32_t link_addresses = 0;
  // Of the innermost IP header.
  uint32_t ip_length = 0;  // bytes behind it on the wire, from the TCP header on
  uint8_t hop_limit = 0, traffic_class = 0;
  bool dont_fragment = false;
  bool first_fragment = false;  // of a datagram that was not put together
  // All are valid during the call only.
  const IcmpError* icmp = nullptr;      // where `origin` is icmp_quote
  std::span<const std::byte> captured;  // from the TCP header on, padding left out
  std::span<const std::byte> options;   // captured option bytes, behind the fixed header
  std::span<const std::byte> payload;   // captured payload bytes, padding left out
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_NET_TCP_SEGMENT_H_
