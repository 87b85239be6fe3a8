// One connection whose payload is given as text, each segment at a place of its own choosing.
#ifndef TCPLADDER_TESTS_CORE_PAYLOAD_PAYLOAD_CAPTURE_H_
#define TCPLADDER_TESTS_CORE_PAYLOAD_PAYLOAD_CAPTURE_H_

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/engine/engine.h"
#include "tests/support/packets.h"
#include "tests/support/pcap_writer.h"

namespace tcpladder::test {

class PayloadCapture {
 public:
  static constexpr uint32_t kClientIsn = 1000, kServerIsn = 5000;

  explicit PayloadCapture(uint16_t client_port = 40000) : client_port_(client_port) {}

  PayloadCapture& Handshake() {
    Send(0, kSyn, kClientIsn, 0, "");
    Send(1, kSyn | kAck, kServerIsn, kClientIsn + 1, "");
    return Send(0, kAck, kClientIsn + 1, kServerIsn + 1, "");
  }
  // Payload of the client that begins at number `at` of its stream.
  PayloadCapture& Client(uint32_t at, std::string_view text, uint16_t flags = kAck) {
    return Send(0, flags, kClientIsn + 1 + at, kServerIsn + 1, text);
  }
  PayloadCapture& Server(uint32_t at, std::string_view text, uint16_t flags = kAck) {
    return Send(1, flags, kServerIsn + 1 + at, kClientIsn + 1, text);
  }
  // The server acknowledges all below `at`.
  PayloadCapture& Acknowledge(uint32_t at) {
    return Send(1, kAck, kServerIsn + 1, kClientIsn + 1 + at, "");
  }
  PayloadCapture& SnapLength(size_t bytes) {
    snap_length_ = bytes;
    return *this;
  }

  const std::vector<Bytes>& frames() const { return frames_; }
  Bytes File() const {
    PcapWriter writer;
    int64_t time_ns = 1'700'000'000'000'000'000;
    for (const Bytes& frame : frames_) {
      writer.Frame(time_ns += 1'000'000, frame.First(std::min(snap_length_, frame.size())),
                   static_cast<uint32_t>(frame.size()));
    }
    return writer.file();
  }

 private:
  PayloadCapture& Send(size_t from, uint16_t flags, uint32_t seq, uint32_t ack,
                       std::string_view text) {
    TcpFields fields;
    fields.source_port = from == 0 ? client_port_ : 80;
    fields.destination_port = from == 0 ? 80 : client_port_;
    fields.seq = seq;
    fields.ack = ack;
    fields.flags = flags;
    for (const char letter : text) fields.payload.U8(static_cast<uint8_t>(letter));
    Ipv4Fields ip;
    if (from == 1) std::swap(ip.source, ip.destination);
    ip.identification = static_cast<uint16_t>(frames_.size() + 1);
    frames_.push_back(Ethernet(0x0800, Ipv4(ip, Tcp(fields))));
    return *this;
  }

  uint16_t client_port_;
  size_t snap_length_ = SIZE_MAX;
  std::vector<Bytes> frames_;
};

inline PayloadCapture Opened(uint16_t client_port = 40000) {
  return PayloadCapture(client_port).Handshake();
}

}  // namespace tcpladder::test

#endif  // TCPLADDER_TESTS_CORE_PAYLOAD_PAYLOAD_CAPTURE_H_
