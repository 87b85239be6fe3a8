// IP payload compression (RFC 3173): protocol, flags and algorithm number, then a compressed
// packet. Numbers below 64 are registered, others are negotiated. Nearly all systems use DEFLATE
// (RFC 2394), so every number is assumed to mean that.
#include "core/base/inflate.h"
#include "core/net/walk.h"

namespace tcpladder {

LayerId ReadIpcomp(Walk& walk) {
  // Enough for jumbo frames; larger packets are not worth the time.
  constexpr size_t kHeader = 4, kLargestPacket = 16384;
  if (!walk.bytes.Has(kHeader)) return walk.CutIp(kHeader, 4);
  const uint8_t next = walk.bytes.U8(0);
  const uint16_t algorithm = walk.bytes.U16(2);
  walk.Drop(kHeader);
  std::vector<std::byte> packet;
  if (!Inflate(walk.bytes.bytes(), kLargestPacket, packet)) {
    return walk.NoIp(LayerId::ipcomp, algorithm);
  }
  walk.unpacked = std::move(packet);
  walk.bytes = ByteReader(walk.unpacked);
  walk.wire_length = static_cast<uint32_t>(walk.unpacked.size());
  walk.reassembled = true;
  return AfterIpProtocol(walk, next);
}

}  // namespace tcpladder
