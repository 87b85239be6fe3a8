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

Statements StatementsOf(const Engine& engine, const Connection& connection) {
  Statements statements;
  Tracker tracker;
  uint32_t row = 0;
  for (uint32_t i = connection.first_segment; i != kNone; i = engine.segments()[i].next) {
    TrackedSegment tracked = ToTracked(engine.segments()[i]);
    tracked.window_shift = connection.TrackedShift(tracked.from);
    tracker.Step(tracked, row++, &statements);
  }
  return statements;
}

}  // namespace tcpladder
