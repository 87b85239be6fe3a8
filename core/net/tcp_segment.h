// A TCP segment as read from one frame, before any tracking.
#ifndef TCPLADDER_CORE_NET_TCP_SEGMENT_H_
#define TCPLADDER_CORE_NET_TCP_SEGMENT_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/base/mix.h"
#include "core/net/ip_address.h"
#include "core/net/tcp_options.h"

namespace tcpladder {

// The length of a segment whose payload length is unknown: a fragment that was not reassembled, a
// header quoted by an ICMP error, or a segment whose IP length is smaller than the TCP header.
inline constexpr uint32_t kNoLength = 0xffffffff;

// The header offset of a segment that was reassembled from IP fragments.
inline constexpr uint32_t kNoOffset = 0xffffffff;

// How much of the header was captured and is valid. Each level contains all levels after it.
enum class HeaderExtent : uint8_t {
  whole,            // header and options
  cut_options,      // the twenty fixed bytes; the snap length cuts the options
  cut_fixed,        // at least sixteen bytes: ports, numbers, flags and window
  cut_window,       // fourteen or fifteen bytes: all of these except the window
  bad_data_offset,  // the data offset is below 5, so flags and window are doubtful
  ports_and_seq     // eight bytes, the minimum that an ICMP error quotes (RFC 792)
};

enum class SegmentOrigin : uint8_t {
  wire,       // the segment itself
  icmp_quote  // a header quoted by an ICMP error: never counted as a segment
};

// The ICMP error that quotes a header (RFC 792, RFC 4443). The version of its addresses determines
// the protocol of `type` and `code`.
struct IcmpError {
  IpAddress source, destination;  // sender and receiver of the error
  uint32_t mtu = 0;               // of the next hop, if a packet was too big for it, otherwise 0
  uint16_t identification = 0;    // of the error's own IPv4 header
  uint8_t type = 0, code = 0;

  bool operator==(const IcmpError&) const = default;
};

// Computes TcpSegment::link_addresses from the first twelve bytes of an Ethernet frame.
constexpr uint32_t MixLinkAddresses(uint32_t first, uint32_t second, uint32_t third) {
  return static_cast<uint32_t>(
      Mix((uint64_t{first} << 32 | second) ^ kMixConstant1, third ^ kMixConstant2));
}

struct TcpSegment {
  IpAddress source, destination;
  uint16_t source_port = 0, destination_port = 0;
  uint32_t seq = 0, ack = 0;
  uint16_t flags = 0;       // TcpFlag bits
  uint16_t window = 0;      // as in the header, unscaled; 0 if not captured
  uint8_t data_offset = 0;  // in 32-bit words, as in the header
  HeaderExtent extent = HeaderExtent::whole;
  SegmentOrigin origin = SegmentOrigin::wire;
  uint32_t length = 0;             // payload bytes according to the IP length, or kNoLength
  uint32_t header_offset = 0;      // of the TCP header in the frame's bytes, or kNoOffset
  uint16_t ip_identification = 0;  // of the IPv4 header; 0 for IPv6, and often with DF set
  uint32_t trailing_bytes = 0;     // captured bytes after the payload that the IP length includes
  uint16_t checksum = 0;           // as in the header; 0 if not captured
  TcpOptions parsed;               // of `options`
  // Distinguishes networks that may use the same addresses: a 32-bit hash of interface, VLAN,
  // virtual network and tunnel. Equal values mean the same network. Different values may still mean
  // the same network, captured with and without its tag.
  uint32_t network = 0;
  // A hash of the addresses in the innermost Ethernet header; 0 if there is none.
  uint32_t link_addresses = 0;
  // From the innermost IP header.
  uint32_t ip_length = 0;  // bytes on the wire, from the TCP header on
  uint8_t hop_limit = 0, traffic_class = 0;
  bool dont_fragment = false;
  bool first_fragment = false;  // of a datagram that was not reassembled
  // These are valid only during the call.
  const IcmpError* icmp = nullptr;      // if `origin` is icmp_quote
  std::span<const std::byte> captured;  // from the TCP header on, without padding
  std::span<const std::byte> options;   // captured option bytes, after the fixed header
  std::span<const std::byte> payload;   // captured payload bytes, without padding
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_NET_TCP_SEGMENT_H_
