// How much of each segment was captured, and which of its fields a text lacked.
#ifndef TCPLADDER_CORE_ENGINE_CAPTURED_EXTENTS_H_
#define TCPLADDER_CORE_ENGINE_CAPTURED_EXTENTS_H_

#include <cstddef>
#include <cstdint>

#include "core/base/arena.h"
#include "core/base/chunked.h"
#include "core/engine/segment_record.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {

// Segments are numbered as in Engine::segments(). Lengths are kept only where they change, so a
// capture with a single snap length takes a few entries.
class CapturedExtents {
 public:
  explicit CapturedExtents(Arena& arena);

  // Call for each segment in capture order. Does not look at the checksum.
  CapturedExtent Take(uint32_t segment, const TcpSegment& parsed);
  // The text that the segment was read from lacks fields: bits of kUnknownNotes. Call in capture
  // order.
  void TakeUnknown(uint32_t segment, uint32_t notes);

  // The functions below take time logarithmic in the number of entries.

  // Captured bytes after the payload that the IP length includes.
  uint32_t TrailingBytesOf(uint32_t segment) const;
  // Bits passed to TakeUnknown(), or 0.
  uint32_t UnknownOf(uint32_t segment) const;
  // Captured bytes of the TCP header, including the fixed part. Meant for segments with
  // CapturedExtent::cut_header.
  size_t HeaderLengthOf(uint32_t segment) const;
  // Captured bytes of the payload of `record`, which describes the segment.
  uint32_t PayloadOf(uint32_t segment, const SegmentRecord& record) const;

  // Size in bytes.
  uint64_t memory() const;

 private:
  // A value of this segment, or of all segments from this one up to the next entry.
  struct Entry {
    uint32_t segment, value;
  };
  using Entries = Chunked<Entry, 6>;

  static size_t FirstNotBefore(const Entries& entries, uint64_t segment);
  static uint32_t ExactlyAt(const Entries& entries, uint32_t segment);
  static uint32_t InForceAt(const Entries& entries, uint32_t segment);
  static void NoteLength(Entries& lengths, uint32_t segment, size_t bytes);

  // Segments ascend in all four.
  Entries trailing_bytes_, cut_headers_, cut_payloads_, unknown_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_CAPTURED_EXTENTS_H_
