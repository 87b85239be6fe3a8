// The layers of frames. The input is a list of frames for one dissector, so that fragments can be
// combined: link type (16 bits), original length minus captured length (8), captured length (16).
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <vector>

#include "core/base/byte_reader.h"
#include "core/net/dissector.h"
#include "core/net/tcp_options.h"

namespace {

using tcpladder::ByteReader;
using tcpladder::Frame;
using tcpladder::TcpSegment;

constexpr size_t kHeader = 5;
constexpr size_t kUsableTcpHeader = 14;  // a shorter header is not a segment

class Checker final : public tcpladder::SegmentSink {
 public:
  void OnSegment(const Frame& frame, const TcpSegment& segment) override {
    uint32_t sum = 0;
    for (std::byte byte : segment.payload) sum += std::to_integer<uint32_t>(byte);
    const tcpladder::TcpOptions options = tcpladder::ParseTcpOptions(segment.options);
    tcpladder::TcpOptionWalk walk(segment.options);
    for (tcpladder::TcpOption option; walk.Next(option);) {
      sum += tcpladder::NumbersOf(option).count;
    }
    sum += options.mss;
    sink_ = sum;
    const bool in_frame = segment.header_offset != tcpladder::kNoOffset;
    const auto header_end = uint64_t{segment.header_offset} + kUsableTcpHeader;
    if (in_frame && header_end > frame.bytes.size()) std::abort();
    if (segment.length != tcpladder::kNoLength && segment.payload.size() > segment.length &&
        segment.extent != tcpladder::HeaderExtent::bad_data_offset) {
      std::abort();
    }
    if (segment.source.ToString().empty()) std::abort();
  }

 private:
  volatile uint32_t sink_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  tcpladder::Findings findings;
  Checker checker;
  tcpladder::Dissector dissector(checker, findings);
  ByteReader input(std::as_bytes(std::span(data, size)));
  for (uint32_t number = 1; input.Has(kHeader); ++number) {
    const ByteReader bytes = input.Sub(kHeader, input.U16(3));
    // A separate copy, so that a read past the end is caught.
    const std::vector<std::byte> copy(bytes.bytes().begin(), bytes.bytes().end());
    Frame frame;
    frame.number = number;
    frame.file_offset = bytes.offset();
    frame.link_type = input.U16(0);
    frame.original_length = static_cast<uint32_t>(copy.size()) + input.U8(2);
    frame.bytes = copy;
    dissector.OnFrame(frame);
    input = input.From(kHeader + input.U16(3));
  }
  return 0;
}
