#include "core/share/share.h"

namespace tcpladder {
namespace {

constexpr uint16_t kRawIp = 101;

// The first of the rows, or kNone where there is none.
uint32_t SegmentAt(const Engine& engine, uint32_t connection, uint32_t row) {
  if (connection >= engine.connections().size()) return kNone;
  uint32_t segment = engine.connections()[connection].first_segment;
  for (; row > 0 && segment != kNone; --row) segment = engine.segments()[segment].next;
  return segment;
}

}  // namespace

Share::Rows Share::RowsOf(const Engine& engine, uint32_t connection, uint32_t first_row,
                          uint32_t last_row, uint32_t flags) {
  constexpr int64_t kMicrosecond = 1000;
  Rows rows;
  rows.next = last_row < first_row ? kNone : SegmentAt(engine, connection, first_row);
  if (rows.next == kNone) return rows;
  rows.start_ns = engine.segments()[rows.next].time_ns;
  const bool kept = (flags & kShareTimes) != 0;
  const int64_t base = kept ? engine.totals().start_ns % kMicrosecond : -rows.start_ns;
  for (uint32_t i = rows.next; i != kNone && rows.count <= last_row - first_row; ++rows.count) {
    const SegmentRecord& record = engine.segments()[i];
    rows.microseconds = rows.microseconds && (record.time_ns + base) % kMicrosecond == 0;
    i = record.next;
  }
  return rows;
}

Share::Share(const Engine& engine, uint32_t connection, uint32_t first_row, uint32_t last_row,
             uint32_t flags)
    : engine_(engine),
      rows_(RowsOf(engine, connection, first_row, last_row, flags)),
      shift_ns_(flags & kShareTimes ? 0
                                    : kSharedStartNs - (engine.totals().start_ns + rows_.start_ns)),
      packets_(flags),
      file_(kRawIp, rows_.microseconds ? PcapWriter::Resolution::microseconds
                                       : PcapWriter::Resolution::nanoseconds),
      dissector_(*this, findings_),
      reader_(*this, findings_) {}

bool Share::Push(std::span<const std::byte> chunk) {
  if (rows_.count == 0) return false;
  return reader_.Push(chunk) == CaptureStatus::need_more && rows_.count > 0;
}

void Share::Finish() { reader_.Finish(); }

void Share::OnFrame(const Frame& frame) {
  if (rows_.count == 0) return;
  dissector_.OnFrame(frame);
  // A frame that does not bring what it brought before would be waited for in vain.
  while (rows_.count > 0 && engine_.segments()[rows_.next].frame < frame.number) Advance();
}

void Share::OnSegment(const Frame& frame, const TcpSegment& segment) {
  const SegmentRecord& record = engine_.segments()[rows_.next];
  if (record.frame != frame.number || segment.origin != SegmentOrigin::wire) return;
  const NeutralPackets::Packet packet = packets_.Make(segment, record.from());
  file_.Record(frame.time_ns + shift_ns_, packet.head, packet.zeros, packet.length);
  Advance();
}

void Share::Advance() {
  rows_.next = engine_.segments()[rows_.next].next;
  --rows_.count;
}

}  // namespace tcpladder
