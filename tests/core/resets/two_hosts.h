// A talk between two hosts of one kernel, as a tap between them records it: each end numbers its
// datagrams, keeps its clock and lies so many hops away.
#ifndef TCPLADDER_TESTS_CORE_RESETS_TWO_HOSTS_H_
#define TCPLADDER_TESTS_CORE_RESETS_TWO_HOSTS_H_

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/engine/engine.h"
#include "core/resets/reset_judgment.h"
#include "tests/support/packets.h"
#include "tests/support/pcap_writer.h"

namespace tcpladder::test {

inline constexpr uint8_t kClient = 0, kServer = 1;

// What a test may set otherwise than the end itself would.
struct PacketFields {
  uint8_t from = kServer;
  uint16_t flags = kAck;
  uint32_t length = 0;
  std::optional<uint32_t> seq{}, ack{};  // relative, the SYN takes 0
  std::optional<uint16_t> window{};
  std::optional<uint8_t> ttl{};
  std::optional<uint16_t> id{};
  bool dont_fragment = true;
  std::optional<bool> timestamps{};
  std::optional<uint32_t> timestamp_value{}, timestamp_echo{};
  bool counts = true;  // moves the end's own numbers on
};

class TwoHosts {
 public:
  explicit TwoHosts(uint16_t client_port = 40000) : client_port_(client_port) {}

  static constexpr int64_t kMs = 1'000'000;

  TwoHosts& After(double ms) {
    now_ns_ += static_cast<int64_t>(ms * 1e6);
    return *this;
  }
  TwoHosts& Ttl(uint8_t from, uint8_t ttl) {
    ttl_[from] = ttl;
    return *this;
  }

  TwoHosts& Send(const PacketFields& fields) {
    const uint8_t from = fields.from, peer = static_cast<uint8_t>(1 - from);
    const bool syn = (fields.flags & kSyn) != 0, has_ack = (fields.flags & kAck) != 0;
    const bool answer = (fields.flags & kRst) && !has_ack;
    TcpFields tcp;
    tcp.source_port = from == kClient ? client_port_ : uint16_t{80};
    tcp.destination_port = from == kClient ? uint16_t{80} : client_port_;
    tcp.flags = fields.flags;
    tcp.seq = kIsn[from] + fields.seq.value_or(next_[from]);
    tcp.ack = has_ack ? kIsn[peer] + fields.ack.value_or(next_[peer]) : 0;
    tcp.window = fields.window.value_or(syn ? 64240 : answer ? 0 : 64);
    if (syn) tcp.options.U8(2).U8(4).U16(1460).U8(1).U8(3).U8(3).U8(10);
    const uint32_t clock = kClock[from] + static_cast<uint32_t>(now_ns_ / kMs);
    if (fields.timestamps.value_or(!answer)) {
      const uint32_t value = fields.timestamp_value.value_or(clock);
      tcp.options.U8(1).U8(1).U8(8).U8(10).U32(value).U32(
          fields.timestamp_echo.value_or(latest_clock_[peer]));
      if (fields.counts) latest_clock_[from] = value;
    }
    tcp.payload = Bytes::Zeros(fields.length);
    Ipv4Fields ip;
    if (from == kServer) std::swap(ip.source, ip.destination);
    const bool numbered = !answer && !(syn && has_ack);
    ip.identification = fields.id.value_or(numbered ? ids_[from] : uint16_t{0});
    if (numbered && fields.counts) ++ids_[from];
    ip.fragment = fields.dont_fragment ? 0x4000 : 0;
    Bytes frame = Ethernet(0x0800, Ipv4(ip, Tcp(tcp)));
    constexpr size_t kTtlAt = 22;
    frame.Set8(kTtlAt, fields.ttl.value_or(ttl_[from]));
    frames_.push_back({now_ns_, frame});
    if (fields.counts && !(fields.flags & kRst)) {
      next_[from] += fields.length + (syn || (fields.flags & kFin) ? 1U : 0U);
    }
    return *this;
  }

  // The end's own segments.
  TwoHosts& Client(uint16_t flags, uint32_t length = 0) {
    return Send({.from = kClient, .flags = flags, .length = length});
  }
  TwoHosts& Server(uint16_t flags, uint32_t length = 0) {
    return Send({.from = kServer, .flags = flags, .length = length});
  }
  // The newest packet once more, as the network or the capture doubles it.
  TwoHosts& Twice() {
    frames_.push_back(frames_.back());
    return *this;
  }
  TwoHosts& Handshake() {
    Client(kSyn).After(kRoundTripMs).Server(kSyn | kAck);
    return After(0.3).Client(kAck);
  }
  // A request and its answer; then a second request that is on its way to the server.
  TwoHosts& Exchange() {
    Client(kAck | kPsh, 40).After(kRoundTripMs).Server(kAck);
    After(0.1).Server(kAck | kPsh, 919).After(0.3).Client(kAck);
    return After(100).Client(kAck | kPsh, 44);
  }

  // Between tap and server and back.
  static constexpr double kRoundTripMs = 60;

  struct Frame {
    int64_t time_ns;
    Bytes bytes;
  };
  const std::vector<Frame>& frames() const { return frames_; }

 private:
  static constexpr std::array<uint32_t, 2> kIsn{1'000'000, 4'294'967'000};
  static constexpr std::array<uint32_t, 2> kClock{3'995'487'218, 1'653'078'326};

  uint16_t client_port_;
  int64_t now_ns_ = 0;
  std::array<uint32_t, 2> next_{};
  std::array<uint32_t, 2> latest_clock_{};
  std::array<uint16_t, 2> ids_{0xa10b, 0x1e2e};
  std::array<uint8_t, 2> ttl_{64, 51};
  std::vector<Frame> frames_;
};

// The judgments about connection `connection` of the talks, which are captured one after the other.
inline std::vector<ResetJudgment> JudgmentsOf(const std::vector<TwoHosts>& talks,
                                              uint32_t connection = 0) {
  constexpr int64_t kStart = 1'700'000'000'000'000'000;
  PcapWriter writer({.magic = 0xa1b23c4d, .nanoseconds = true});
  int64_t start_ns = kStart;
  for (const TwoHosts& talk : talks) {
    for (const auto& [time_ns, bytes] : talk.frames()) writer.Frame(start_ns + time_ns, bytes);
    start_ns += talk.frames().back().time_ns + TwoHosts::kMs;
  }
  const Bytes& file = writer.file();
  Engine engine;
  engine.Push(file);
  engine.Finish();
  const HostPairs hosts(engine);
  const std::vector<uint32_t> segments = SegmentsToCompare(engine, connection, hosts);
  std::vector<std::byte> bytes;
  for (const uint64_t place : PlacesOf(engine, segments)) {
    for (size_t i = 0; i < Rereads::kLength; ++i) {
      const size_t at = static_cast<size_t>(place) + i - Rereads::kBefore;
      bytes.push_back(at < file.size() ? std::span<const std::byte>(file)[at] : std::byte{});
    }
  }
  return JudgeResets(engine, connection, hosts, Rereads(segments, bytes));
}

inline std::vector<ResetJudgment> JudgmentsOf(const TwoHosts& talk) {
  return JudgmentsOf(std::vector<TwoHosts>{talk});
}

// A handshake and an exchange, one round trip ago.
inline TwoHosts Talk() { return TwoHosts().Handshake().Exchange().After(TwoHosts::kRoundTripMs); }

}  // namespace tcpladder::test

#endif  // TCPLADDER_TESTS_CORE_RESETS_TWO_HOSTS_H_
