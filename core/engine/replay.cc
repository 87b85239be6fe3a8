#include "core/engine/replay.h"

#include "core/net/tcp_segment.h"

namespace tcpladder {

TrackedSegment ToTracked(const SegmentRecord& record) {
  return {.time_ns = record.time_ns,
          .seq = Seq(record.seq),
          .ack = Seq(record.ack),
          .length = record.length == kNoLength ? 0 : record.length,
          .flags = static_cast<uint16_t>(record.flags & SegmentRecord::kFlagsMask),
          .window = record.window,
          .from = record.from(),
          .fast_open = (record.flags & SegmentRecord::kFastOpen) != 0};
}

bool StatementReplay::Next() {
  if (next_ == kNone) return false;
  const SegmentRecord& record = engine_.segments()[next_];
  next_ = record.next;
  TrackedSegment tracked = ToTracked(record);
  tracked.window_shift = connection_.TrackedShift(tracked.from);
  statements_.clear();
  tracker_.Step(tracked, row_++, &statements_);
  return true;
}

namespace {

ZeekPacket PacketOf(const Engine& engine, uint32_t segment) {
  const SegmentRecord& record = engine.segments()[segment];
  ZeekPacket packet{.header_whole = record.length != kNoLength};
  switch (record.held_of()) {
    case Held::whole:
      break;
    case Held::whole_checksum_good:
      packet.checksum = Checksum::good;
      break;
    case Held::whole_checksum_bad:
      packet.checksum = Checksum::bad;
      break;
    case Held::surplus:
    case Held::surplus_cut_payload:
      packet.ip_surplus = engine.SurplusOf(segment);
      packet.payload_whole = record.held_of() == Held::surplus;
      break;
    case Held::cut_payload:
      packet.payload_whole = false;
      break;
    case Held::cut_header:
      packet.header_whole = false;
      break;
  }
  return packet;
}

}  // namespace

ZeekConnection ZeekOf(const Engine& engine, const Connection& connection) {
  ZeekConnection zeek;
  for (uint32_t i = connection.first_segment; i != kNone; i = engine.segments()[i].next) {
    zeek.Step(ToTracked(engine.segments()[i]), PacketOf(engine, i));
  }
  return zeek;
}

}  // namespace tcpladder
