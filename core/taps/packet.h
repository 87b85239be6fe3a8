// The packets of one connection from two captures, with a common numbering.
#ifndef TCPLADDER_CORE_TAPS_PACKET_H_
#define TCPLADDER_CORE_TAPS_PACKET_H_

#include <array>
#include <cstdint>
#include <vector>

#include "core/engine/engine.h"
#include "core/net/tcp_flags.h"
#include "core/taps/packet_traits.h"

namespace tcpladder {

// One capture of a comparison. Both members must outlive everything derived from them.
struct TapCapture {
  const Engine& engine;
  const PacketTraits& traits;

  int64_t TimeOf(const SegmentRecord& record) const {
    return engine.totals().start_ns + record.time_ns;
  }
};

// The difference between the sequence numbers of captures b and a, by direction. It is not 0 if a
// middlebox between the taps chooses its own initial sequence numbers.
using SequenceShift = std::array<uint32_t, 2>;

// A connection of one capture, within a group of connections that are the same.
struct GroupMember {
  uint32_t connection = 0;
  uint8_t file = 0;      // 0: a, 1: b
  bool flipped = false;  // its client is the group's server
};

struct ConnectionGroup {
  std::vector<GroupMember> members;
  SequenceShift shift{};
};

// Flags that middleboxes do not change and offload does not distribute.
inline constexpr uint16_t kIdentityFlags = kSyn | kRst | kAck | kFin;

struct Packet {
  static constexpr uint32_t kNoPeer = 0xffffffff;

  int64_t time_ns = 0;        // since 1970 on its own capture's clock
  uint32_t seq = 0, ack = 0;  // in a's numbering; ack is 0 without the ACK flag
  uint32_t length = 0;        // payload bytes; 0 if unknown
  uint32_t segment = 0;       // in Engine::segments()
  uint32_t peer = kNoPeer;    // the packet of the other capture, in the same array
  uint16_t flags = 0;         // TcpFlag bits
  uint16_t window = 0;
  uint16_t identification = 0, timestamps = 0;  // see PacketTraits
  uint16_t sack = 0;                            // digest of its SACK blocks; 0: none
  uint8_t file = 0;
  uint8_t direction = 0;  // 0: from the group's client
  uint8_t hop_limit = 0;

  uint32_t identity_flags() const { return flags & kIdentityFlags; }
  // Number of sequence numbers that it occupies.
  uint32_t span() const { return length + ((flags & kSyn) ? 1u : 0u) + ((flags & kFin) ? 1u : 0u); }
};

// The packets of a group: those of file a first, each file in its own order.
std::vector<Packet> PacketsOf(const std::array<TapCapture, 2>& captures,
                              const ConnectionGroup& group);
// The same, but reuses the memory of `packets`.
void LoadPackets(const std::array<TapCapture, 2>& captures, const ConnectionGroup& group,
                 std::vector<Packet>& packets);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TAPS_PACKET_H_
