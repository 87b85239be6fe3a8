// The nine flag bits of the TCP header (RFC 9293 section 3.1; AE: RFC 9768, formerly NS).
#ifndef TCPLADDER_CORE_NET_TCP_FLAGS_H_
#define TCPLADDER_CORE_NET_TCP_FLAGS_H_

#include <cstdint>

namespace tcpladder {

enum TcpFlag : uint16_t {
  kFin = 0x001,
  kSyn = 0x002,
  kRst = 0x004,
  kPsh = 0x008,
  kAck = 0x010,
  kUrg = 0x020,
  kEce = 0x040,
  kCwr = 0x080,
  kAe = 0x100,
};

// The bits between the data offset and the flags.
inline constexpr uint16_t kReservedBits = 0x0e00;

// True if the flags contradict each other: SYN with FIN or RST, or none of SYN, FIN, RST and ACK.
// FIN with RST is accepted, because some stacks send it.
constexpr bool OddFlags(uint16_t flags) {
  const uint16_t control = flags & (kSyn | kFin | kRst | kAck);
  return control == 0 || ((flags & kSyn) != 0 && (flags & (kFin | kRst)) != 0);
}

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_NET_TCP_FLAGS_H_
