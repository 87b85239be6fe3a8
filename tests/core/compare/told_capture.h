// One connection told by what its ends do; how it is cut, timed and numbered is up to the
// recording.
#ifndef TCPLADDER_TESTS_CORE_COMPARE_TOLD_CAPTURE_H_
#define TCPLADDER_TESTS_CORE_COMPARE_TOLD_CAPTURE_H_

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/compare/compare.h"
#include "core/engine/engine.h"
#include "tests/support/packets.h"
#include "tests/support/pcap_writer.h"

namespace tcpladder::test {

struct Recording {
  uint16_t client_port = 40000;
  std::array<uint32_t, 2> isn{1000, 5000};
  uint32_t mss = 1000;  // bytes of a segment
  bool acknowledges_each = true;
  int64_t step_ns = 1'000'000;  // between segments
};

class ToldCapture {
 public:
  explicit ToldCapture(const Recording& recording = {})
      : recording_(recording), next_(recording.isn) {}

  // MSS, SACK permitted, timestamps, window scale.
  static Bytes UsualOptions(uint16_t mss = 1460, uint8_t shift = 7) {
    return Bytes().U8(2).U8(4).U16(mss).U8(4).U8(2).U8(1).U8(3).U8(3).U8(shift);
  }

  ToldCapture& Syn(const Bytes& options = UsualOptions()) { return Send(0, kSyn, 0, options); }
  ToldCapture& SynAck(const Bytes& options = UsualOptions()) {
    return Send(1, kSyn | kAck, 0, options);
  }
  ToldCapture& Opened() { return Syn().SynAck().Send(0, kAck); }
  // Payload of one end, cut into segments, acknowledged by the other.
  ToldCapture& Say(size_t end, uint32_t bytes) {
    for (uint32_t left = bytes; left > 0;) {
      const uint32_t size = std::min(left, recording_.mss);
      left -= size;
      Send(end, kAck, size);
      if (recording_.acknowledges_each || left == 0) Send(1 - end, kAck);
    }
    return *this;
  }
  // The same without an acknowledgment by itself.
  ToldCapture& SayAtOnce(size_t end, uint32_t bytes) { return Send(end, kAck, bytes); }
  // Payload that is not in the capture.
  ToldCapture& Skip(size_t end, uint32_t bytes) {
    next_[end] += bytes;
    return *this;
  }
  ToldCapture& After(int64_t ms) {
    time_ns_ += ms * 1'000'000;
    return *this;
  }
  ToldCapture& Fin(size_t end) { return Send(end, kFin | kAck); }
  ToldCapture& Reset(size_t end) { return Send(end, kRst | kAck); }
  ToldCapture& Closed(size_t first) { return Fin(first).Fin(1 - first).Send(first, kAck); }
  // The newest segment, or the one `back` places from the end, once more, as its sender repeats it.
  ToldCapture& Again(int64_t after_ms = 300, size_t back = 1) {
    const Bytes again = frames_[frames_.size() - back].second;
    frames_.emplace_back(time_ns_ += after_ms * 1'000'000, again);
    constexpr size_t kIdentification = 18;
    frames_.back().second.Set16(kIdentification, static_cast<uint16_t>(0x8000 + frames_.size()));
    return *this;
  }
  ToldCapture& Window(uint16_t window) {
    window_ = window;
    return *this;
  }
  ToldCapture& Send(size_t from, uint16_t flags, uint32_t length = 0, const Bytes& options = {}) {
    TcpFields fields;
    fields.source_port = from == 0 ? recording_.client_port : 80;
    fields.destination_port = from == 0 ? 80 : recording_.client_port;
    fields.seq = next_[from];
    fields.ack = flags & kAck ? next_[1 - from] : 0;
    fields.flags = flags;
    fields.window = window_;
    fields.options = options;
    fields.payload = Bytes::Zeros(length);
    next_[from] += length + (flags & (kSyn | kFin) ? 1 : 0);
    Ipv4Fields ip;
    if (from == 1) std::swap(ip.source, ip.destination);
    ip.identification = static_cast<uint16_t>(frames_.size() + 1);
    frames_.emplace_back(time_ns_ += recording_.step_ns, Ethernet(0x0800, Ipv4(ip, Tcp(fields))));
    return *this;
  }

  Bytes File() const {
    PcapWriter writer;
    for (const auto& [time_ns, frame] : frames_) writer.Frame(time_ns, frame);
    return writer.file();
  }

 private:
  Recording recording_;
  std::array<uint32_t, 2> next_;
  uint16_t window_ = 500;
  int64_t time_ns_ = 1'700'000'000'000'000'000;
  std::vector<std::pair<int64_t, Bytes>> frames_;
};

inline Story StoryIn(const ToldCapture& capture) {
  const Bytes file = capture.File();
  Engine engine;
  engine.Push(file);
  engine.Finish();
  const Connection& connection = engine.connections()[0];
  std::vector<std::byte> bytes;
  for (const uint64_t place : PlacesToReread(engine, connection)) {
    for (size_t i = 0; i < Rereads::kLength; ++i) {
      const size_t at = static_cast<size_t>(place) + i - Rereads::kBefore;
      bytes.push_back(at < file.size() ? file.span()[at] : std::byte{});
    }
  }
  return StoryOf(engine, connection, Rereads(SegmentsToReread(engine, connection), bytes));
}

inline Comparison Compared(const ToldCapture& a, const ToldCapture& b) {
  return Compare(StoryIn(a), StoryIn(b));
}

}  // namespace tcpladder::test

#endif  // TCPLADDER_TESTS_CORE_COMPARE_TOLD_CAPTURE_H_
