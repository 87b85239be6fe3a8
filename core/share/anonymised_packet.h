// A segment rewritten as a separate IP packet that shows the exchange but not its endpoints.
#ifndef TCPLADDER_CORE_SHARE_ANONYMISED_PACKET_H_
#define TCPLADDER_CORE_SHARE_ANONYMISED_PACKET_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/net/ip_address.h"
#include "core/net/tcp_segment.h"
#include "core/share/anonymised_options.h"

namespace tcpladder {

// What a shared file keeps or additionally omits; 0 is the safest choice. Payload is never kept.
enum ShareFlag : uint32_t {
#define SHARE_FLAG(id, name, bit, doc) id = (bit),
#include "core/share/share_flags.def"
#undef SHARE_FLAG
};

// The packets of one connection. Each end always has the same address.
class AnonymisedPackets {
 public:
  // Replace the ports of the segments.
  static constexpr uint16_t kClientPort = 50000, kServerPort = 5000;
  static constexpr uint8_t kHopLimit = 64;

  explicit AnonymisedPackets(uint32_t flags) : flags_(flags) {}

  // One packet: `head`, followed by zeros; `length` is its length on the wire.
  struct Packet {
    std::span<const std::byte> head;  // valid until the next call
    size_t zeros = 0;
    uint32_t length = 0;
  };
  // `from`: 0 for the client, 1 for the server. The checksum is correct for a payload of zeros,
  // whether or not it was captured; only the checksum of a segment that was damaged in transit
  // stays wrong. A segment whose datagram lacks fragments becomes a first fragment without the
  // others.
  Packet Make(const TcpSegment& segment, size_t from);

  // The ICMP error that quotes a segment of `from`: the IP and TCP headers as far as they were
  // quoted, without payload. A sender other than the two ends gets an address from 198.51.100.1
  // (RFC 5737) or 2001:db8:1::1 on; the gateway or pointer field becomes 0. Empty if the quoted
  // segment is in an IP packet of another version than the error.
  Packet MakeError(const TcpSegment& quote, size_t from);

 private:
  void AddIpv4(const TcpSegment& segment, size_t from);
  void AddIpv6(const TcpSegment& segment, size_t from);
  void AddTcp(const TcpSegment& segment, size_t from);
  void PutAddress(size_t at, const IpAddress& address);
  IpAddress AddressOf(const TcpSegment& segment, size_t from, size_t end) const;
  IpAddress AddressIn(const TcpSegment& quote, size_t from, const IpAddress& address);
  IpAddress OtherAddress(const IpAddress& address);
  uint16_t IdentificationOf(uint16_t identification, size_t counter);

  uint32_t flags_;
  TimestampShift timestamps_;
  std::array<uint16_t, 3> first_identification_{};  // of both ends and of ICMP errors
  std::vector<IpAddress> others_;                   // senders of errors other than the ends
  std::vector<std::byte> head_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SHARE_ANONYMISED_PACKET_H_
