// IPv4 (RFC 791) and IPv6 (RFC 8200), up to the protocol they carry.
//
// The length on the wire is that in the IP header, but at most that of the link layer. This removes
// Ethernet padding, and yields the payload length even if the capture truncated the frame.
#include "core/net/walk.h"

namespace tcpladder {
namespace {

constexpr size_t kIpv4Header = 20;
constexpr size_t kIpv6Header = 40;

// The values of `field` in the finding bad_ip_header.
enum IpField : int64_t {
#define IP_FIELD(id) kIpField_##id,
#include "core/net/ip_fields.def"
#undef IP_FIELD
};

LayerId BadIp(Walk& walk, IpField field, uint32_t value, uint32_t limit) {
  return walk.Stop(FindingId::k_bad_ip_header, static_cast<uint64_t>(field), {field, value, limit});
}

// The minimum length of an IPv4 option, including its kind and length bytes (IANA, IP Parameters).
uint8_t LeastLength(uint8_t kind) {
  switch (kind) {
    case 7:    // record route
    case 130:  // security
    case 131:  // loose source route
    case 137:  // strict source route
      return 3;
    case 68:   // time stamps
    case 136:  // stream identifier
    case 148:  // router alert
      return 4;
    default:
      return 2;
  }
}

// If parts of a source route have not been visited yet, its last address is the segment's
// destination (RFC 791, options 131 and 137).
void ReadIpv4Options(Walk& walk, ByteReader options) {
  constexpr uint8_t kEnd = 0, kNoOperation = 1, kLoose = 131, kStrict = 137;
  while (!options.empty()) {
    const uint8_t kind = options.U8(0);
    if (kind == kEnd) return;
    if (kind == kNoOperation) {
      options = options.From(1);
      continue;
    }
    const uint8_t length = options.U8(1);
    const uint8_t least = LeastLength(kind);
    if (length < least || !options.Has(length)) {
      walk.findings.Add(FindingId::k_bad_ip_option, kind, walk.frame.number, options.offset(),
                        {kind, length, least});
    }
    if (length < 2 || !options.Has(length)) return;
    const uint8_t pointer = options.U8(2);
    if ((kind == kLoose || kind == kStrict) && length >= 7 && pointer <= length) {
      walk.destination = IpAddress::V4(options.bytes().subspan(length - 4u, 4));
    }
    options = options.From(length);
  }
}

// Bytes after the IPv6 header according to the jumbo payload option (RFC 2675), or 0. `options`
// begins with a hop-by-hop options header.
uint32_t JumboLength(ByteReader options) {
  constexpr uint8_t kPad1 = 0, kJumbo = 194;
  options = options.First((options.U8(1) + size_t{1}) * 8).From(2);
  while (!options.empty()) {
    const uint8_t kind = options.U8(0);
    if (kind == kJumbo && options.U8(1) == 4) return options.U32(2);
    options = options.From(kind == kPad1 ? 1 : 2u + options.U8(1));
  }
  return 0;
}

// Determines the final destination if a routing header has segments left.
void FollowRouting(Walk& walk, ByteReader header) {
  constexpr uint8_t kSourceRoute = 0, kMobile = 2, kSegmentRouting = 4;
  const uint8_t type = header.U8(2);
  if (header.U8(3) == 0) return;
  size_t at = 8;
  if (type == kSourceRoute) {
    if (header.size() < 24) return;
    at = header.size() - 16;
  } else if (type != kMobile && type != kSegmentRouting) {
    return;
  }
  if (header.Has(at + 16)) walk.destination = IpAddress::V6(header.bytes().subspan(at, 16));
}

// An inner IP header is in a tunnel between the ends of the outer one, in either direction.
void EnterIp(Walk& walk) {
  if (walk.in_ip && !walk.quoted) {
    const auto mixed = [](const IpAddress& address) {
      const ByteReader bytes(std::as_bytes(std::span(address.bytes)));
      return Mix(bytes.U64(0) ^ kMixConstant1, bytes.U64(8) ^ kMixConstant2);
    };
    walk.EnterNetwork(LayerId::ipv4, mixed(walk.source) + mixed(walk.destination));
  }
  walk.in_ip = true;
}

}  // namespace

bool TakeFragment(Walk& walk, const FragmentKey& key, uint32_t offset, bool more) {
  if (walk.quoted) {
    // A quoted fragment cannot be reassembled.
    walk.fragmented = true;
    return offset == 0;
  }
  const auto identification = static_cast<int64_t>(key.identification);
  walk.findings.Add(FindingId::k_fragment, 0, walk.frame.number, walk.bytes.offset(),
                    {identification, offset});
  if (walk.cut || walk.bytes.size() < walk.wire_length) {
    // The fragment cannot be reassembled, but its header may be readable.
    walk.fragmented = true;
    return offset == 0;
  }
  const auto result = walk.fragments.Add(key, {offset, more, walk.bytes.bytes()});
  if (result.overlap) {
    walk.findings.Add(FindingId::k_fragment_overlap, 0, walk.frame.number, walk.bytes.offset(),
                      {identification, offset});
  }
  if (result.dropped_before != 0) {
    walk.findings.Add(FindingId::k_fragments_given_up, 0, walk.frame.number, walk.bytes.offset(),
                      {static_cast<int64_t>(result.dropped_before)});
  }
  if (result.datagram.empty()) return false;
  walk.bytes = ByteReader(result.datagram);
  walk.wire_length = static_cast<uint32_t>(result.datagram.size());
  walk.reassembled = true;
  return true;
}

LayerId AfterIpProtocol(Walk& walk, uint8_t protocol) {
  walk.ip_protocol = protocol;
  switch (protocol) {
    case 6:
      return LayerId::tcp;
    case 1:
      return LayerId::icmp;
    case 4:   // IP in IP
    case 94:  // another number for it, used by older routers
      return LayerId::ipv4;
    case 17:
      return LayerId::udp;
    case 41:
      return LayerId::ipv6;
    case 47:
      return LayerId::gre;
    case 55:
      return LayerId::minimal_encapsulation;
    case 58:
      return LayerId::icmpv6;
    case 97:
      return LayerId::ether_ip;
    case 108:
      return LayerId::ipcomp;
    case 137:
      return LayerId::mpls;
    case 143:  // Ethernet (RFC 8986)
      return LayerId::ethernet;
    case 0:    // hop-by-hop options
    case 43:   // routing
    case 44:   // fragment
    case 51:   // authentication header, also in IPv4
    case 60:   // destination options
    case 135:  // mobility
    case 139:  // host identity
    case 140:  // shim6
      return LayerId::ipv6_extension;
    default:
      return walk.Stop(FindingId::k_not_tcp, protocol, {protocol});
  }
}

LayerId ReadIpv4(Walk& walk) {
  const ByteReader header = walk.bytes;
  if (!header.Has(1)) return walk.CutIp(kIpv4Header, 4);
  const uint8_t version = header.U8(0) >> 4;
  if (version == 6) return LayerId::ipv6;
  if (version != 4) return BadIp(walk, kIpField_version, version, 4);
  if (!header.Has(kIpv4Header)) return walk.CutIp(kIpv4Header, 4);
  const uint32_t header_length = (header.U8(0) & 0x0fu) * 4;
  if (header_length < kIpv4Header)
    return BadIp(walk, kIpField_header_length, header_length, kIpv4Header);
  uint32_t total = header.U16(2);
  // Segmentation offload sets the length to 0 if it does not fit into 16 bits. The frame then
  // determines the length.
  if (total == 0) total = walk.wire_length;
  if (total < header_length) return BadIp(walk, kIpField_total_length, total, header_length);
  if (!header.Has(header_length)) return walk.CutIp(header_length, 4);

  const uint16_t identification = header.U16(4);
  const uint16_t fragment = header.U16(6);
  const uint8_t protocol = header.U8(9);
  EnterIp(walk);
  walk.source = IpAddress::V4(header.bytes().subspan(12, 4));
  walk.destination = IpAddress::V4(header.bytes().subspan(16, 4));
  walk.ip_protocol = protocol;
  walk.ip_identification = identification;
  walk.traffic_class = header.U8(1);
  walk.hop_limit = header.U8(8);
  walk.dont_fragment = (fragment & 0x4000) != 0;
  if (header_length > kIpv4Header) {
    ReadIpv4Options(walk, header.Sub(kIpv4Header, header_length - kIpv4Header));
  }
  walk.LimitToDatagram(total);
  walk.Drop(header_length);
  if ((fragment & 0x3fff) != 0) {
    const uint32_t offset = (fragment & 0x1fffu) * 8;
    const FragmentKey key = walk.KeyOfFragment(LayerId::ipv4, identification);
    if (!TakeFragment(walk, key, offset, (fragment & 0x2000) != 0)) return LayerId::none;
  }
  return AfterIpProtocol(walk, protocol);
}

LayerId ReadIpv6(Walk& walk) {
  const ByteReader header = walk.bytes;
  if (!header.Has(1)) return walk.CutIp(kIpv6Header, 6);
  const uint8_t version = header.U8(0) >> 4;
  if (version != 6) return BadIp(walk, kIpField_version, version, 6);
  if (!header.Has(kIpv6Header)) return walk.CutIp(kIpv6Header, 6);
  uint32_t payload = header.U16(4);
  const uint8_t next = header.U8(6);
  EnterIp(walk);
  walk.source = IpAddress::V6(header.bytes().subspan(8, 16));
  walk.destination = IpAddress::V6(header.bytes().subspan(24, 16));
  walk.ip_identification = 0;
  walk.traffic_class = static_cast<uint8_t>(header.U16(0) >> 4 & 0xff);
  walk.hop_limit = header.U8(7);
  walk.dont_fragment = false;
  walk.Drop(kIpv6Header);
  if (payload == 0 && next == 0) payload = JumboLength(walk.bytes);
  if (payload == 0) return BadIp(walk, kIpField_total_length, 0, 1);
  walk.LimitToDatagram(payload);
  return AfterIpProtocol(walk, next);
}

// Reads one extension header, whose type is walk.ip_protocol. All begin with the number of the next
// header.
LayerId ReadIpv6Extension(Walk& walk) {
  constexpr uint8_t kRouting = 43, kFragment = 44, kAuthentication = 51;
  const ByteReader header = walk.bytes;
  if (!header.Has(8)) return walk.CutIp(8, 6);
  const uint8_t type = walk.ip_protocol;
  const uint8_t next = header.U8(0);
  if (type == kFragment) {
    const uint16_t fragment = header.U16(2);
    const uint32_t identification = header.U32(4);
    const bool more = (fragment & 1) != 0;
    walk.ip_protocol = next;
    walk.Drop(8);
    // An atomic fragment contains the whole datagram (RFC 6946).
    const FragmentKey key = walk.KeyOfFragment(LayerId::ipv6, identification);
    if ((fragment & 0xfff9) != 0 && !TakeFragment(walk, key, fragment & 0xfff8u, more)) {
      return LayerId::none;
    }
    return AfterIpProtocol(walk, next);
  }
  const size_t length = type == kAuthentication ? (header.U8(1) + 2u) * 4 : (header.U8(1) + 1u) * 8;
  if (!header.Has(length)) return walk.CutIp(length, 6);
  if (type == kRouting) FollowRouting(walk, header.First(length));
  walk.Drop(length);
  return AfterIpProtocol(walk, next);
}

}  // namespace tcpladder
