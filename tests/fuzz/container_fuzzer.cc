// Capture formats: the frames and findings do not depend on how the input is divided.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <vector>

#include "core/capture/capture_reader.h"

namespace {

using tcpladder::Findings;
using tcpladder::Frame;

// Combines the output into one number, and reads every byte that was passed on.
class Digest final : public tcpladder::FrameSink {
 public:
  void OnFrame(const Frame& frame) override {
    Mix(frame.number);
    Mix(static_cast<uint64_t>(frame.time_ns));
    Mix(frame.file_offset);
    Mix(frame.original_length);
    Mix(frame.link_type);
    Mix(frame.interface);
    for (std::byte byte : frame.bytes) Mix(static_cast<uint64_t>(byte));
  }
  void Mix(uint64_t value) { value_ = (value_ ^ value) * 0x100000001b3; }
  uint64_t value() const { return value_; }

 private:
  uint64_t value_ = 0xcbf29ce484222325;
};

uint64_t Read(std::span<const std::byte> file, size_t chunk) {
  Findings findings;
  Digest digest;
  tcpladder::CaptureReader reader(digest, findings);
  while (!file.empty()) {
    const size_t n = std::min(chunk, file.size());
    // Each chunk is a separate copy, so that a reader that keeps a pointer is caught.
    const std::vector<std::byte> piece(file.begin(), file.begin() + static_cast<ptrdiff_t>(n));
    reader.Push(piece);
    file = file.subspan(n);
  }
  digest.Mix(static_cast<uint64_t>(reader.Finish()));
  for (const auto& finding : findings.entries()) {
    digest.Mix(static_cast<uint64_t>(finding.id));
    digest.Mix(finding.count);
    digest.Mix(finding.first_offset);
    for (int64_t arg : finding.args) digest.Mix(static_cast<uint64_t>(arg));
  }
  return digest.value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto file = std::as_bytes(std::span(data, size));
  const uint64_t whole = Read(file, size + 1);
  const size_t chunk = size == 0 ? 1 : data[size - 1] % 97u + 1;
  if (Read(file, chunk) != whole) std::abort();
  return 0;
}
