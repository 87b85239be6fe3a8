// Dissects single frames and stores the results.
#ifndef TCPLADDER_TESTS_SUPPORT_DISSECT_H_
#define TCPLADDER_TESTS_SUPPORT_DISSECT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/findings/findings.h"
#include "core/net/dissector.h"
#include "tests/support/bytes.h"

namespace tcpladder::test {

// A TcpSegment with a copy of its bytes.
struct ReadSegment {
  TcpSegment segment;  // options and payload are empty here
  uint32_t frame;
  std::vector<std::byte> options, payload;
};

// A dissector whose frames are numbered from 1.
class DissectorProbe final : private SegmentSink {
 public:
  DissectorProbe() : dissector_(*this, findings_) {}

  // Returns the segment that this frame completed. `original_length` defaults to the frame's
  // length.
  std::optional<ReadSegment> Read(uint16_t link_type, const Bytes& frame,
                                  std::optional<uint32_t> original_length = {});

  const Finding* Find(FindingId id) const;
  bool AnyFinding() const { return !findings_.entries().empty(); }
  // The layers of the latest frame, separated by spaces.
  std::string Layers() const;

 private:
  void OnSegment(const Frame& frame, const TcpSegment& segment) override;

  Findings findings_;
  Dissector dissector_;
  std::optional<ReadSegment> latest_;
  uint32_t frames_ = 0;
};

// The same for a single frame, if the findings do not matter.
std::optional<ReadSegment> Dissect(uint16_t link_type, const Bytes& frame);

}  // namespace tcpladder::test

#endif  // TCPLADDER_TESTS_SUPPORT_DISSECT_H_
