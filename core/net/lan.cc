// Link layers of local networks: the IEEE 802 family, its tags, and its predecessors.
#include <iterator>

#include "core/net/walk.h"

namespace tcpladder {
namespace {

constexpr uint16_t kLargestLength = 1500;  // a larger number is an EtherType
constexpr size_t kAddresses = 12;          // of an Ethernet frame
constexpr uint16_t kVlanMask = 0xfff;
constexpr uint16_t kLinkTypeBroadcomPrepend = 282;

// Recognises Cisco's 40-bit group address, a length in place of the EtherType, and SNAP.
bool LooksLikeIsl(ByteReader frame) {
  constexpr uint64_t kGroups[] = {0x01000c0000, 0x03000c0000, 0x0c000c0000};
  constexpr uint32_t kSnapHeader = 0xaaaa03;
  if (frame.U16(kAddresses) > kLargestLength || frame.U24(14) != kSnapHeader) return false;
  const uint64_t group = uint64_t{frame.U32(0)} << 8 | frame.U8(4);
  return std::find(std::begin(kGroups), std::end(kGroups), group) != std::end(kGroups);
}

// Reads a tag of `length` bytes that ends in the EtherType of the next layer.
LayerId ReadTag(Walk& walk, size_t length) {
  if (!walk.bytes.Has(length)) return walk.CutLink(length);
  const uint16_t type = walk.bytes.U16(length - 2);
  walk.Drop(length);
  return AfterEtherType(walk, type);
}

LayerId ReadArcnetHeader(Walk& walk, size_t addresses, bool has_exception) {
  constexpr uint8_t kIpRfc1051 = 240, kIpRfc1201 = 212, kIpv6 = 196, kException = 0xff;
  if (!walk.bytes.Has(addresses + 1)) return walk.CutLink(addresses + 1);
  const uint8_t protocol = walk.bytes.U8(addresses);
  if (protocol == kIpRfc1051) {
    walk.Drop(addresses + 1);
    return LayerId::ipv4;
  }
  if (protocol != kIpRfc1201 && protocol != kIpv6) return walk.NoIp(LayerId::arcnet, protocol);
  // RFC 1201: split flag and sequence number, four bytes earlier than that for an exception.
  size_t length = addresses + 4;
  if (has_exception && walk.bytes.U8(addresses + 1) == kException) length += 4;
  if (!walk.bytes.Has(length)) return walk.CutLink(length);
  walk.Drop(length);
  return protocol == kIpv6 ? LayerId::ipv6 : LayerId::ipv4;
}

}  // namespace

LayerId AfterEtherType(Walk& walk, uint16_t ether_type) {
  switch (ether_type) {
    case 0x0800:
      return LayerId::ipv4;
    case 0x86dd:
      return LayerId::ipv6;
    case 0x8100:  // 802.1Q
    case 0x88a8:  // 802.1ad
    case 0x9100:  // used before 802.1ad
      return LayerId::vlan;
    case 0x88e7:
      return LayerId::provider_backbone;
    case 0x8926:
      return LayerId::vn_tag;
    case 0x893f:
      return LayerId::e_tag;
    case 0xf1c1:
      return LayerId::r_tag;
    case 0x892f:
      return LayerId::hsr;
    case 0xdada:  // Marvell's EtherType, two bytes of zeros, then its tag
      if (!walk.bytes.Has(2)) return walk.CutLink(2);
      walk.Drop(2);
      return LayerId::dsa;
    case 0x8909:
      return LayerId::cisco_metadata;
    case 0x22f3:
      return LayerId::trill;
    case 0x8903:
      return LayerId::fabric_path;
    case 0x88e5:
      return LayerId::macsec;
    case 0x8847:
    case 0x8848:
      return LayerId::mpls;
    case 0x8864:
      return LayerId::pppoe;
    case 0x880b:
      return LayerId::ppp;
    case 0x6558:  // transparent Ethernet bridging
      return LayerId::ethernet;
    case 0x894f:
      return LayerId::nsh;
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
  if (LooksLikeIsl(walk.bytes)) return LayerId::cisco_isl;
  walk.link_addresses = MixLinkAddresses(walk.bytes.U32(0), walk.bytes.U32(4), walk.bytes.U32(8));
  return ReadTag(walk, 14);
}

LayerId ReadVlan(Walk& walk) {
  walk.EnterNetwork(LayerId::vlan, walk.bytes.U16(0) & kVlanMask);
  return ReadTag(walk, 4);
}

LayerId ReadVnTag(Walk& walk) { return ReadTag(walk, 6); }
LayerId ReadETag(Walk& walk) { return ReadTag(walk, 8); }
LayerId ReadRTag(Walk& walk) { return ReadTag(walk, 6); }

// IEC 62439-3: path and size, sequence number, EtherType.
LayerId ReadHsr(Walk& walk) { return ReadTag(walk, 6); }

// The tag between a processor and its Marvell switch: mode, ports, and the VLAN in the last twelve
// bits. Bit 4 of the third byte adds four bytes.
LayerId ReadDsa(Walk& walk) {
  constexpr uint8_t kExtended = 0x10;
  if (!walk.bytes.Has(4)) return walk.CutLink(4);
  walk.EnterNetwork(LayerId::vlan, walk.bytes.U16(2) & kVlanMask);
  return ReadTag(walk, (walk.bytes.U8(2) & kExtended) != 0 ? 10 : 6);
}

// The same tag directly after the addresses, without an EtherType of its own.
LayerId ReadDsaEthernet(Walk& walk) {
  if (!walk.bytes.Has(kAddresses)) return walk.CutLink(kAddresses);
  walk.Drop(kAddresses);
  return LayerId::dsa;
}

// Broadcom's tag of four bytes: between addresses and EtherType, or in front of the frame.
LayerId ReadBroadcomTag(Walk& walk) {
  constexpr size_t kTag = 4;
  if (walk.frame.link_type == kLinkTypeBroadcomPrepend) {
    if (!walk.bytes.Has(kTag)) return walk.CutLink(kTag);
    walk.Drop(kTag);
    return LayerId::ethernet;
  }
  return ReadTag(walk, kAddresses + kTag + 2);
}

// Cisco Inter-Switch Link: an outer frame of 26 bytes that contains the complete inner one. Its
// length field covers the bytes after it, without the outer check sequence.
LayerId ReadCiscoIsl(Walk& walk) {
  constexpr size_t kHeader = 26, kBehindLength = 14;
  constexpr uint8_t kOfEthernet = 0, kOfTokenRing = 1, kOfFddi = 2;
  if (!walk.bytes.Has(kHeader)) return walk.CutLink(kHeader);
  const uint8_t type = walk.bytes.U8(5) >> 4;
  walk.EnterNetwork(LayerId::vlan, walk.bytes.U16(20) >> 1);
  walk.Limit(uint32_t{walk.bytes.U16(12)} + kBehindLength);
  walk.Drop(kHeader);
  switch (type) {
    case kOfEthernet:
      return LayerId::ethernet;
    case kOfTokenRing:
      return LayerId::token_ring;
    case kOfFddi:
      return LayerId::fddi;
    default:
      return walk.NoIp(LayerId::cisco_isl, type);
  }
}
LayerId ReadCiscoMetadata(Walk& walk) { return ReadTag(walk, 8); }

// IEEE 802.1ah: a service identifier of four bytes, then the customer's frame.
LayerId ReadProviderBackbone(Walk& walk) {
  if (!walk.bytes.Has(4)) return walk.CutLink(4);
  walk.EnterNetwork(LayerId::provider_backbone, walk.bytes.U24(1));
  walk.Drop(4);
  return LayerId::ethernet;
}

// RFC 6325: bits 6 to 10 are the length of the options in 32-bit words; the inner frame follows.
LayerId ReadTrill(Walk& walk) {
  if (!walk.bytes.Has(6)) return walk.CutLink(6);
  const size_t length = 6 + (walk.bytes.U16(0) >> 6 & 0x1fu) * 4;
  if (!walk.bytes.Has(length)) return walk.CutLink(length);
  walk.Drop(length);
  return LayerId::ethernet;
}

// Cisco FabricPath: an outer frame with a tag of two bytes that contains the complete inner one.
LayerId ReadFabricPath(Walk& walk) {
  if (!walk.bytes.Has(2)) return walk.CutLink(2);
  walk.Drop(2);
  return LayerId::ethernet;
}

// IEEE 802.1AE: control, short length, packet number, and a channel identifier if bit 5 is set. If
// bit 2 or 3 is set, the rest is encrypted or changed; otherwise a check value follows it.
LayerId ReadMacsec(Walk& walk) {
  constexpr uint8_t kChannel = 0x20, kChanged = 0x0c;
  constexpr uint32_t kCheckValue = 16;
  if (!walk.bytes.Has(6)) return walk.CutLink(6);
  const uint8_t control = walk.bytes.U8(0);
  if ((control & kChanged) != 0) return walk.Encrypted(LayerId::macsec);
  const size_t length = (control & kChannel) != 0 ? 14 : 6;
  if (walk.wire_length < length + kCheckValue) return walk.CutLink(length + kCheckValue);
  walk.Limit(walk.wire_length - kCheckValue);
  walk.Drop(length);
  return ReadTag(walk, 2);
}

// IEEE 802.2: destination and source access point, control field of one or two bytes.
LayerId ReadLlc(Walk& walk) {
  constexpr uint8_t kSnap = 0xaa, kIp = 0x06, kOsi = 0xfe, kNlpidIp = 0xcc, kNlpidIpv6 = 0x8e;
  if (!walk.bytes.Has(3)) return walk.CutLink(3);
  const uint8_t dsap = walk.bytes.U8(0);
  const bool unnumbered = (walk.bytes.U8(2) & 3) == 3;
  switch (dsap) {
    case kSnap:
      walk.Drop(unnumbered ? 3 : 4);
      return LayerId::snap;
    case kIp:
      walk.Drop(unnumbered ? 3 : 4);
      return LayerId::ipv4;
    case kOsi:  // RFC 1483 section 4.2
      if (walk.bytes.U8(3) != kNlpidIp && walk.bytes.U8(3) != kNlpidIpv6) break;
      walk.Drop(4);
      return AfterIpVersion(walk, LayerId::llc);
    default:
      break;
  }
  return walk.NoIp(LayerId::llc, dsap);
}

// IEEE 802: organization code and protocol.
LayerId ReadSnap(Walk& walk) {
  constexpr uint32_t kEtherTypes = 0, kBridged = 0x0000f8, kBridging = 0x0080c2;
  if (!walk.bytes.Has(5)) return walk.CutLink(5);
  const uint32_t organization = walk.bytes.U24(0);
  const uint16_t type = walk.bytes.U16(3);
  walk.Drop(5);
  if (organization == kEtherTypes || organization == kBridged) return AfterEtherType(walk, type);
  // RFC 1483: bridged Ethernet with or without its check sequence, after two bytes of padding.
  if (organization == kBridging && (type == 1 || type == 7) && walk.bytes.Has(2)) {
    walk.Drop(2);
    return LayerId::ethernet;
  }
  return walk.NoIp(LayerId::snap, organization);
}

// IEEE 802.5: access and frame control, addresses, and a source route if the first bit of the
// source address is set.
LayerId ReadTokenRing(Walk& walk) {
  constexpr uint8_t kLlcFrame = 1;
  if (!walk.bytes.Has(14)) return walk.CutLink(14);
  const uint8_t type = walk.bytes.U8(1) >> 6;
  if (type != kLlcFrame) return walk.NoIp(LayerId::token_ring, type);
  const bool routed = (walk.bytes.U8(8) & 0x80) != 0;
  const size_t length = 14 + (routed ? walk.bytes.U8(14) & 0x1fu : 0);
  if (!walk.bytes.Has(length)) return walk.CutLink(length);
  walk.Drop(length);
  return LayerId::llc;
}

LayerId ReadFddi(Walk& walk) {
  constexpr uint8_t kAsynchronousLlc = 0x50;
  if (!walk.bytes.Has(13)) return walk.CutLink(13);
  const uint8_t control = walk.bytes.U8(0);
  if ((control & 0xf0) != kAsynchronousLlc) return walk.NoIp(LayerId::fddi, control);
  walk.Drop(13);
  return LayerId::llc;
}

LayerId ReadArcnet(Walk& walk) { return ReadArcnetHeader(walk, 2, true); }
LayerId ReadArcnetLinux(Walk& walk) { return ReadArcnetHeader(walk, 4, false); }

// Two addresses of eight bytes and an EtherType (RFC 2734, in the form that macOS captures).
LayerId ReadIeee1394(Walk& walk) { return ReadTag(walk, 18); }

// RFC 2625: two addresses of eight bytes, then LLC.
LayerId ReadIpOverFibreChannel(Walk& walk) {
  if (!walk.bytes.Has(16)) return walk.CutLink(16);
  walk.Drop(16);
  return LayerId::llc;
}

// A global routing header, an EtherType and two reserved bytes (RFC 4391).
LayerId ReadIpOverInfiniband(Walk& walk) {
  if (!walk.bytes.Has(44)) return walk.CutLink(44);
  const uint16_t type = walk.bytes.U16(40);
  walk.Drop(44);
  return AfterEtherType(walk, type);
}

}  // namespace tcpladder
