#include "core/engine/captured_extents.h"

#include <algorithm>

namespace tcpladder {
namespace {

constexpr size_t kFixedHeader = 20;  // of TCP

}  // namespace

CapturedExtents::CapturedExtents(Arena& arena)
    : trailing_bytes_(arena), cut_headers_(arena), cut_payloads_(arena), unknown_(arena) {}

CapturedExtent CapturedExtents::Take(uint32_t segment, const TcpSegment& parsed) {
  const bool cut = parsed.payload.size() < parsed.length;
  if (cut) NoteLength(cut_payloads_, segment, parsed.payload.size());
  if (parsed.extent != HeaderExtent::whole) {
    const size_t fixed = std::min(parsed.captured.size(), kFixedHeader);
    NoteLength(cut_headers_, segment, fixed + parsed.options.size());
    return CapturedExtent::cut_header;
  }
  if (parsed.trailing_bytes != 0) {
    trailing_bytes_.Append({segment, parsed.trailing_bytes});
    return cut ? CapturedExtent::trailing_bytes_cut_payload : CapturedExtent::trailing_bytes;
  }
  return cut ? CapturedExtent::cut_payload : CapturedExtent::whole;
}

void CapturedExtents::TakeUnknown(uint32_t segment, uint32_t notes) {
  unknown_.Append({segment, notes});
}

uint32_t CapturedExtents::TrailingBytesOf(uint32_t segment) const {
  return ExactlyAt(trailing_bytes_, segment);
}

uint32_t CapturedExtents::UnknownOf(uint32_t segment) const { return ExactlyAt(unknown_, segment); }

size_t CapturedExtents::HeaderLengthOf(uint32_t segment) const {
  return InForceAt(cut_headers_, segment);
}

uint32_t CapturedExtents::PayloadOf(uint32_t segment, const SegmentRecord& record) const {
  switch (record.captured_extent()) {
    case CapturedExtent::cut_header:
      return 0;
    case CapturedExtent::cut_payload:
    case CapturedExtent::trailing_bytes_cut_payload:
      return std::min(record.length, InForceAt(cut_payloads_, segment));
    default:
      return record.length == kNoLength ? 0 : record.length;
  }
}

uint64_t CapturedExtents::memory() const {
  return trailing_bytes_.memory() + cut_headers_.memory() + cut_payloads_.memory() +
         unknown_.memory();
}

// Index of the first entry that belongs to `segment` or a later one.
size_t CapturedExtents::FirstNotBefore(const Entries& entries, uint64_t segment) {
  size_t low = 0, high = entries.size();
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (entries[middle].segment < segment) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

uint32_t CapturedExtents::ExactlyAt(const Entries& entries, uint32_t segment) {
  const size_t at = FirstNotBefore(entries, segment);
  return at < entries.size() && entries[at].segment == segment ? entries[at].value : 0;
}

uint32_t CapturedExtents::InForceAt(const Entries& entries, uint32_t segment) {
  const size_t behind = FirstNotBefore(entries, uint64_t{segment} + 1);
  return behind == 0 ? 0 : entries[behind - 1].value;
}

void CapturedExtents::NoteLength(Entries& lengths, uint32_t segment, size_t bytes) {
  if (!lengths.empty() && lengths.back().value == bytes) return;
  lengths.Append({segment, static_cast<uint32_t>(bytes)});
}

}  // namespace tcpladder
