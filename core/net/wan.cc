// Point-to-point link layers and label switching.
#include "core/net/walk.h"

namespace tcpladder {
namespace {

constexpr uint8_t kNlpidSnap = 0x80, kNlpidIpv6 = 0x8e, kNlpidIp = 0xcc;

LayerId DropDirection(Walk& walk, LayerId next) {
  if (!walk.bytes.Has(1)) return walk.CutLink(1);
  walk.Drop(1);
  return next;
}

// Whether an Ethernet frame may begin here: two addresses and a common EtherType.
bool LooksLikeEthernet(ByteReader bytes) {
  switch (bytes.U16(12)) {
    case 0x0800:
    case 0x0806:
    case 0x86dd:
    case 0x8100:
    case 0x88a8:
    case 0x8847:
    case 0x8864:
      return true;
    default:
      return false;
  }
}

// RFC 4385: for IP, the channel types are equal to the PPP protocol numbers.
LayerId AfterAssociatedChannel(Walk& walk) {
  if (!walk.bytes.Has(4)) return walk.CutLink(4);
  const uint16_t type = walk.bytes.U16(2);
  if (type != 0x0021 && type != 0x0057) return walk.NoIp(LayerId::mpls, type);
  walk.Drop(4);
  return AfterPppProtocol(walk, type);
}

}  // namespace

LayerId AfterPppProtocol(Walk& walk, uint16_t protocol) {
  switch (protocol) {
    case 0x0021:
      return LayerId::ipv4;
    case 0x0057:
      return LayerId::ipv6;
    case 0x0281:
    case 0x0283:
      return LayerId::mpls;
    case 0x003d:  // multilink (RFC 1990): only fragments that are complete packets are read
      if (!walk.bytes.Has(4)) return walk.CutLink(4);
      if (walk.bytes.U8(0) >> 6 != 3) break;
      walk.Drop(4);
      return LayerId::ppp;
    case 0x0031:  // bridging (RFC 3518): flags, MAC type, frame
      if (!walk.bytes.Has(2)) return walk.CutLink(2);
      if (walk.bytes.U8(1) != 1) break;
      walk.Drop(2);
      return LayerId::ethernet;
    default:
      break;
  }
  return walk.NoIp(LayerId::ppp, protocol);
}

// RFC 1661 and RFC 1662. Address and control fields may be omitted. The protocol number has one
// byte if that byte is odd. Cisco HDLC also uses the link type of PPP.
LayerId ReadPpp(Walk& walk) {
  if (walk.bytes.U8(0) == 0x0f || walk.bytes.U8(0) == 0x8f) return LayerId::cisco_hdlc;
  if (walk.bytes.U16(0) == 0xff03) walk.Drop(2);
  const bool short_number = (walk.bytes.U8(0) & 1) != 0;
  const size_t length = short_number ? 1 : 2;
  if (!walk.bytes.Has(length)) return walk.CutLink(length);
  const uint16_t protocol = short_number ? walk.bytes.U8(0) : walk.bytes.U16(0);
  walk.Drop(length);
  return AfterPppProtocol(walk, protocol);
}

LayerId ReadPppWithDirection(Walk& walk) {
  // In captures of pppd, the direction replaces the address.
  if (walk.bytes.Has(2) && walk.bytes.U8(1) == 0x03) {
    walk.Drop(2);
    return LayerId::ppp;
  }
  return DropDirection(walk, LayerId::ppp);
}

// RFC 2516: version and type, code, session, length.
LayerId ReadPppoe(Walk& walk) {
  if (!walk.bytes.Has(6)) return walk.CutLink(6);
  const uint8_t code = walk.bytes.U8(1);
  const uint16_t length = walk.bytes.U16(4);
  if (code != 0) return walk.NoIp(LayerId::pppoe, code);
  walk.EnterNetwork(LayerId::pppoe, walk.bytes.U16(2));
  walk.Drop(6);
  walk.Limit(length);
  return LayerId::ppp;
}

// Address, control, EtherType.
LayerId ReadCiscoHdlc(Walk& walk) {
  if (!walk.bytes.Has(4)) return walk.CutLink(4);
  const uint16_t type = walk.bytes.U16(2);
  if (type < 0x600 || type == 0x8035) return walk.NoIp(LayerId::cisco_hdlc, type);
  walk.Drop(4);
  return AfterEtherType(walk, type);
}

LayerId ReadCiscoHdlcWithDirection(Walk& walk) { return DropDirection(walk, LayerId::cisco_hdlc); }

// Address bytes up to an odd one, then a control byte and a network layer protocol identifier (RFC
// 2427), or Cisco's EtherType.
LayerId ReadFrameRelay(Walk& walk) {
  size_t at = 0;
  while (at < 4 && walk.bytes.Has(at + 1) && (walk.bytes.U8(at) & 1) == 0) ++at;
  ++at;
  if (!walk.bytes.Has(at + 2)) return walk.CutLink(at + 2);
  if (walk.bytes.U8(at) != 0x03) {
    const uint16_t type = walk.bytes.U16(at);
    if (type < 0x600) return walk.NoIp(LayerId::frame_relay, type);
    walk.Drop(at + 2);
    return AfterEtherType(walk, type);
  }
  ++at;
  if (walk.bytes.U8(at) == 0) ++at;  // padding
  const uint8_t identifier = walk.bytes.U8(at);
  if (!walk.bytes.Has(at + 1)) return walk.CutLink(at + 1);
  walk.Drop(at + 1);
  switch (identifier) {
    case kNlpidIp:
      return LayerId::ipv4;
    case kNlpidIpv6:
      return LayerId::ipv6;
    case kNlpidSnap:
      return LayerId::snap;
    default:
      return walk.NoIp(LayerId::frame_relay, identifier);
  }
}

LayerId ReadFrameRelayWithDirection(Walk& walk) {
  return DropDirection(walk, LayerId::frame_relay);
}

// LLC, or PPP if it does not begin like LLC (RFC 1483, RFC 2364).
LayerId ReadAtmRfc1483(Walk& walk) {
  if (walk.bytes.U16(0) == 0xfefe && walk.bytes.U8(3) == 0xcf) {
    walk.Drop(4);
    return LayerId::ppp;
  }
  return walk.bytes.U16(0) >> 8 == walk.bytes.U8(1) ? LayerId::llc : LayerId::ppp;
}

// Direction and traffic type, path, channel; traffic type 2 is LLC, 0 is unknown.
LayerId ReadSunAtm(Walk& walk) {
  if (!walk.bytes.Has(4)) return walk.CutLink(4);
  const uint8_t traffic = walk.bytes.U8(0) & 0x0f;
  walk.Drop(4);
  return traffic == 2 || traffic == 0 ? LayerId::atm_rfc1483 : walk.NoIp(LayerId::sunatm, traffic);
}

// RFC 3032: labels up to one with the bottom-of-stack bit. No field identifies the next layer, but
// IP begins with its version.
LayerId ReadMpls(Walk& walk) {
  for (;;) {
    if (!walk.bytes.Has(4)) return walk.CutLink(4);
    const bool bottom = (walk.bytes.U8(2) & 1) != 0;
    walk.EnterNetwork(LayerId::mpls, walk.bytes.U24(0) >> 4);
    walk.Drop(4);
    if (bottom) break;
  }
  if (walk.bytes.empty()) return walk.CutLink(1);
  switch (walk.bytes.U8(0) >> 4) {
    case 4:
      return LayerId::ipv4;
    case 6:
      return LayerId::ipv6;
    case 1:
      return AfterAssociatedChannel(walk);
    default:
      return LayerId::pseudowire;
  }
}

// RFC 4448: an Ethernet frame, possibly preceded by a control word.
LayerId ReadPseudowire(Walk& walk) {
  if (walk.bytes.U8(0) >> 4 == 0 && !LooksLikeEthernet(walk.bytes)) {
    if (!walk.bytes.Has(4)) return walk.CutLink(4);
    walk.Drop(4);
  }
  return LayerId::ethernet;
}

}  // namespace tcpladder
