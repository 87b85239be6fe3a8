// Push reader of capture files: bytes in any chunks, frames out.
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
  need_more,  // nothing refused so far; more bytes are welcome
  refused,    // not a capture: the findings say why, later bytes are ignored
};

// Recognises the container by its first bytes and hands its frames on. How the input is cut into
// chunks makes no difference to what comes out.
class CaptureReader {
 public:
  // Both must outlive the reader.
  CaptureReader(FrameSink& frames, Findings& findings);
  ~CaptureReader();

  // The bytes need to live only during the call. A frame that lies whole within `chunk`, the
  // beginning of the next record included, is handed on without being copied.
  CaptureStatus Push(std::span<const std::byte> chunk);
  // The input has ended: reports a cut tail. Call once.
  CaptureStatus Finish();

  // Complete after Finish; lives as long as the reader.
  const CaptureMetadata& metadata() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_CAPTURE_CAPTURE_READER_H_
