#include "core/taps/packet.h"

#include "core/base/mix.h"
#include "core/base/sort.h"

namespace tcpladder {
namespace {

// A digest of the blocks relative to the acknowledgment number, so that a shift of both does not
// change it.
uint16_t DigestOfBlocks(const PacketTraits::Blocks& blocks, uint32_t ack) {
  if (blocks.count == 0) return 0;
  uint64_t digest = kMixConstant1;
  for (uint32_t i = 0; i < blocks.count; ++i) {
    const SackBlock block = blocks[i];
    digest = Mix(digest ^ (uint64_t{block.left - ack} << 32 | (block.right - ack)), kMixConstant2);
  }
  return static_cast<uint16_t>(digest) | 1;
}

// Appends a packet. Its fields are written where they remain: copying a record right after writing
// its small fields would wait for them.
void AppendPacket(const TapCapture& capture, int64_t start_ns, uint32_t segment,
                  const GroupMember& member, const SequenceShift& shift,
                  std::vector<Packet>& packets) {
  const SegmentRecord& record = capture.engine.segments()[segment];
  const PacketTraits::Trait& trait = capture.traits[segment];
  const auto direction = static_cast<uint8_t>(record.from() ^ (member.flipped ? 1 : 0));
  Packet& packet = packets.emplace_back();
  packet.time_ns = start_ns + record.time_ns;
  packet.seq = record.seq;
  packet.ack = record.flags & kAck ? record.ack : 0;
  packet.length = record.length == kNoLength ? 0 : record.length;
  packet.segment = segment;
  packet.flags = static_cast<uint16_t>(record.flags & SegmentRecord::kFlagsMask);
  packet.window = record.window;
  packet.identification = trait.identification;
  packet.timestamps = trait.timestamps();
  packet.sack = DigestOfBlocks(capture.traits.SackBlocks(segment), record.ack);
  packet.file = member.file;
  packet.direction = direction;
  packet.hop_limit = trait.hop_limit;
  if (member.file == 1) {
    packet.seq -= shift[direction];
    if (record.flags & kAck) packet.ack -= shift[1 - direction];
  }
}

}  // namespace

std::vector<Packet> PacketsOf(const std::array<TapCapture, 2>& captures,
                              const ConnectionGroup& group) {
  std::vector<Packet> packets;
  LoadPackets(captures, group, packets);
  return packets;
}

void LoadPackets(const std::array<TapCapture, 2>& captures, const ConnectionGroup& group,
                 std::vector<Packet>& packets) {
  packets.clear();
  size_t count = 0;
  for (const GroupMember& member : group.members) {
    const Connection& connection = captures[member.file].engine.connections()[member.connection];
    count += connection.segments[0] + connection.segments[1];
  }
  packets.reserve(count);
  for (uint8_t file = 0; file < 2; ++file) {
    const TapCapture& capture = captures[file];
    const int64_t start_ns = capture.engine.totals().start_ns;
    const size_t begin = packets.size();
    size_t members = 0;
    for (const GroupMember& member : group.members) {
      if (member.file != file) continue;
      ++members;
      const Connection& connection = capture.engine.connections()[member.connection];
      for (uint32_t i = connection.first_segment; i != kNone;
           i = capture.engine.segments()[i].next) {
        AppendPacket(capture, start_ns, i, member, group.shift, packets);
      }
    }
    if (members > 1) {
      SortStably(std::span(packets).subspan(begin),
                 [](const Packet& x, const Packet& y) { return x.segment < y.segment; });
    }
  }
}

}  // namespace tcpladder
