// Creates packets with correct checksums.
#ifndef TCPLADDER_CORE_SCRIPT_PACKET_BYTES_H_
#define TCPLADDER_CORE_SCRIPT_PACKET_BYTES_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/net/ip_address.h"

namespace tcpladder {

// The fields of an IP header (RFC 791, RFC 8200) that the functions below do not compute.
struct IpFields {
  IpAddress source, destination;  // of the same version
  uint8_t protocol = 6;
  uint8_t traffic_class = 0;
  uint8_t hop_limit = 64;
  uint32_t flow_label = 0;
  uint16_t identification = 0;  // of IPv4; don't fragment is always set
};

struct TcpFields {
  uint16_t source_port = 0, destination_port = 0;
  uint32_t seq = 0, ack = 0;
  uint16_t flags = 0;  // TcpFlag bits
  uint16_t window = 0;
  uint16_t urgent = 0;
  std::span<const std::byte> options;  // at most 40; padded with end-of-options
};

// An IP packet with `payload` after its header. Its length field counts `missing` further bytes
// that are not included.
std::vector<std::byte> IpPacket(const IpFields& ip, std::span<const std::byte> payload,
                                size_t missing = 0);

// A segment whose payload is `length` zeros. `ip` provides the addresses for the checksum.
std::vector<std::byte> TcpBytes(const IpFields& ip, const TcpFields& tcp, size_t length);

// The header of that segment alone.
std::vector<std::byte> TcpHeaderBytes(const IpFields& ip, const TcpFields& tcp, size_t length);

// A datagram whose payload is `length` zeros.
std::vector<std::byte> UdpBytes(const IpFields& ip, uint16_t source_port, uint16_t destination_port,
                                size_t length);

// Type, code, the four bytes after the checksum, then `body` (RFC 792, RFC 4443).
std::vector<std::byte> IcmpBytes(const IpFields& ip, uint8_t type, uint8_t code, uint32_t rest,
                                 std::span<const std::byte> body);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_PACKET_BYTES_H_
