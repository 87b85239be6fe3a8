// Push reader of capture files: chunks of bytes in, frames out.
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
  need_more,  // nothing refused so far; can take more bytes
  refused,    // not a capture: the findings give the reason, later bytes are ignored
};

// Recognises the container by its first bytes and passes its frames on. How the input is cut into
// chunks makes no difference to the result.
class CaptureReader {
 public:
  // Both must outlive the reader.
  CaptureReader(FrameSink& frames, Findings& findings);
  ~CaptureReader();

  // The bytes need to live only during the call. A frame is not copied if `chunk` contains all of
  // it and the beginning of the next record.
  CaptureStatus Push(std::span<const std::byte> chunk);
  // The input has ended: reports a cut tail. Call once.
  CaptureStatus Finish();

  // Complete after Finish; valid as long as the reader exists.
  const CaptureMetadata& metadata() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_CAPTURE_CAPTURE_READER_H_
