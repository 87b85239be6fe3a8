// Push reader of capture files: takes chunks of bytes, emits frames.
#ifndef TCPLADDER_CORE_CAPTURE_CAPTURE_READER_H_
#define TCPLADDER_CORE_CAPTURE_CAPTURE_READER_H_

#include <cstddef>
#include <memory>
#include <span>

#include "core/capture/capture_metadata.h"
#include "core/capture/frame.h"
#include "core/findings/findings.h"

namespace tcpladder {

enum class CaptureStatus : uint8_t {
  need_more,  // nothing refused so far; accepts more bytes
  refused,    // not a capture: the findings give the reason, and further bytes are ignored
};

// Recognises the format by its first bytes and passes on its frames. The result does not depend on
// how the input is divided into chunks.
class CaptureReader {
 public:
  // Both must outlive this object.
  CaptureReader(FrameSink& frames, Findings& findings);
  ~CaptureReader();

  // The bytes need to be valid only during the call. A frame is not copied if `chunk` contains it
  // completely, and the beginning of the next record.
  CaptureStatus Push(std::span<const std::byte> chunk);
  // Call once at the end of the input: reports a truncated record.
  CaptureStatus Finish();

  // Complete after Finish(); valid as long as the reader exists.
  const CaptureMetadata& metadata() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_CAPTURE_CAPTURE_READER_H_
