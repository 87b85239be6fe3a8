#include "core/share/share.h"

namespace tcpladder {
namespace {

constexpr uint16_t kRawIp = 101;

// The segment of `row` within the connection, or kNone if there is none.
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
  const auto see = [&](int64_t time_ns) {
    rows.microseconds = rows.microseconds && (time_ns + base) % kMicrosecond == 0;
  };
  for (uint32_t i = rows.next; i != kNone && rows.count <= last_row - first_row; ++rows.count) {
    const SegmentRecord& record = engine.segments()[i];
    see(record.time_ns);
    i = record.next;
  }
  const IcmpErrors& errors = engine.icmp_errors();
  uint32_t i = errors.First(connection);
  while (i != kNone && errors[i].after <= first_row) i = errors[i].next;
  rows.error = i;
  for (; i != kNone && errors[i].after - 1 <= last_row; i = errors[i].next) see(errors[i].time_ns);
  rows.behind_error = i;
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
  if (rows_.done()) return false;
  return reader_.Push(chunk) == CaptureStatus::need_more && !rows_.done();
}

void Share::Finish() { reader_.Finish(); }

void Share::OnFrame(const Frame& frame) {
  if (rows_.done()) return;
  dissector_.OnFrame(frame);
  // A frame may no longer yield the segment that it yielded at first: skip the rows before this
  // frame.
  while (rows_.count > 0 && engine_.segments()[rows_.next].frame < frame.number) Advance();
  const IcmpErrors& errors = engine_.icmp_errors();
  while (rows_.error != rows_.behind_error && errors[rows_.error].frame < frame.number) {
    AdvanceError();
  }
}

void Share::OnSegment(const Frame& frame, const TcpSegment& segment) {
  if (segment.origin == SegmentOrigin::icmp_quote) return OnError(frame, segment);
  if (rows_.count == 0) return;
  const SegmentRecord& record = engine_.segments()[rows_.next];
  if (record.frame != frame.number) return;
  const AnonymisedPackets::Packet packet = packets_.Make(segment, record.from());
  file_.Record(frame.time_ns + shift_ns_, packet.head, packet.zeros, packet.length);
  Advance();
}

void Share::OnError(const Frame& frame, const TcpSegment& quote) {
  if (rows_.error == rows_.behind_error) return;
  const IcmpRecord& record = engine_.icmp_errors()[rows_.error];
  if (record.frame != frame.number) return;
  const AnonymisedPackets::Packet packet = packets_.MakeError(quote, record.to);
  if (packet.length > 0) {
    file_.Record(frame.time_ns + shift_ns_, packet.head, packet.zeros, packet.length);
  }
  AdvanceError();
}

void Share::Advance() {
  rows_.next = engine_.segments()[rows_.next].next;
  --rows_.count;
}

void Share::AdvanceError() { rows_.error = engine_.icmp_errors()[rows_.error].next; }

}  // namespace tcpladder
