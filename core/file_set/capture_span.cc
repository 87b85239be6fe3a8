#include "core/file_set/capture_span.h"

#include <algorithm>

namespace tcpladder {

void CaptureSpanReader::Push(std::span<const std::byte> chunk) {
  span_.refused = reader_.Push(chunk) == CaptureStatus::refused;
}

void CaptureSpanReader::Finish() {
  span_.refused = reader_.Finish() == CaptureStatus::refused;
  span_.sketch = sketcher_.sketch();
}

void CaptureSpanReader::OnFrame(const Frame& frame) {
  if (span_.packets++ == 0) span_.link_type = frame.link_type;
  Digest(static_cast<uint64_t>(frame.time_ns));
  Digest(frame.original_length);
  sketcher_.OnFrame(frame);
  if (frame.doubtful) return;
  span_.first_ns = timed_ ? std::min(span_.first_ns, frame.time_ns) : frame.time_ns;
  span_.last_ns = timed_ ? std::max(span_.last_ns, frame.time_ns) : frame.time_ns;
  timed_ = true;
}

// FNV-1a applied to words. It distinguishes captures reliably, except those made to collide.
// collide.
void CaptureSpanReader::Digest(uint64_t number) {
  constexpr uint64_t kPrime = 0x100000001b3;
  span_.digest = (span_.digest ^ number) * kPrime;
  span_.digest ^= span_.digest >> 32;
}

}  // namespace tcpladder
