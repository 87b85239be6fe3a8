// A transfer from 10.0.0.1 (client) to 10.0.0.2 (server), as a tap between them records it.
#ifndef TCPLADDER_TESTS_CORE_LIMITS_TRANSFER_CAPTURE_H_
#define TCPLADDER_TESTS_CORE_LIMITS_TRANSFER_CAPTURE_H_

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/engine/engine.h"
#include "tests/support/packets.h"
#include "tests/support/pcap_writer.h"

namespace tcpladder::test {

// Numbers are relative, the first byte is 1; times in milliseconds since the SYN.
class TransferCapture {
 public:
  static constexpr uint32_t kFull = 1448;  // payload of a full segment: MSS 1460 less timestamps

  // From tap to the client and back, and to the server and back.
  TransferCapture(double to_client_ms, double to_server_ms)
      : to_client_ms_(to_client_ms), to_server_ms_(to_server_ms) {}

  double round_trip_ms() const { return to_client_ms_ + to_server_ms_; }

  // Leaves the client's first data due at its return value.
  double Handshake() {
    Add(0, 0, kSyn, 0, 0, 65535, 0, SynOptions());
    Add(to_server_ms_, 1, kSyn | kAck, 0, 1, 65535, 0, SynOptions());
    Add(round_trip_ms(), 0, kAck, 1, 1, 512, 0);
    return round_trip_ms() + 1;
  }

  // The client's data passes the tap.
  void Data(double ms, uint32_t seq, uint32_t length = kFull, uint16_t flags = kAck) {
    Add(ms, 0, flags, seq, 1, 512, length);
  }
  // The server's acknowledgment passes the tap; `window` in units of 128 bytes.
  void Ack(double ms, uint32_t ack, uint16_t window = 20000, uint32_t length = 0) {
    Add(ms, 1, kAck, server_next_, ack, window, length);
    server_next_ += length;
  }
  void AckWithSack(double ms, uint32_t ack, uint32_t left, uint32_t right) {
    Bytes options;
    options.U8(1).U8(1).U8(5).U8(10).U32(kClientIsn + left).U32(kClientIsn + right);
    Add(ms, 1, kAck, server_next_, ack, 20000, 0, options);
  }

  // `count` full segments from `seq` on at `ms`, acknowledged one by one when they have come back
  // to the tap. Returns the next number.
  uint32_t Round(double ms, uint32_t seq, uint32_t count, uint16_t window = 20000) {
    for (uint32_t i = 0; i < count; ++i, seq += kFull) {
      const double at = ms + 0.01 * i;
      Data(at, seq);
      Ack(at + to_server_ms_, seq + kFull, window);
    }
    return seq;
  }

  Bytes File(double without_first_ms = -1) const {
    std::vector<Packet> packets = packets_;
    std::stable_sort(packets.begin(), packets.end(),
                     [](const Packet& a, const Packet& b) { return a.ms < b.ms; });
    PcapWriter writer({.magic = 0xa1b23c4d, .nanoseconds = true});
    for (const Packet& packet : packets) {
      if (packet.ms <= without_first_ms) continue;
      writer.Frame(kStartNs + static_cast<int64_t>(packet.ms * 1e6), packet.frame);
    }
    return writer.file();
  }

  // Not sorted: where times run back, the capture's clock was set back.
  Bytes FileAsAdded() const {
    PcapWriter writer({.magic = 0xa1b23c4d, .nanoseconds = true});
    for (const Packet& packet : packets_) {
      writer.Frame(kStartNs + static_cast<int64_t>(packet.ms * 1e6), packet.frame);
    }
    return writer.file();
  }

  // TSval of the client's next segments, and TSecr of the server's.
  uint32_t timestamps = 1, echo = 1;

  static constexpr int64_t kStartNs = 1'700'000'000'000'000'000;
  static constexpr uint32_t kClientIsn = 4'294'960'000, kServerIsn = 77;

 private:
  struct Packet {
    double ms;
    Bytes frame;
  };

  static Bytes SynOptions() {
    Bytes options;
    options.U8(2).U8(4).U16(1460).U8(1).U8(3).U8(3).U8(7);
    return options;
  }

  void Add(double ms, int from, uint16_t flags, uint32_t seq, uint32_t ack, uint16_t window,
           uint32_t length, const Bytes& options = {}) {
    TcpFields tcp;
    if (from == 1) std::swap(tcp.source_port, tcp.destination_port);
    tcp.seq = (from == 0 ? kClientIsn : kServerIsn) + seq;
    tcp.ack = flags & kAck ? (from == 0 ? kServerIsn : kClientIsn) + ack : 0;
    tcp.flags = flags;
    tcp.window = window;
    tcp.options = options;
    if (!(flags & kSyn) && options.size() == 0) {
      const uint32_t own = from == 0 ? timestamps : 1, peers = from == 0 ? 1 : echo;
      tcp.options.U8(1).U8(1).U8(8).U8(10).U32(own).U32(peers);
    }
    tcp.payload = Bytes::Zeros(length);
    Ipv4Fields ip;
    if (from == 1) std::swap(ip.source, ip.destination);
    ip.identification = static_cast<uint16_t>(packets_.size() + 1);
    packets_.push_back({ms, Ethernet(0x0800, Ipv4(ip, Tcp(tcp)))});
  }

  double to_client_ms_, to_server_ms_;
  uint32_t server_next_ = 1;
  std::vector<Packet> packets_;
};

inline constexpr uint32_t kFull = TransferCapture::kFull;

}  // namespace tcpladder::test

#endif  // TCPLADDER_TESTS_CORE_LIMITS_TRANSFER_CAPTURE_H_
