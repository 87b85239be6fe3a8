// Headers that no wire ever saw: those of the machine, the filter or the device that captured.
#include "core/net/walk.h"

namespace tcpladder {
namespace {

// The attribute that holds the packet, or an empty view when the chain is broken. Lengths and
// types are of the capturing machine's order.
ByteReader NflogPayload(ByteReader attributes, ByteOrder order) {
  constexpr uint16_t kPayload = 9, kTypeMask = 0x7fff;
  while (attributes.Has(4)) {
    const size_t length = attributes.U16(0, order);
    if (length < 4) return ByteReader();
    if ((attributes.U16(2, order) & kTypeMask) == kPayload) {
      return attributes.Sub(4, length - 4);
    }
    if (!attributes.Has(length)) return ByteReader();
    attributes = attributes.From((length + 3) & ~size_t{3});
  }
  return ByteReader();
}

LayerId AfterSllProtocol(Walk& walk, LayerId layer, uint16_t protocol, uint16_t hardware) {
  constexpr uint16_t kNetlink = 824, kRadiotap = 803, kLlc = 4;
  if (hardware == kNetlink) return walk.NoIp(layer, protocol);
  if (hardware == kRadiotap) return LayerId::radiotap;
  if (protocol == kLlc) return LayerId::llc;
  if (protocol < 0x600) return walk.NoIp(layer, protocol);
  return AfterEtherType(walk, protocol);
}

// Magic, flags, extensions if flag 0x80; flag 0x02 says that the frame begins with an address
// family instead of its link layer.
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

// The address family in the byte order of the capturing machine (LINKTYPE_NULL) or in network
// order (LINKTYPE_LOOP). Families are small numbers, so the order shows.
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

// Old Linux drivers left (part of) a PPP header, or ten octets of zeros, in front of the packet.
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
  walk.Drop(20);
  return AfterSllProtocol(walk, LayerId::linux_sll2, protocol, hardware);
}

LayerId ReadNflog(Walk& walk) {
  if (!walk.bytes.Has(4)) return walk.CutLink(4);
  const uint8_t family = walk.bytes.U8(0);
  const ByteReader attributes = walk.bytes.From(4);
  ByteReader payload = NflogPayload(attributes, ByteOrder::little);
  if (payload.empty()) payload = NflogPayload(attributes, ByteOrder::big);
  if (payload.empty()) return walk.NoIp(LayerId::nflog, family);
  walk.Drop(static_cast<size_t>(payload.offset() - walk.bytes.offset()));
  return AfterAddressFamily(walk, family);
}

// OpenBSD's and FreeBSD's packet filter: length and family first, padded to four octets.
LayerId ReadPflog(Walk& walk) {
  if (!walk.bytes.Has(4)) return walk.CutLink(4);
  const uint8_t family = walk.bytes.U8(1);
  const size_t length = (walk.bytes.U8(0) + 3u) & ~size_t{3};
  if (!walk.bytes.Has(length)) return walk.CutLink(length);
  walk.Drop(length);
  return AfterAddressFamily(walk, family);
}

// Family in the capturing machine's order, association, flags; then the decrypted packet.
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

// macOS: header length, record type, link type, all little-endian.
LayerId ReadPktap(Walk& walk) {
  if (!walk.bytes.Has(12)) return walk.CutLink(12);
  const size_t length = walk.bytes.U32(0, ByteOrder::little);
  const uint32_t link_type = walk.bytes.U32(8, ByteOrder::little);
  if (length < 12 || !walk.bytes.Has(length)) return walk.CutLink(std::max<size_t>(length, 12));
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

// Endace: time stamp, type, flags, lengths, then extension headers of eight octets while the high
// bit of the type before them is set.
LayerId ReadErf(Walk& walk) {
  constexpr size_t kHeader = 16;
  if (!walk.bytes.Has(kHeader)) return walk.CutLink(kHeader);
  const uint8_t type = walk.bytes.U8(8);
  size_t length = kHeader;
  for (bool more = (type & 0x80) != 0; more; length += 8) {
    if (!walk.bytes.Has(length + 8)) return walk.CutLink(length + 8);
    more = (walk.bytes.U8(length) & 0x80) != 0;
  }
  walk.Limit(static_cast<uint32_t>(length) + walk.bytes.U16(14) + 2u);
  walk.Drop(length);
  switch (type & 0x7f) {
    case 1:  // packet over SONET
    case 5:
      return LayerId::ppp;
    case 2:  // Ethernet, behind two octets of offset and padding
    case 11:
    case 16:
    case 20:
      if (!walk.bytes.Has(2)) return walk.CutLink(2);
      walk.Drop(2);
      return LayerId::ethernet;
    case 22:
      return LayerId::ipv4;
    case 23:
      return LayerId::ipv6;
    default:
      return walk.NoIp(LayerId::erf, type & 0x7fu);
  }
}

}  // namespace tcpladder
