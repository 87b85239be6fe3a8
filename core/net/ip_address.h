// An IPv4 or IPv6 address, as in the header.
#ifndef TCPLADDER_CORE_NET_IP_ADDRESS_H_
#define TCPLADDER_CORE_NET_IP_ADDRESS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>

namespace tcpladder {

// Sixteen bytes in network order; an IPv4 address uses the first four, and the rest are zero.
struct IpAddress {
  std::array<uint8_t, 16> bytes{};
  uint8_t version = 4;  // 4 or 6

  bool operator==(const IpAddress&) const = default;

  // Negative, 0 or positive if this address is less than, equal to, or greater than the other.
  // Compares versions, then bytes.
  int Compare(const IpAddress& other) const {
    if (version != other.version) return version < other.version ? -1 : 1;
    for (size_t at = 0; at < (version == 4 ? 4u : bytes.size()); at += 4) {
      const uint32_t own = Word(at), its = other.Word(at);
      if (own != its) return own < its ? -1 : 1;
    }
    return 0;
  }

  // `bytes` contains at least 4 (version 4) or 16 (version 6) bytes.
  static IpAddress V4(std::span<const std::byte> bytes) { return FromBytes(bytes.first<4>(), 4); }
  static IpAddress V6(std::span<const std::byte> bytes) { return FromBytes(bytes.first<16>(), 6); }

  // Dotted decimal, or RFC 5952 text without brackets.
  std::string ToString() const;

 private:
  uint32_t Word(size_t at) const {
    return uint32_t{bytes[at]} << 24 | uint32_t{bytes[at + 1]} << 16 |
           uint32_t{bytes[at + 2]} << 8 | bytes[at + 3];
  }

  template <size_t n>
  static IpAddress FromBytes(std::span<const std::byte, n> bytes, uint8_t version) {
    IpAddress address;
    std::memcpy(address.bytes.data(), bytes.data(), n);
    address.version = version;
    return address;
  }
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_NET_IP_ADDRESS_H_
