// Tunnel protocols on their registered ports.
#include "core/net/walk.h"

namespace tcpladder {
namespace {

struct TunnelPort {
  uint16_t port;
  LayerId layer;
};

constexpr TunnelPort kTunnelPorts[] = {
    {4789, LayerId::vxlan},  {8472, LayerId::vxlan},  {4790, LayerId::vxlan_gpe},
    {6081, LayerId::geneve}, {2152, LayerId::gtp},    {2123, LayerId::gtp},
    {3386, LayerId::gtp},    {3544, LayerId::teredo}, {1701, LayerId::l2tp},
    {5072, LayerId::ayiya},  {4341, LayerId::lisp},   {6635, LayerId::mpls},
    {37008, LayerId::tzsp},  {4754, LayerId::gre},    {5247, LayerId::capwap},
};

LayerId TunnelAt(uint16_t port) {
  for (const TunnelPort& tunnel : kTunnelPorts) {
    if (tunnel.port == port) return tunnel.layer;
  }
  return LayerId::none;
}

// The layer for the next protocol field of NSH and VXLAN-GPE.
LayerId AfterNextProtocol(Walk& walk, LayerId layer, uint8_t next) {
  switch (next) {
    case 1:
      return LayerId::ipv4;
    case 2:
      return LayerId::ipv6;
    case 3:
      return LayerId::ethernet;
    case 4:
      return LayerId::nsh;
    case 5:
      return LayerId::mpls;
    default:
      return walk.NoIp(layer, next);
  }
}

// The user's packet in GTP is IP, otherwise PPP.
LayerId AfterGtp(Walk& walk) {
  const uint8_t version = walk.bytes.U8(0) >> 4;
  return version == 4 || version == 6 ? AfterIpVersion(walk, LayerId::gtp) : LayerId::ppp;
}

// Length of the authentication and origin indications before Teredo's packet (RFC 4380 section
// 5.1.1).
size_t TeredoIndications(ByteReader bytes) {
  constexpr uint16_t kAuthentication = 1, kOrigin = 0;
  size_t length = 0;
  if (bytes.U16(0) == kAuthentication && bytes.Has(4)) length = 13u + bytes.U8(2) + bytes.U8(3);
  if (bytes.Has(length + 8) && bytes.U16(length) == kOrigin) length += 8;
  return length;
}

// Teredo clients choose their ports, so the packet itself must show that it is Teredo: an IPv6
// packet that fills the UDP payload and has a Teredo address (RFC 4380 section 2.6) at one end.
bool HoldsTeredo(const Walk& walk, uint16_t udp_length) {
  constexpr size_t kUdp = 8, kIpv6 = 40;
  constexpr uint32_t kPrefix = 0x20010000;
  const ByteReader payload = walk.bytes.From(kUdp);
  const size_t before = TeredoIndications(payload);
  const ByteReader packet = payload.From(before);
  if (!packet.Has(kIpv6) || packet.U8(0) >> 4 != 6) return false;
  if (kUdp + before + kIpv6 + packet.U16(4) != udp_length) return false;
  return packet.U32(8) == kPrefix || packet.U32(24) == kPrefix;
}

}  // namespace

LayerId AfterGreProtocol(Walk& walk, uint16_t flags, uint16_t protocol) {
  constexpr uint16_t kSequence = 0x1000;
  switch (protocol) {
    case 0x88be:  // type I has no sequence number and no header of its own
      return (flags & kSequence) != 0 ? LayerId::erspan : LayerId::ethernet;
    case 0x22eb:
      return LayerId::erspan;
    case 0x883e:  // WCCP; version 2 has four bytes before the packet
      if (walk.bytes.U8(0) >> 4 != 4 && walk.bytes.Has(4)) walk.Drop(4);
      return LayerId::ipv4;
    case 0x6400:  // MikroTik's EoIP
      return LayerId::ethernet;
    case 0x6559:
      return LayerId::frame_relay;
    default:
      break;
  }
  // Aruba's access points send 802.11 frames with their own protocol numbers.
  const bool aruba =
      (protocol >= 0x8200 && protocol <= 0x8370 && (protocol & 0xf) == 0) || protocol == 0x9000;
  if (aruba) return LayerId::wlan;
  if (protocol < 0x600) return walk.NoIp(LayerId::gre, protocol);
  return AfterEtherType(walk, protocol);
}

LayerId ReadUdp(Walk& walk) {
  if (!walk.bytes.Has(8)) return walk.NoIp(LayerId::udp, 0);
  const uint16_t source = walk.bytes.U16(0);
  const uint16_t destination = walk.bytes.U16(2);
  const uint16_t length = walk.bytes.U16(4);
  LayerId layer = TunnelAt(std::min(source, destination));
  if (layer == LayerId::none) layer = TunnelAt(std::max(source, destination));
  if (layer == LayerId::none && HoldsTeredo(walk, length)) layer = LayerId::teredo;
  if (layer == LayerId::none) return walk.Stop(FindingId::k_not_tcp, walk.ip_protocol, {17});
  walk.udp_source_port = source;
  if (length >= 8) walk.Limit(length);
  walk.Drop(8);
  return layer;
}

// RFC 2784 and RFC 2890; version 1 is used by PPTP (RFC 2637).
LayerId ReadGre(Walk& walk) {
  constexpr uint16_t kChecksum = 0x8000, kRouting = 0x4000, kKey = 0x2000, kSequence = 0x1000,
                     kAcknowledgment = 0x0080;
  if (!walk.bytes.Has(4)) return walk.CutLink(4);
  const uint16_t flags = walk.bytes.U16(0);
  const uint16_t protocol = walk.bytes.U16(2);
  const bool pptp = (flags & 7) == 1;
  size_t length = 4;
  if ((flags & (kChecksum | kRouting)) != 0) length += 4;
  if ((flags & kKey) != 0) length += 4;
  if ((flags & kSequence) != 0) length += 4;
  if (pptp && (flags & kAcknowledgment) != 0) length += 4;
  if ((flags & kRouting) != 0) {
    // Source route entries: family, offset, length, addresses. A length of 0 ends them (RFC 1701).
    for (size_t entry = 1; entry != 0;) {
      if (!walk.bytes.Has(length + 4)) return walk.CutLink(length + 4);
      entry = walk.bytes.U8(length + 3);
      length += 4 + entry;
    }
  }
  if (!walk.bytes.Has(length)) return walk.CutLink(length);
  // In PPTP, the key consists of a length and a call number.
  if ((flags & kKey) != 0) {
    const uint32_t key = walk.bytes.U32((flags & (kChecksum | kRouting)) != 0 ? 8 : 4);
    walk.EnterNetwork(LayerId::gre, pptp ? key & 0xffff : key);
  }
  walk.Drop(length);
  if (walk.wire_length == 0) return walk.NoIp(LayerId::gre, protocol);
  return AfterGreProtocol(walk, flags, protocol);
}

// Type II (version 1) has eight bytes; type III (version 2) has twelve, and eight more if its last
// bit is set.
LayerId ReadErspan(Walk& walk) {
  if (!walk.bytes.Has(8)) return walk.CutLink(8);
  const uint8_t version = walk.bytes.U8(0) >> 4;
  size_t length = 8;
  if (version == 2) length = (walk.bytes.U8(11) & 1) != 0 ? 20 : 12;
  if (!walk.bytes.Has(length)) return walk.CutLink(length);
  walk.Drop(length);
  return version == 1 || version == 2 ? LayerId::ethernet : walk.NoIp(LayerId::erspan, version);
}

// RFC 3378.
LayerId ReadEtherIp(Walk& walk) {
  if (!walk.bytes.Has(2)) return walk.CutLink(2);
  walk.Drop(2);
  return LayerId::ethernet;
}

// RFC 2004: contains the protocol and the addresses that the outer header replaced.
LayerId ReadMinimalEncapsulation(Walk& walk) {
  if (!walk.bytes.Has(8)) return walk.CutLink(8);
  const uint8_t protocol = walk.bytes.U8(0);
  const bool has_source = (walk.bytes.U8(1) & 0x80) != 0;
  const size_t length = has_source ? 12 : 8;
  if (!walk.bytes.Has(length)) return walk.CutLink(length);
  walk.destination = IpAddress::V4(walk.bytes.bytes().subspan(4, 4));
  if (has_source) walk.source = IpAddress::V4(walk.bytes.bytes().subspan(8, 4));
  walk.Drop(length);
  return AfterIpProtocol(walk, protocol);
}

// RFC 8300: the length is in 32-bit words.
LayerId ReadNsh(Walk& walk) {
  if (!walk.bytes.Has(8)) return walk.CutLink(8);
  const size_t length = std::max<size_t>(walk.bytes.U8(1) & 0x3fu, 2) * 4;
  const uint8_t next = walk.bytes.U8(3);
  if (!walk.bytes.Has(length)) return walk.CutLink(length);
  walk.Drop(length);
  return AfterNextProtocol(walk, LayerId::nsh, next);
}

// RFC 7348.
LayerId ReadVxlan(Walk& walk) {
  if (!walk.bytes.Has(8)) return walk.CutLink(8);
  walk.EnterNetwork(LayerId::vxlan, walk.bytes.U24(4));
  walk.Drop(8);
  return LayerId::ethernet;
}

LayerId ReadVxlanGpe(Walk& walk) {
  if (!walk.bytes.Has(8)) return walk.CutLink(8);
  const uint8_t next = walk.bytes.U8(3);
  walk.EnterNetwork(LayerId::vxlan, walk.bytes.U24(4));
  walk.Drop(8);
  return AfterNextProtocol(walk, LayerId::vxlan_gpe, next);
}

// RFC 8926: the length of the options is in 32-bit words; an EtherType follows.
LayerId ReadGeneve(Walk& walk) {
  if (!walk.bytes.Has(8)) return walk.CutLink(8);
  const size_t length = 8 + (walk.bytes.U8(0) & 0x3fu) * 4;
  const uint16_t type = walk.bytes.U16(2);
  if (!walk.bytes.Has(length)) return walk.CutLink(length);
  walk.EnterNetwork(LayerId::geneve, walk.bytes.U24(4));
  walk.Drop(length);
  return AfterEtherType(walk, type);
}

// 3GPP TS 29.060 and 29.281. Version 0 has a header of twenty bytes. Version 1 must be a G-PDU; if
// any flag is set, it has four more bytes and a chain of extension headers, measured in 32-bit
// words.
LayerId ReadGtp(Walk& walk) {
  constexpr uint8_t kAnyFlag = 0x07, kExtensions = 0x04, kGPdu = 0xff;
  if (!walk.bytes.Has(8)) return walk.CutLink(8);
  const uint8_t flags = walk.bytes.U8(0);
  const uint8_t type = walk.bytes.U8(1);
  const uint8_t gtp_version = flags >> 5;
  if (gtp_version > 1 || type != kGPdu) return walk.NoIp(LayerId::gtp, type);
  size_t length = gtp_version == 0 ? 20 : 8;
  walk.Limit(static_cast<uint32_t>(length) + walk.bytes.U16(2));
  if (gtp_version == 0) {
    if (!walk.bytes.Has(length)) return walk.CutLink(length);
    walk.Drop(length);
    return AfterGtp(walk);
  }
  walk.EnterNetwork(LayerId::gtp, walk.bytes.U32(4));
  if ((flags & kAnyFlag) != 0) length += 4;
  uint8_t next = (flags & kExtensions) != 0 ? walk.bytes.U8(11) : uint8_t{0};
  while (next != 0) {
    const size_t words = walk.bytes.U8(length);
    if (words == 0 || !walk.bytes.Has(length + words * 4)) return walk.CutLink(length + 4);
    length += words * 4;
    next = walk.bytes.U8(length - 1);
  }
  if (!walk.bytes.Has(length)) return walk.CutLink(length);
  walk.Drop(length);
  return AfterGtp(walk);
}

LayerId ReadTeredo(Walk& walk) {
  const size_t length = TeredoIndications(walk.bytes);
  if (!walk.bytes.Has(length)) return walk.CutLink(length);
  walk.Drop(length);
  return AfterIpVersion(walk, LayerId::teredo);
}

// RFC 2661: flags show whether length, sequence numbers and offset are present.
LayerId ReadL2tp(Walk& walk) {
  constexpr uint16_t kControl = 0x8000, kLength = 0x4000, kSequence = 0x0800, kOffset = 0x0200;
  if (!walk.bytes.Has(6)) return walk.CutLink(6);
  const uint16_t flags = walk.bytes.U16(0);
  if ((flags & kControl) != 0 || (flags & 0xf) != 2) return walk.NoIp(LayerId::l2tp, flags);
  size_t length = 6;
  if ((flags & kLength) != 0) {
    walk.Limit(walk.bytes.U16(2));
    length += 2;
  }
  walk.EnterNetwork(LayerId::l2tp, walk.bytes.U32(length - 4));
  if ((flags & kSequence) != 0) length += 4;
  if ((flags & kOffset) != 0) length += 2u + walk.bytes.U16(length);
  if (!walk.bytes.Has(length)) return walk.CutLink(length);
  walk.Drop(length);
  return LayerId::ppp;
}

// Anything In Anything: identity and signature, whose lengths are in the first two bytes.
LayerId ReadAyiya(Walk& walk) {
  if (!walk.bytes.Has(8)) return walk.CutLink(8);
  const size_t identity = size_t{1} << (walk.bytes.U8(0) >> 4);
  const size_t signature = (walk.bytes.U8(1) >> 4) * size_t{4};
  const size_t length = 8 + identity + signature;
  const uint8_t next = walk.bytes.U8(3);
  if (!walk.bytes.Has(length)) return walk.CutLink(length);
  walk.Drop(length);
  return AfterIpProtocol(walk, next);
}

// RFC 9300: a header of eight bytes.
LayerId ReadLisp(Walk& walk) {
  if (!walk.bytes.Has(8)) return walk.CutLink(8);
  walk.Drop(8);
  return AfterIpVersion(walk, LayerId::lisp);
}

// TaZmen Sniffer Protocol: version, type, protocol, then tags up to the end tag.
LayerId ReadTzsp(Walk& walk) {
  constexpr uint8_t kPadding = 0, kEnd = 1;
  if (!walk.bytes.Has(5)) return walk.CutLink(5);
  const uint16_t protocol = walk.bytes.U16(2);
  size_t at = 4;
  for (;;) {
    if (!walk.bytes.Has(at + 1)) return walk.CutLink(at + 1);
    const uint8_t tag = walk.bytes.U8(at++);
    if (tag == kEnd) break;
    if (tag != kPadding) at += 1u + walk.bytes.U8(at);
  }
  walk.Drop(at);
  switch (protocol) {
    case 1:
      return LayerId::ethernet;
    case 18:
      return LayerId::wlan;
    case 119:
      return LayerId::prism;
    case 127:
      return LayerId::avs;
    default:
      return walk.NoIp(LayerId::tzsp, protocol);
  }
}

}  // namespace tcpladder
