// ICMP errors, which quote the packet that caused them (RFC 792, RFC 4443).
#include "core/net/walk.h"

namespace tcpladder {
namespace {

constexpr size_t kIcmpHeader = 8;

// Fragmentation needed (RFC 1191 section 4), packet too big (RFC 4443 section 3.2).
uint32_t NextHopMtu(ByteReader header, LayerId quoted) {
  const uint8_t type = header.U8(0);
  if (quoted == LayerId::ipv6) return type == 2 ? header.U32(4) : 0;
  return type == 3 && header.U8(1) == 4 ? header.U16(6) : 0;
}

// A message without a quoted packet, such as an echo or a router advertisement.
LayerId Message(Walk& walk, uint8_t type, uint8_t version) {
  const auto key = static_cast<uint64_t>(version << 8 | type);
  return walk.Stop(FindingId::k_icmp_message, key, {type, version});
}

LayerId ReadQuote(Walk& walk, LayerId quoted) {
  if (!walk.bytes.Has(kIcmpHeader)) return walk.CutIp(kIcmpHeader, quoted == LayerId::ipv4 ? 4 : 6);
  if (!walk.quoted) {
    walk.icmp = {.source = walk.source,
                 .destination = walk.destination,
                 .mtu = NextHopMtu(walk.bytes, quoted),
                 .identification = walk.ip_identification,
                 .type = walk.bytes.U8(0),
                 .code = walk.bytes.U8(1)};
  }
  walk.Drop(kIcmpHeader);
  walk.quoted = true;
  return quoted;
}

}  // namespace

LayerId ReadIcmp(Walk& walk) {
  const uint8_t type = walk.bytes.U8(0);
  switch (type) {
    case 3:   // destination unreachable
    case 4:   // source quench
    case 5:   // redirect
    case 11:  // time exceeded
    case 12:  // parameter problem
      return ReadQuote(walk, LayerId::ipv4);
    default:
      return Message(walk, type, 4);
  }
}

LayerId ReadIcmpv6(Walk& walk) {
  const uint8_t type = walk.bytes.U8(0);
  // Unreachable, too big, time exceeded, parameter problem.
  if (type >= 1 && type <= 4) return ReadQuote(walk, LayerId::ipv6);
  return Message(walk, type, 6);
}

}  // namespace tcpladder
