// Reads captures and stores the results.
#ifndef TCPLADDER_TESTS_SUPPORT_CAPTURE_FIXTURE_H_
#define TCPLADDER_TESTS_SUPPORT_CAPTURE_FIXTURE_H_

#include <cstdint>
#include <vector>

#include "core/capture/capture_reader.h"
#include "core/findings/findings.h"
#include "tests/support/bytes.h"

namespace tcpladder::test {

// A Frame with a copy of its bytes.
struct ReadFrame {
  uint32_t number;
  int64_t time_ns;
  uint64_t file_offset;
  uint32_t original_length;
  uint16_t link_type, interface;
  bool doubtful;
  std::vector<std::byte> bytes;

  bool operator==(const ReadFrame&) const = default;
};

struct ReadCapture {
  CaptureStatus status = CaptureStatus::need_more;
  std::vector<ReadFrame> frames;
  std::vector<Finding> findings;
  CaptureMetadata metadata;

  // The first finding with this id, or null.
  const Finding* Find(FindingId id) const;
};

// Pushes `file` in chunks of `chunk` bytes; 0 pushes it in one chunk.
ReadCapture ReadAll(std::span<const std::byte> file, size_t chunk = 0);
// Pushes it in two chunks, divided at `at`.
ReadCapture ReadCutAt(std::span<const std::byte> file, size_t at);
// Whether both contain the same frames and findings.
bool SameOutput(const ReadCapture& a, const ReadCapture& b);

}  // namespace tcpladder::test

#endif  // TCPLADDER_TESTS_SUPPORT_CAPTURE_FIXTURE_H_
