// Packets that Linux netfilter passes to a program, alone (LINKTYPE_NFLOG) or in netlink messages.
// Numbers are in the byte order of the capturing machine, except those of the packet itself.
//
//   netlink message: length, type, flags, sequence number, port; padded to four bytes
//   netfilter message: family, version, resource; then attributes of length, type, value
#include <algorithm>
#include <optional>

#include "core/net/walk.h"

namespace tcpladder {
namespace {

constexpr size_t kNetlinkHeader = 16, kNetfilterHeader = 4;
constexpr uint16_t kPacketHeader = 1;  // an attribute in both kinds of messages

// The information of a message about its packet.
struct Message {
  ByteReader packet;
  uint16_t ether_type = 0;  // 0: unknown
};

// Reads attributes up to the packet, which is empty if the chain is broken. `ether_type_at` is the
// position of the EtherType in the packet header.
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

// The layer according to the family if it is a version of IP. For other families, such as a bridge,
// the packet decides.
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

// The byte order in which the length of the first message, a small number, fits the captured bytes.
std::optional<ByteOrder> OrderOfNetlink(ByteReader messages, uint32_t on_wire) {
  for (const ByteOrder order : {ByteOrder::little, ByteOrder::big}) {
    const uint32_t length = messages.U32(0, order);
    if (length >= kNetlinkHeader && length <= on_wire) return order;
  }
  return std::nullopt;
}

// A netlink message that contains a packet: bytes [begin, end) of the frame's messages.
struct NetlinkPacket {
  size_t begin = 0, end = 0;
  Message message;  // empty if no message has a packet
  uint8_t family = 0;
};

// The first message with a packet at or after `at`.
NetlinkPacket NextPacket(ByteReader messages, size_t at, ByteOrder order) {
  constexpr uint16_t kLog = 0x0400, kQueue = 0x0300;  // subsystem; the type of a packet is 0
  while (messages.Has(at + kNetlinkHeader + kNetfilterHeader)) {
    const ByteReader rest = messages.From(at);
    const size_t length = rest.U32(0, order);
    if (length < kNetlinkHeader) break;
    const uint16_t type = rest.U16(4, order);
    const ByteReader message = rest.First(length);
    const ByteReader attributes = message.From(kNetlinkHeader + kNetfilterHeader);
    const size_t end = at + std::min((message.size() + 3) & ~size_t{3}, rest.size());
    Message read;
    if (type == kLog) read = ReadAttributes(attributes, order, kLogPacket, 0);
    if (type == kQueue) read = ReadAttributes(attributes, order, kQueuePacket, 4);
    if (!read.packet.empty()) return {at, end, read, message.U8(kNetlinkHeader)};
    at = end;
  }
  return {};
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

LayerId ReadNetlink(Walk& walk) {
  if (!walk.bytes.Has(kNetlinkHeader)) return walk.CutLink(kNetlinkHeader);
  const std::optional<ByteOrder> order = OrderOfNetlink(walk.bytes, walk.wire_length);
  if (!order) return walk.NoIp(LayerId::netlink, walk.bytes.U16(4));
  const NetlinkPacket found = NextPacket(walk.bytes, 0, *order);
  if (found.message.packet.empty()) {
    return walk.NoIp(LayerId::netlink, walk.bytes.U16(4, *order));
  }
  const NetlinkPacket next = NextPacket(walk.bytes, found.end, *order);
  if (!next.message.packet.empty()) walk.ReadLater(LayerId::netlink, next.begin);
  return AfterFamily(walk, found.message, found.family);
}

}  // namespace tcpladder
