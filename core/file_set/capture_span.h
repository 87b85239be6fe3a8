// The time span of a capture file and a sample of its segments.
#ifndef TCPLADDER_CORE_FILE_SET_CAPTURE_SPAN_H_
#define TCPLADDER_CORE_FILE_SET_CAPTURE_SPAN_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/capture/capture_reader.h"
#include "core/capture/frame.h"
#include "core/file_set/traffic_sketch.h"
#include "core/findings/findings.h"

namespace tcpladder {

struct CaptureSpan {
  static constexpr uint32_t kNoName = 0xffffffff;

  uint64_t packets = 0;
  // Earliest and latest time of its packets, in nanoseconds since the Unix epoch, ignoring records
  // with an impossible time. Both are 0 if no packet has a time.
  int64_t first_ns = 0, last_ns = 0;
  uint16_t link_type = kNoLinkType;  // of the first packet
  bool refused = false;              // the file is not a capture
  uint64_t digest = 0;               // of the times and lengths of all packets, in file order

  TrafficSketch sketch{};
  uint32_t name = kNoName;  // see FileSetReader::Begin()

  bool has_time() const { return !refused && packets > 0; }
};

// Reads a file in chunks of any size.
class CaptureSpanReader final : private FrameSink {
 public:
  CaptureSpanReader() : reader_(*this, findings_) {}
  CaptureSpanReader(const CaptureSpanReader&) = delete;
  CaptureSpanReader& operator=(const CaptureSpanReader&) = delete;

  void Push(std::span<const std::byte> chunk);
  void Finish();

  // Complete after Finish().
  const CaptureSpan& span() const { return span_; }

 private:
  void OnFrame(const Frame& frame) override;
  void Digest(uint64_t number);

  Findings findings_;
  CaptureReader reader_;
  TrafficSketcher sketcher_;
  CaptureSpan span_;
  bool timed_ = false;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_FILE_SET_CAPTURE_SPAN_H_
