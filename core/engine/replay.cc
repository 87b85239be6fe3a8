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

bool EventReplay::Next() {
  if (next_ == kNone) return false;
  const SegmentRecord& record = engine_.segments()[next_];
  next_ = record.next;
  TrackedSegment tracked = ToTracked(record);
  tracked.window_shift = connection_.TrackedShift(tracked.from);
  events_.clear();
  tracker_.Step(tracked, row_++, &events_);
  return true;
}

namespace {

ZeekPacket PacketOf(const Engine& engine, uint32_t segment) {
  const SegmentRecord& record = engine.segments()[segment];
  ZeekPacket packet{.header_whole = record.length != kNoLength};
  switch (record.captured_extent()) {
    case CapturedExtent::whole:
      break;
    case CapturedExtent::whole_checksum_good:
      packet.checksum = Checksum::good;
      break;
    case CapturedExtent::whole_checksum_bad:
      packet.checksum = Checksum::bad;
      break;
    case CapturedExtent::trailing_bytes:
    case CapturedExtent::trailing_bytes_cut_payload:
      packet.trailing_bytes = engine.TrailingBytesOf(segment);
      packet.payload_whole = record.captured_extent() == CapturedExtent::trailing_bytes;
      break;
    case CapturedExtent::cut_payload:
      packet.payload_whole = false;
      break;
    case CapturedExtent::cut_header:
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
