// Packets that Linux's netfilter hands to a program, alone (LINKTYPE_NFLOG) or in messages of
// netlink. Numbers are of the capturing machine's order, but for what the packet says of itself.
//
//   netlink message: length, type, flags, sequence number, port; padded to four bytes
//   netfilter message: family, version, resource; then attributes of length, type, value
#include <optional>

#include "core/net/walk.h"

namespace tcpladder {
namespace {

constexpr uint16_t kPacketHeader = 1;  // an attribute in either kind of message

// What a message says of its packet.
struct Message {
  ByteReader packet;
  uint16_t ether_type = 0;  // 0: not told
};

// The attributes up to the packet, which is empty where the chain is broken. `ether_type_at` is
// where the packet header has it.
Message ReadAttributes(ByteReader attributes, ByteOrder order, uint16_t packet_attribute,
                       size_t ether_type_at) {
  constexpr uint16_t kTypeMask = 0x7fff;
  Message message;
  while (attributes.Has(4)) {
    const size_t length = attributes.U16(0, order);
    if (length < 4) return {};
    const uint16_t type = attributes.U16(2, order) & kTypeMask;
    if (type == packet_attribute) {
      message.packet = attributes.Sub(4, length - 4);
      return message;
    }
    if (!attributes.Has(length)) return {};
    if (type == kPacketHeader) message.ether_type = attributes.U16(4 + ether_type_at);
    attributes = attributes.From((length + 3) & ~size_t{3});
  }
  return {};
}

// By the family where that names a version of IP; a bridge and others leave it to the packet.
LayerId AfterFamily(Walk& walk, const Message& message, uint8_t family) {
  constexpr uint8_t kInet = 2, kInet6 = 10;
  walk.Drop(static_cast<size_t>(message.packet.offset() - walk.bytes.offset()));
  walk.Limit(static_cast<uint32_t>(message.packet.size()));
  if (family == kInet || family == kInet6 || message.ether_type == 0) {
    return AfterAddressFamily(walk, family);
  }
  return AfterEtherType(walk, message.ether_type);
}

constexpr uint16_t kLogPacket = 9;     // NFULA_PAYLOAD
constexpr uint16_t kQueuePacket = 10;  // NFQA_PAYLOAD

// The order in which the first message fits into what was captured; the length is small.
std::optional<ByteOrder> OrderOfNetlink(ByteReader messages, uint32_t on_wire) {
  constexpr uint32_t kHeader = 16;
  for (const ByteOrder order : {ByteOrder::little, ByteOrder::big}) {
    const uint32_t length = messages.U32(0, order);
    if (length >= kHeader && length <= on_wire) return order;
  }
  return std::nullopt;
}

}  // namespace

LayerId ReadNflog(Walk& walk) {
  if (!walk.bytes.Has(4)) return walk.CutLink(4);
  const uint8_t family = walk.bytes.U8(0);
  const ByteReader attributes = walk.bytes.From(4);
  Message message = ReadAttributes(attributes, ByteOrder::little, kLogPacket, 0);
  if (message.packet.empty()) {
    message = ReadAttributes(attributes, ByteOrder::big, kLogPacket, 0);
  }
  if (message.packet.empty()) return walk.NoIp(LayerId::nflog, family);
  return AfterFamily(walk, message, family);
}

// The last packet of the frame's messages is read, as a frame yields one segment.
LayerId ReadNetlink(Walk& walk) {
  constexpr size_t kHeader = 16, kNetfilterHeader = 4;
  constexpr uint16_t kLog = 0x0400, kQueue = 0x0300;  // subsystem, and 0 for a packet
  if (!walk.bytes.Has(kHeader)) return walk.CutLink(kHeader);
  const std::optional<ByteOrder> order = OrderOfNetlink(walk.bytes, walk.wire_length);
  if (!order) return walk.NoIp(LayerId::netlink, walk.bytes.U16(4));
  Message found;
  uint8_t family = 0;
  for (ByteReader rest = walk.bytes; rest.Has(kHeader + kNetfilterHeader);) {
    const size_t length = rest.U32(0, *order);
    if (length < kHeader) break;
    const uint16_t type = rest.U16(4, *order);
    const ByteReader message = rest.First(length);
    const ByteReader attributes = message.From(kHeader + kNetfilterHeader);
    Message packet;
    if (type == kLog) packet = ReadAttributes(attributes, *order, kLogPacket, 0);
    if (type == kQueue) packet = ReadAttributes(attributes, *order, kQueuePacket, 4);
    if (!packet.packet.empty()) {
      found = packet;
      family = message.U8(kHeader);
    }
    rest = rest.From((length + 3) & ~size_t{3});
  }
  if (found.packet.empty()) return walk.NoIp(LayerId::netlink, walk.bytes.U16(4, *order));
  return AfterFamily(walk, found, family);
}

}  // namespace tcpladder
