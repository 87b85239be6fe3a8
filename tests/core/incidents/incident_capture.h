// A capture of several connections between any hosts of 10.0.0.0/24, segment by segment.
#ifndef TCPLADDER_TESTS_CORE_INCIDENTS_INCIDENT_CAPTURE_H_
#define TCPLADDER_TESTS_CORE_INCIDENTS_INCIDENT_CAPTURE_H_

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/engine/engine.h"
#include "core/incidents/incidents.h"
#include "core/net/tcp_flags.h"
#include "tests/support/packets.h"
#include "tests/support/pcap_writer.h"

namespace tcpladder::test {

// One connection; times in milliseconds since the capture's start. Numbers go on by themselves.
class Talk {
 public:
  Talk(uint8_t client, uint16_t client_port, uint8_t server, uint16_t server_port)
      : hosts_{client, server}, ports_{client_port, server_port} {}

  Talk& Handshake(double ms) {
    return Client(ms, kSyn).Server(ms + 1, kSyn | kAck).Client(ms + 2, kAck);
  }
  Talk& Client(double ms, uint16_t flags, uint32_t length = 0) {
    return Send(ms, 0, flags, length);
  }
  Talk& Server(double ms, uint16_t flags, uint32_t length = 0) {
    return Send(ms, 1, flags, length);
  }
  // The newest data or SYN of one end once more.
  Talk& Again(double ms, size_t from) {
    const Sent& last = last_[from];
    const uint32_t next = std::exchange(next_[from], last.seq);
    Send(ms, from, last.flags, last.length);
    next_[from] = next;
    return *this;
  }
  // What the server sends from here on does not arrive: the client goes on acknowledging this.
  Talk& Lose() {
    frozen_ = true;
    acked_ = next_[1];
    return *this;
  }
  // The window that both advertise from here on.
  Talk& Window(uint16_t window) {
    window_ = window;
    return *this;
  }

  struct Packet {
    double ms;
    Bytes frame;
  };
  const std::vector<Packet>& packets() const { return packets_; }

 private:
  struct Sent {
    uint32_t seq = 0, length = 0;
    uint16_t flags = 0;
  };

  Talk& Send(double ms, size_t from, uint16_t flags, uint32_t length) {
    TcpFields tcp;
    tcp.source_port = ports_[from];
    tcp.destination_port = ports_[1 - from];
    tcp.seq = next_[from];
    const uint32_t ack = frozen_ && from == 0 ? acked_ : next_[1 - from];
    tcp.ack = flags & kAck ? ack : 0;
    tcp.flags = flags;
    tcp.window = window_;
    if (flags & kSyn) tcp.options.U8(2).U8(4).U16(1460);
    tcp.payload = Bytes::Zeros(length);
    if (length > 0 || (flags & kSyn)) last_[from] = {next_[from], length, flags};
    next_[from] += length + (flags & (kSyn | kFin) ? 1 : 0);
    Ipv4Fields ip;
    ip.source = Bytes::Of({10, 0, 0, hosts_[from]});
    ip.destination = Bytes::Of({10, 0, 0, hosts_[1 - from]});
    ip.identification = static_cast<uint16_t>(packets_.size() + 1);
    packets_.push_back({ms, Ethernet(0x0800, Ipv4(ip, Tcp(tcp)))});
    return *this;
  }

  std::array<uint8_t, 2> hosts_;
  std::array<uint16_t, 2> ports_;
  std::array<uint32_t, 2> next_{1000, 5000};
  std::array<Sent, 2> last_{};
  uint32_t acked_ = 0;
  uint16_t window_ = 60000;
  bool frozen_ = false;
  std::vector<Packet> packets_;
};

// Several talks as one capture, in the order of time. `end_ms`: a stranger's segment comes last, so
// that the capture goes on to there.
inline void ReadTalks(Engine& engine, const std::vector<Talk>& talks, double end_ms = 0) {
  std::vector<Talk::Packet> packets;
  for (const Talk& talk : talks) {
    packets.insert(packets.end(), talk.packets().begin(), talk.packets().end());
  }
  if (end_ms > 0) {
    Talk stranger(250, 1, 251, 2);
    stranger.Client(end_ms, kAck);
    packets.push_back(stranger.packets()[0]);
  }
  std::stable_sort(packets.begin(), packets.end(),
                   [](const auto& a, const auto& b) { return a.ms < b.ms; });
  constexpr int64_t kStart = 1'700'000'000'000'000'000;
  PcapWriter writer({.magic = 0xa1b23c4d, .nanoseconds = true});
  for (const auto& packet : packets) {
    writer.Frame(kStart + static_cast<int64_t>(packet.ms * 1e6), packet.frame);
  }
  engine.Push(writer.file());
  engine.Finish();
}

}  // namespace tcpladder::test

#endif  // TCPLADDER_TESTS_CORE_INCIDENTS_INCIDENT_CAPTURE_H_
