// IEEE 802.11, and the headers that are added when it is captured.
#include "core/net/walk.h"

namespace tcpladder {
namespace {

constexpr uint8_t kToDs = 0x01, kFromDs = 0x02, kMoreFragments = 0x04, kProtected = 0x40,
                  kOrder = 0x80;

// `aligned`: the header is padded to a multiple of four bytes.
LayerId ReadWlanHeader(Walk& walk, bool aligned) {
  constexpr uint8_t kData = 2;
  if (!walk.bytes.Has(2)) return walk.CutLink(2);
  const uint8_t control = walk.bytes.U8(walk.wlan_swapped ? 1 : 0);
  const uint8_t flags = walk.bytes.U8(walk.wlan_swapped ? 0 : 1);
  const uint8_t type = control >> 2 & 3;
  const uint8_t subtype = control >> 4;
  const bool quality = (subtype & 8) != 0;
  const bool null = (subtype & 4) != 0;
  if (type != kData || null) return walk.NoIp(LayerId::wlan, uint32_t{type} << 4 | subtype);
  size_t length = 24;
  if ((flags & kToDs) != 0 && (flags & kFromDs) != 0) length += 6;
  const size_t quality_at = length;
  if (quality) length += (flags & kOrder) != 0 ? 6 : 2;
  if (aligned) length = (length + 3) & ~size_t{3};
  if (!walk.bytes.Has(length)) return walk.CutLink(length);
  if ((flags & kProtected) != 0) return walk.Encrypted(LayerId::wlan);
  const bool fragment = (flags & kMoreFragments) != 0 || (walk.bytes.U8(22) & 0x0f) != 0;
  if (fragment) return walk.NoIp(LayerId::wlan, walk.bytes.U8(22) & 0x0fu);
  const bool aggregate = quality && (walk.bytes.U8(quality_at) & 0x80) != 0;
  walk.Drop(length);
  return aggregate ? LayerId::wlan_aggregate : LayerId::llc;
}

}  // namespace

// Each subframe has two addresses, a length and an MSDU, and is padded to four bytes.
LayerId ReadWlanAggregate(Walk& walk) {
  constexpr size_t kHeader = 14;
  if (!walk.bytes.Has(kHeader)) return walk.CutLink(kHeader);
  const uint32_t length = walk.bytes.U16(12);
  const size_t next = (kHeader + length + 3) & ~size_t{3};
  if (walk.bytes.Has(next + kHeader)) walk.ReadLater(LayerId::wlan_aggregate, next);
  walk.Drop(kHeader);
  walk.Limit(length);
  return LayerId::llc;
}

LayerId ReadWlan(Walk& walk) { return ReadWlanHeader(walk, walk.wlan_aligned); }

// radiotap.org: version, padding, length, a chain of presence words, then the fields whose bits are
// set. Only the second field, the flags, is used; the first one is a clock of eight bytes.
LayerId ReadRadiotap(Walk& walk) {
  constexpr uint32_t kClock = 1, kFlags = 2, kMorePresence = 0x80000000;
  constexpr uint8_t kCheckSequence = 0x10, kPadding = 0x20;
  if (!walk.bytes.Has(8)) return walk.CutLink(8);
  const size_t length = walk.bytes.U16(2, ByteOrder::little);
  if (length < 8 || !walk.bytes.Has(length)) return walk.CutLink(std::max<size_t>(length, 8));
  const ByteReader header = walk.bytes.First(length);
  const uint32_t present = header.U32(4, ByteOrder::little);
  size_t at = 4;
  while ((header.U32(at, ByteOrder::little) & kMorePresence) != 0) at += 4;
  at += 4;
  if ((present & kClock) != 0) at = ((at + 7) & ~size_t{7}) + 8;
  const uint8_t flags = (present & kFlags) != 0 ? header.U8(at) : uint8_t{0};
  walk.Drop(length);
  if ((flags & kCheckSequence) != 0 && walk.wire_length >= 4) walk.Limit(walk.wire_length - 4);
  walk.wlan_aligned = (flags & kPadding) != 0;
  return LayerId::wlan;
}

// The Prism header is in the byte order of the capturing machine. AVS headers use the same link
// type.
LayerId ReadPrism(Walk& walk) {
  constexpr uint32_t kAvs1 = 0x80211001, kAvs2 = 0x80211002, kPrism = 0x00000044;
  if (!walk.bytes.Has(8)) return walk.CutLink(8);
  const uint32_t magic = walk.bytes.U32(0);
  if (magic == kAvs1 || magic == kAvs2) return LayerId::avs;
  const ByteOrder order = magic == kPrism ? ByteOrder::big : ByteOrder::little;
  const size_t length = walk.bytes.U32(4, order);
  if (length < 8 || !walk.bytes.Has(length)) return walk.CutLink(std::max<size_t>(length, 8));
  walk.Drop(length);
  return LayerId::wlan;
}

LayerId ReadAvs(Walk& walk) {
  if (!walk.bytes.Has(8)) return walk.CutLink(8);
  const size_t length = walk.bytes.U32(4);
  if (length < 8 || !walk.bytes.Has(length)) return walk.CutLink(std::max<size_t>(length, 8));
  walk.Drop(length);
  return LayerId::wlan;
}

// Per-Packet Information: version, flags, length, link type, all little-endian.
LayerId ReadPpi(Walk& walk) {
  if (!walk.bytes.Has(8)) return walk.CutLink(8);
  const size_t length = walk.bytes.U16(2, ByteOrder::little);
  const uint32_t link_type = walk.bytes.U32(4, ByteOrder::little);
  if (length < 8 || !walk.bytes.Has(length)) return walk.CutLink(std::max<size_t>(length, 8));
  walk.Drop(length);
  return AfterLinkType(walk, link_type);
}

}  // namespace tcpladder
