// Traffic between a client and a server, written down segment by segment for the analysis to read.
#ifndef TCPLADDER_TESTS_CORE_ANALYSIS_WIRESHARK_TRAFFIC_H_
#define TCPLADDER_TESTS_CORE_ANALYSIS_WIRESHARK_TRAFFIC_H_

#include <cstdint>
#include <string>
#include <vector>

#include "core/analysis/wireshark.h"
#include "core/net/tcp_flags.h"

namespace tcpladder {

// A segment in the making. Numbers are relative to the initial ones of WiresharkTraffic.
struct Wire {
  uint32_t seq = 1, ack = 1, length = 0;
  uint16_t flags = kAck;
  uint16_t window = 8000;
  int window_shift = -1;   // of a window scale option; -1: none
  int mptcp_subtype = -1;  // of a Multipath TCP option; -1: none
  HeaderExtent extent = HeaderExtent::whole;
  SegmentOrigin origin = SegmentOrigin::wire;
  std::string payload{};
};

constexpr int64_t kMs = 1'000'000;

class WiresharkTraffic {
 public:
  // Initial numbers of client and server.
  explicit WiresharkTraffic(uint32_t client_isn = 1000, uint32_t server_isn = 50000)
      : isn_{client_isn, server_isn} {}

  // Lets time pass before the next segment; segments take none themselves.
  WiresharkTraffic& After(int64_t ns) {
    now_ += ns;
    return *this;
  }

  // What is said about a segment from the client or the server.
  std::string Client(const Wire& wire) { return Send(0, wire); }
  std::string Server(const Wire& wire) { return Send(1, wire); }

  // SYN, SYN ACK, ACK with an initial round-trip time of 10 ms.
  void Handshake(int client_shift = -1, int server_shift = -1) {
    Client({.seq = 0, .ack = Raw(1), .flags = kSyn, .window_shift = client_shift});
    After(5 * kMs).Server({.seq = 0, .flags = kSyn | kAck, .window_shift = server_shift});
    After(5 * kMs).Client({});
  }

  // The number that makes the acknowledgment field of the other side 0.
  uint32_t Raw(int receiver) const { return 0 - isn_[static_cast<size_t>(receiver)]; }

  const WiresharkResult& last() const { return last_; }
  // The numbers behind what was said last.
  const AnalysisTermsList& terms() const { return terms_; }
  const WiresharkConversation& conversation() const { return conversation_; }
  uint32_t streams() const { return streams_.count(); }

 private:
  std::string Send(uint8_t from, const Wire& wire) {
    TcpSegment segment;
    segment.source_port = from == 0 ? 40000 : server_port;
    segment.destination_port = from == 0 ? server_port : 40000;
    segment.seq = isn_[from] + wire.seq;
    segment.ack = isn_[1 - from] + wire.ack;
    segment.length = wire.length;
    segment.flags = wire.flags;
    segment.window = wire.window;
    segment.extent = wire.extent;
    segment.origin = wire.origin;
    segment.payload = std::as_bytes(std::span(wire.payload));
    const std::vector<std::byte> options = OptionsOf(wire);
    segment.options = options;
    terms_.Clear();
    last_ = streams_.Analyse(conversation_, from, now_, ++frame_, segment,
                             ParseTcpOptions(segment.options), &terms_);
    return Words(AnalysisSet(last_.analysis));
  }

  static std::vector<std::byte> OptionsOf(const Wire& wire) {
    std::vector<int> bytes;
    if (wire.window_shift >= 0) bytes = {kOption_window_scale, 3, wire.window_shift};
    if (wire.mptcp_subtype >= 0) {
      bytes.insert(bytes.end(), {kOption_mptcp, 12, wire.mptcp_subtype << 4});
      bytes.insert(bytes.end(), 9, 0);
    }
    std::vector<std::byte> options;
    for (const int byte : bytes) options.push_back(static_cast<std::byte>(byte));
    return options;
  }

  // Names joined by spaces, in the order of the table; "retransmission" is left out where a more
  // exact word says it.
  static std::string Words(AnalysisSet analysis) {
    const bool exact = analysis.Has(Analysis::fast_retransmission) ||
                       analysis.Has(Analysis::spurious_retransmission);
    std::string words;
    for (size_t i = 0; i < kAnalysisNames.size(); ++i) {
      if (!analysis.Has(static_cast<Analysis>(i))) continue;
      if (exact && static_cast<Analysis>(i) == Analysis::retransmission) continue;
      if (!words.empty()) words += ' ';
      words += kAnalysisNames[i];
    }
    return words;
  }

 public:
  uint16_t server_port = 4711;

 private:
  std::array<uint32_t, 2> isn_;
  WiresharkStreams streams_;
  WiresharkConversation conversation_;
  WiresharkResult last_;
  AnalysisTermsList terms_;
  int64_t now_ = 1'000'000'000;
  uint32_t frame_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_TESTS_CORE_ANALYSIS_WIRESHARK_TRAFFIC_H_
