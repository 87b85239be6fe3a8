// Builds packets layer by layer, innermost first: Ethernet(0x0800, Ipv4({}, Tcp({}))).
#ifndef TCPLADDER_TESTS_SUPPORT_PACKETS_H_
#define TCPLADDER_TESTS_SUPPORT_PACKETS_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/net/tcp_flags.h"
#include "tests/support/bytes.h"

namespace tcpladder::test {

struct TcpFields {
  uint16_t source_port = 40000, destination_port = 80;
  uint32_t seq = 1000, ack = 2000;
  uint16_t flags = kAck;
  uint16_t window = 512;
  std::optional<uint8_t> data_offset;  // default: according to the options
  Bytes options = {};                  // padded to four bytes
  Bytes payload = {};
};
Bytes Tcp(const TcpFields& fields = {});

struct Ipv4Fields {
  Bytes source = Bytes::Of({10, 0, 0, 1});
  Bytes destination = Bytes::Of({10, 0, 0, 2});
  uint8_t protocol = 6;
  uint16_t identification = 1;
  uint16_t fragment = 0;                 // flags and offset as in the header
  std::optional<uint16_t> total_length;  // default: according to the payload
  std::optional<uint8_t> header_length;  // in 32-bit words; default: according to the options
  uint8_t version = 4;
  Bytes options = {};  // padded to four bytes
};
Bytes Ipv4(const Ipv4Fields& fields, const Bytes& payload);

struct Ipv6Fields {
  Bytes source = Bytes::Zeros(15).U8(1);
  Bytes destination = Bytes::Zeros(15).U8(2);
  uint8_t next = 6;
  std::optional<uint16_t> payload_length;  // default: according to the payload
  uint8_t version = 6;
};
Bytes Ipv6(const Ipv6Fields& fields, const Bytes& payload);
// A hop-by-hop, routing or destination header; `body` is padded to a multiple of eight bytes.
Bytes Ipv6Extension(uint8_t next, const Bytes& body, const Bytes& payload);
// `offset` is in bytes.
Bytes Ipv6Fragment(uint8_t next, uint32_t identification, uint16_t offset, bool more,
                   const Bytes& payload);

Bytes Ethernet(uint16_t type, const Bytes& payload);
// IEEE 802.3 with a length field and an LLC header.
Bytes Ethernet8023(const Bytes& llc);
Bytes Llc(uint8_t dsap, uint8_t ssap, uint8_t control, const Bytes& payload);
Bytes Snap(uint32_t organization, uint16_t type, const Bytes& payload);
// Follows an EtherType such as 0x8100.
Bytes Vlan(uint16_t tag, uint16_t type, const Bytes& payload);
Bytes LinuxSll(uint16_t protocol, const Bytes& payload, uint16_t hardware = 1);
Bytes LinuxSll2(uint16_t protocol, const Bytes& payload, uint16_t hardware = 1);
Bytes Loopback(ByteOrder order, uint32_t family, const Bytes& payload);
Bytes Udp(uint16_t source_port, uint16_t destination_port, const Bytes& payload);

// An ordinary frame.
Bytes TcpFrame(const TcpFields& fields = {});

}  // namespace tcpladder::test

#endif  // TCPLADDER_TESTS_SUPPORT_PACKETS_H_
