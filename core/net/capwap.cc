// CAPWAP data (RFC 5415 section 4.3): frames between a wireless access point and its controller.
//
//   preamble (version, type), then 24 bits: header length in 32-bit words, radio, binding, flags;
//   fragment number and offset; optional radio address and wireless information up to the header
//   length
#include "core/net/walk.h"

namespace tcpladder {
namespace {

constexpr size_t kCapwapHeader = 8;
// Bits of the 24 bits after the preamble.
constexpr uint32_t kNative = 0x100, kFragment = 0x80, kLast = 0x40, kKeepAlive = 0x08;

// Cisco's controllers swap the two bytes of frame control. A data frame between access point and
// controller has type 2 in one byte and a direction in the other, which shows the order.
bool IsSwapped(ByteReader frame) {
  const auto is_data = [](uint8_t byte) { return (byte & 0x0f) == 0x08; };
  const auto has_direction = [](uint8_t byte) { return (byte & 0x03) != 0; };
  return is_data(frame.U8(1)) && has_direction(frame.U8(0));
}

}  // namespace

LayerId ReadCapwap(Walk& walk) {
  constexpr uint8_t kDtls = 1;
  constexpr uint32_t kIeee80211 = 1, kCisco = 0;
  if (!walk.bytes.Has(kCapwapHeader)) return walk.CutLink(kCapwapHeader);
  if ((walk.bytes.U8(0) & 0xf) == kDtls) return walk.Encrypted(LayerId::capwap);
  const uint32_t bits = walk.bytes.U24(1);
  const size_t length = size_t{bits >> 19} * 4;
  const uint32_t binding = bits >> 9 & 0x1f;
  const uint16_t number = walk.bytes.U16(4);
  const uint32_t offset = walk.bytes.U16(6) & 0xfff8u;
  if ((bits & kKeepAlive) != 0) return walk.NoIp(LayerId::capwap, 0);
  if (length < kCapwapHeader || !walk.bytes.Has(length)) {
    return walk.CutLink(std::max(length, kCapwapHeader));
  }
  walk.Drop(length);
  if ((bits & kFragment) != 0) {
    FragmentKey key = walk.KeyOfFragment(LayerId::capwap, number);
    key.port = walk.udp_source_port;
    if (!TakeFragment(walk, key, offset, (bits & kLast) == 0)) return LayerId::none;
  }
  if ((bits & kNative) == 0) return LayerId::ethernet;
  if (binding != kIeee80211 && binding != kCisco) return walk.NoIp(LayerId::capwap, binding);
  walk.wlan_swapped = IsSwapped(walk.bytes);
  return LayerId::wlan;
}

}  // namespace tcpladder
