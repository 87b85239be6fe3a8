// IP payload compression (RFC 3173): the protocol, flags and the number of the algorithm, then one
// compressed packet. Numbers below 64 are registered, those above are agreed on by the ends; as
// what they agree on is DEFLATE (RFC 2394) nearly everywhere, each number is tried as that.
#include "core/base/inflate.h"
#include "core/net/walk.h"

namespace tcpladder {

LayerId ReadIpcomp(Walk& walk) {
  // A frame of jumbo size and more; what claims to hold more is not worth the time to unpack it.
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
