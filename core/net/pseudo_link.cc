// Headers that were not on the wire but were added by the capturing machine, a filter or a device.
#include "core/net/walk.h"

namespace tcpladder {
namespace {

constexpr uint16_t kLinkTypePktap = 258;

// Uses the hardware type (ARPHRD_) if it determines the meaning of the protocol number.
LayerId AfterSllProtocol(Walk& walk, LayerId layer, uint16_t protocol, uint16_t hardware) {
  constexpr uint16_t kFrameRelay = 770, kGre = 778, kRadiotap = 803, kNetlink = 824;
  constexpr uint16_t kNetfilter = 12;
  constexpr uint16_t kEthernet = 3, kLlc = 4, kPpp = 7;
  switch (hardware) {
    case kNetlink:
      return protocol == kNetfilter ? LayerId::netlink : walk.NoIp(layer, protocol);
    case kRadiotap:
      return LayerId::radiotap;
    case kFrameRelay:
      return LayerId::frame_relay;
    case kGre:
      if (protocol >= 0x600) return AfterGreProtocol(walk, 0, protocol);
      break;
    default:
      break;
  }
  switch (protocol) {
    case kEthernet:
      return LayerId::ethernet;
    case kLlc:
      return LayerId::llc;
    case kPpp:
      return LayerId::ppp;
    default:
      break;
  }
  if (protocol < 0x600) return walk.NoIp(layer, protocol);
  return AfterEtherType(walk, protocol);
}

// Magic number, flags, and extensions if flag 0x80 is set. If flag 0x02 is set, the frame begins
// with an address family instead of its link layer.
LayerId ReadJuniper(Walk& walk, LayerId next) {
  constexpr uint32_t kMagic = 0x4d4743;
  if (!walk.bytes.Has(4)) return walk.CutLink(4);
  if (walk.bytes.U24(0) != kMagic) return walk.NoIp(LayerId::juniper_ethernet, walk.bytes.U24(0));
  const uint8_t flags = walk.bytes.U8(3);
  const size_t length = (flags & 0x80) != 0 ? 6u + walk.bytes.U16(4) : 4u;
  if (!walk.bytes.Has(length)) return walk.CutLink(length);
  walk.Drop(length);
  if ((flags & 0x02) == 0) return next;
  if (!walk.bytes.Has(4)) return walk.CutLink(4);
  const uint32_t family = walk.bytes.U32(0, ByteOrder::little);
  walk.Drop(4);
  return AfterAddressFamily(walk, family == 6 ? 10 : family);
}

// Drops `bytes` bytes. False if they were not captured, which ends the walk.
bool DropThen(Walk& walk, size_t bytes) {
  if (!walk.bytes.Has(bytes)) {
    walk.CutLink(bytes);
    return false;
  }
  walk.Drop(bytes);
  return true;
}

// A card for synchronous lines does not record the protocol. Frame relay has an address that
// continues in a second byte, then a control byte. ReadPpp() recognises Cisco HDLC.
LayerId AfterHdlc(Walk& walk) {
  const bool two_bytes = (walk.bytes.U8(0) & 1) == 0 && (walk.bytes.U8(1) & 1) == 1;
  return two_bytes && walk.bytes.U8(2) == 0x03 ? LayerId::frame_relay : LayerId::ppp;
}

}  // namespace

LayerId AfterIpVersion(Walk& walk, LayerId layer) {
  if (walk.bytes.empty()) return walk.CutLink(1);
  const uint8_t version = walk.bytes.U8(0) >> 4;
  if (version == 4) return LayerId::ipv4;
  return version == 6 ? LayerId::ipv6 : walk.NoIp(layer, version);
}

LayerId AfterAddressFamily(Walk& walk, uint32_t family) {
  switch (family) {
    case 2:
      return LayerId::ipv4;
    case 10:  // AF_INET6 of Linux, Windows, NetBSD and OpenBSD, Solaris, FreeBSD, Darwin
    case 23:
    case 24:
    case 26:
    case 28:
    case 30:
      return LayerId::ipv6;
    default:
      return walk.Stop(FindingId::k_unsupported_address_family, family, {family});
  }
}

LayerId AfterLinkType(Walk& walk, uint32_t link_type) {
  const LayerId layer =
      link_type <= 0xffff ? FirstLayer(static_cast<uint16_t>(link_type)) : LayerId::none;
  if (layer != LayerId::none) return layer;
  return walk.Stop(FindingId::k_unsupported_link_type, link_type, {link_type});
}

// The address family is in the byte order of the capturing machine (LINKTYPE_NULL) or in network
// order (LINKTYPE_LOOP). Families are small numbers, which shows the order.
LayerId ReadNullLoopback(Walk& walk) {
  if (!walk.bytes.Has(4)) return walk.CutLink(4);
  if (walk.bytes.U16(0) == 0xff03) return LayerId::ppp;
  uint32_t family = walk.bytes.U32(0, ByteOrder::big);
  if (family > 0xffff) family = walk.bytes.U32(0, ByteOrder::little);
  walk.Drop(4);
  if (family >= 0x600 && family <= 0xffff) {
    return AfterEtherType(walk, static_cast<uint16_t>(family));
  }
  return AfterAddressFamily(walk, family);
}

// Old Linux drivers left a PPP header, a part of it, or ten zero bytes in front of the packet.
LayerId ReadRawIp(Walk& walk) {
  if (walk.bytes.U16(0) == 0xff03) return LayerId::ppp;
  if (walk.bytes.U16(1) == 0xff03) {
    walk.Drop(1);
    return LayerId::ppp;
  }
  if (walk.bytes.Has(11) && walk.bytes.U64(0) == 0 && walk.bytes.U16(8) == 0) walk.Drop(10);
  return AfterIpVersion(walk, LayerId::raw_ip);
}

LayerId ReadLinuxSll(Walk& walk) {
  if (!walk.bytes.Has(16)) return walk.CutLink(16);
  const uint16_t hardware = walk.bytes.U16(2);
  const uint16_t protocol = walk.bytes.U16(14);
  walk.Drop(16);
  return AfterSllProtocol(walk, LayerId::linux_sll, protocol, hardware);
}

LayerId ReadLinuxSll2(Walk& walk) {
  if (!walk.bytes.Has(20)) return walk.CutLink(20);
  const uint16_t protocol = walk.bytes.U16(0);
  const uint16_t hardware = walk.bytes.U16(8);
  walk.EnterNetwork(LayerId::linux_sll2, walk.bytes.U32(4));
  walk.Drop(20);
  return AfterSllProtocol(walk, LayerId::linux_sll2, protocol, hardware);
}

// Packet filter of OpenBSD and FreeBSD: length and family first, padded to four bytes.
LayerId ReadPflog(Walk& walk) {
  if (!walk.bytes.Has(4)) return walk.CutLink(4);
  const uint8_t family = walk.bytes.U8(1);
  const size_t length = (walk.bytes.U8(0) + 3u) & ~size_t{3};
  if (!walk.bytes.Has(length)) return walk.CutLink(length);
  walk.Drop(length);
  return AfterAddressFamily(walk, family);
}

// Family in the byte order of the capturing machine, association and flags; then the decrypted
// packet.
LayerId ReadOpenBsdEnc(Walk& walk) {
  if (!walk.bytes.Has(12)) return walk.CutLink(12);
  uint32_t family = walk.bytes.U32(0, ByteOrder::big);
  if (family > 0xffff) family = walk.bytes.U32(0, ByteOrder::little);
  walk.Drop(12);
  return AfterAddressFamily(walk, family);
}

// Solaris: version, family, hook type, length, interfaces and zones.
LayerId ReadIpnet(Walk& walk) {
  if (!walk.bytes.Has(24)) return walk.CutLink(24);
  const uint8_t family = walk.bytes.U8(1);
  walk.Drop(24);
  return AfterAddressFamily(walk, family);
}

// macOS: header length, record type, link type, interface and more, in the byte order of the
// capturing machine (little-endian except on old machines). The length is small, which shows the
// order.
LayerId ReadPktap(Walk& walk) {
  constexpr size_t kNamed = 12, kLeast = 108, kMost = 4096;
  if (!walk.bytes.Has(kNamed)) return walk.CutLink(kNamed);
  ByteOrder order = ByteOrder::little;
  if (walk.bytes.U32(0, order) > kMost) order = ByteOrder::big;
  const size_t length = walk.bytes.U32(0, order);
  const uint32_t link_type = walk.bytes.U32(8, order);
  if (walk.frame.link_type != kLinkTypePktap && (length < kLeast || length > kMost)) {
    return walk.Stop(FindingId::k_unsupported_link_type, walk.frame.link_type,
                     {walk.frame.link_type});
  }
  if (length < kNamed || !walk.bytes.Has(length)) return walk.CutLink(std::max(length, kNamed));
  walk.Drop(length);
  return AfterLinkType(walk, link_type);
}

LayerId ReadJuniperEthernet(Walk& walk) { return ReadJuniper(walk, LayerId::ethernet); }
LayerId ReadJuniperPpp(Walk& walk) { return ReadJuniper(walk, LayerId::ppp); }
LayerId ReadJuniperFrameRelay(Walk& walk) { return ReadJuniper(walk, LayerId::frame_relay); }
LayerId ReadJuniperCiscoHdlc(Walk& walk) { return ReadJuniper(walk, LayerId::cisco_hdlc); }

LayerId ReadNetanalyzer(Walk& walk) {
  if (!walk.bytes.Has(4)) return walk.CutLink(4);
  walk.Drop(4);
  return LayerId::ethernet;
}

// Endace: timestamp, type, flags, lengths, then extension headers of eight bytes. Each extension
// header follows if the high bit of the preceding type is set.
LayerId ReadErf(Walk& walk) {
  constexpr size_t kErfHeader = 16;
  if (!walk.bytes.Has(kErfHeader)) return walk.CutLink(kErfHeader);
  const uint8_t type = walk.bytes.U8(8);
  size_t length = kErfHeader;
  for (bool more = (type & 0x80) != 0; more; length += 8) {
    if (!walk.bytes.Has(length + 8)) return walk.CutLink(length + 8);
    more = (walk.bytes.U8(length) & 0x80) != 0;
  }
  // The length on the wire does not include the bytes before the frame, which are at most eight.
  walk.Limit(static_cast<uint32_t>(length) + 8u + walk.bytes.U16(14));
  walk.Drop(length);
  // Bytes before the frame: a channel header, a cell header, or offset and padding.
  constexpr size_t kChannel = 4, kCell = 4, kEthernetPadding = 2;
  switch (type & 0x7f) {
    case 1:
    case 10:
    case 15:
    case 19:
      return AfterHdlc(walk);
    case 5:
    case 17:
      return DropThen(walk, kChannel) ? AfterHdlc(walk) : LayerId::none;
    case 2:
    case 11:
    case 16:
    case 20:
      return DropThen(walk, kEthernetPadding) ? LayerId::ethernet : LayerId::none;
    case 4:
      return DropThen(walk, kCell) ? LayerId::atm_rfc1483 : LayerId::none;
    case 9:
      return DropThen(walk, kChannel + kCell) ? LayerId::atm_rfc1483 : LayerId::none;
    case 22:
      return LayerId::ipv4;
    case 23:
      return LayerId::ipv6;
    default:
      return walk.NoIp(LayerId::erf, type & 0x7fu);
  }
}

}  // namespace tcpladder
