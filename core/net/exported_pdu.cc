// Packets exported by Wireshark (LINKTYPE_WIRESHARK_UPPER_PDU): tags of type, length and value in
// network order, ended by tag 0, describe the packet that follows and its two ends.
#include <string_view>

#include "core/net/walk.h"

namespace tcpladder {
namespace {

enum Tag : uint16_t {
  kEnd = 0,
  kDissector = 12,
  kHeuristicDissector = 13,
  kDissectorTable = 14,
  kIpv4Source = 20,
  kIpv4Destination = 21,
  kIpv6Source = 22,
  kIpv6Destination = 23,
  kTableValue = 32,
};

struct NamedLayer {
  std::string_view name;
  LayerId layer;
};
// Dissector names of Wireshark.
constexpr NamedLayer kDissectors[] = {
    {"ip", LayerId::ipv4},
    {"ipv4", LayerId::ipv4},
    {"ipv6", LayerId::ipv6},
    {"tcp", LayerId::tcp},
    {"udp", LayerId::udp},
    {"eth", LayerId::ethernet},
    {"eth_withfcs", LayerId::ethernet},
    {"eth_withoutfcs", LayerId::ethernet},
    {"eth_maybefcs", LayerId::ethernet},
    {"sll", LayerId::linux_sll},
    {"llc", LayerId::llc},
    {"ppp", LayerId::ppp},
    {"ppp_hdlc", LayerId::ppp},
    {"chdlc", LayerId::cisco_hdlc},
    {"fr", LayerId::frame_relay},
    {"mpls", LayerId::mpls},
    {"gre", LayerId::gre},
    {"wlan", LayerId::wlan},
    {"wlan_withoutfcs", LayerId::wlan},
    {"radiotap", LayerId::radiotap},
};

// Whether the bytes are `text`, padded with zeros.
bool Says(ByteReader bytes, std::string_view text) {
  if (!bytes.Has(text.size())) return false;
  for (size_t i = 0; i < bytes.size(); ++i) {
    const uint8_t expected = i < text.size() ? static_cast<uint8_t>(text[i]) : uint8_t{0};
    if (bytes.U8(i) != expected) return false;
  }
  return true;
}

struct Tags {
  ByteReader dissector, table;
  uint32_t value = 0;  // in `table`
};

void TakeTag(Walk& walk, Tags& tags, uint16_t tag, ByteReader value) {
  const auto bytes = value.bytes();
  switch (tag) {
    case kDissector:
    case kHeuristicDissector:
      tags.dissector = value;
      break;
    case kDissectorTable:
      tags.table = value;
      break;
    case kTableValue:
      tags.value = value.U32(0);
      break;
    case kIpv4Source:
      if (value.Has(4)) walk.source = IpAddress::V4(bytes.first(4));
      break;
    case kIpv4Destination:
      if (value.Has(4)) walk.destination = IpAddress::V4(bytes.first(4));
      break;
    case kIpv6Source:
      if (value.Has(16)) walk.source = IpAddress::V6(bytes.first(16));
      break;
    case kIpv6Destination:
      if (value.Has(16)) walk.destination = IpAddress::V6(bytes.first(16));
      break;
    default:
      break;
  }
}

}  // namespace

LayerId ReadExportedPdu(Walk& walk) {
  constexpr size_t kTagHeader = 4;
  Tags tags;
  for (;;) {
    if (!walk.bytes.Has(kTagHeader)) return walk.CutLink(kTagHeader);
    const uint16_t tag = walk.bytes.U16(0);
    const size_t length = kTagHeader + walk.bytes.U16(2);
    if (!walk.bytes.Has(length)) return walk.CutLink(length);
    TakeTag(walk, tags, tag, walk.bytes.Sub(kTagHeader, length - kTagHeader));
    walk.Drop(length);
    if (tag == kEnd) break;
  }
  for (const NamedLayer& named : kDissectors) {
    if (Says(tags.dissector, named.name)) return named.layer;
  }
  if (Says(tags.table, "ethertype") && tags.value <= 0xffff) {
    return AfterEtherType(walk, static_cast<uint16_t>(tags.value));
  }
  if (Says(tags.table, "ip.proto") && tags.value <= 0xff) {
    return AfterIpProtocol(walk, static_cast<uint8_t>(tags.value));
  }
  return walk.NoIp(LayerId::exported_pdu, tags.value);
}

}  // namespace tcpladder
