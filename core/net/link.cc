// Link layers of local networks and of the capturing machine itself.
#include "core/net/walk.h"

namespace tcpladder {
namespace {

constexpr uint16_t kLargestLength = 1500;  // a larger number is an EtherType

}  // namespace

LayerId AfterEtherType(Walk& walk, uint16_t ether_type) {
  switch (ether_type) {
    case 0x0800:
      return LayerId::ipv4;
    case 0x86dd:
      return LayerId::ipv6;
    case 0x8100:  // 802.1Q
    case 0x88a8:  // 802.1ad
    case 0x9100:  // what was used before 802.1ad
      return LayerId::vlan;
    default:
      break;
  }
  if (ether_type <= kLargestLength) {
    walk.Limit(ether_type);
    return LayerId::llc;
  }
  return walk.Stop(FindingId::k_unsupported_ether_type, ether_type, {ether_type});
}

LayerId ReadEthernet(Walk& walk) {
  if (!walk.bytes.Has(14)) return walk.CutLink(14);
  const uint16_t type = walk.bytes.U16(12);
  walk.Drop(14);
  return AfterEtherType(walk, type);
}

LayerId ReadVlan(Walk& walk) {
  if (!walk.bytes.Has(4)) return walk.CutLink(4);
  const uint16_t type = walk.bytes.U16(2);
  walk.Drop(4);
  return AfterEtherType(walk, type);
}

// IEEE 802.2: destination and source access point, control field of one or two octets.
LayerId ReadLlc(Walk& walk) {
  if (!walk.bytes.Has(3)) return walk.CutLink(3);
  const uint8_t dsap = walk.bytes.U8(0);
  const uint8_t control = walk.bytes.U8(2);
  const bool unnumbered = (control & 3) == 3;
  if (dsap == 0xaa && walk.bytes.U8(1) == 0xaa && unnumbered) {
    walk.Drop(3);
    return LayerId::snap;
  }
  if (dsap == 0x06) {
    walk.Drop(unnumbered ? 3 : 4);
    return LayerId::ipv4;
  }
  return walk.Stop(FindingId::k_unsupported_ether_type, dsap, {dsap});
}

// Organization code and EtherType (IEEE 802).
LayerId ReadSnap(Walk& walk) {
  if (!walk.bytes.Has(5)) return walk.CutLink(5);
  const uint32_t organization = walk.bytes.U24(0);
  const uint16_t type = walk.bytes.U16(3);
  // 0x0000f8 is Cisco's bridging of Ethernet types, used by RFC 1042 stations too.
  if (organization != 0 && organization != 0xf8) {
    return walk.Stop(FindingId::k_unsupported_ether_type, type, {type});
  }
  walk.Drop(5);
  return AfterEtherType(walk, type);
}

// BSD loopback: the address family in the byte order of the capturing machine (LINKTYPE_NULL) or
// in network order (LINKTYPE_LOOP). Families are small numbers, so the order shows.
LayerId ReadNullLoopback(Walk& walk) {
  if (!walk.bytes.Has(4)) return walk.CutLink(4);
  uint32_t family = walk.bytes.U32(0, ByteOrder::big);
  if (family > 0xffff) family = walk.bytes.U32(0, ByteOrder::little);
  walk.Drop(4);
  switch (family) {
    case 2:
      return LayerId::ipv4;
    case 10:  // AF_INET6 of Linux, Windows, NetBSD and OpenBSD, FreeBSD, Darwin
    case 23:
    case 24:
    case 28:
    case 30:
      return LayerId::ipv6;
    default:
      break;
  }
  if (family > kLargestLength && family <= 0xffff) {
    return AfterEtherType(walk, static_cast<uint16_t>(family));
  }
  return walk.Stop(FindingId::k_unsupported_address_family, family, {family});
}

LayerId ReadRawIp(Walk& walk) {
  if (walk.bytes.empty()) return walk.CutIp(1, 0);
  return walk.bytes.U8(0) >> 4 == 6 ? LayerId::ipv6 : LayerId::ipv4;
}

LayerId ReadLinuxSll(Walk& walk) {
  if (!walk.bytes.Has(16)) return walk.CutLink(16);
  const uint16_t protocol = walk.bytes.U16(14);
  walk.Drop(16);
  if (protocol == 4) return LayerId::llc;
  if (protocol < 0x600) {
    return walk.Stop(FindingId::k_unsupported_ether_type, protocol, {protocol});
  }
  return AfterEtherType(walk, protocol);
}

LayerId ReadLinuxSll2(Walk& walk) {
  if (!walk.bytes.Has(20)) return walk.CutLink(20);
  const uint16_t protocol = walk.bytes.U16(0);
  walk.Drop(20);
  if (protocol == 4) return LayerId::llc;
  if (protocol < 0x600) {
    return walk.Stop(FindingId::k_unsupported_ether_type, protocol, {protocol});
  }
  return AfterEtherType(walk, protocol);
}

}  // namespace tcpladder
