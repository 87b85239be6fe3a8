// Traffic between a client and a server, written down segment by segment for the analysis to read.
#ifndef TCPLADDER_TESTS_CORE_ANALYSIS_WIRESHARK_TRAFFIC_H_
#define TCPLADDER_TESTS_CORE_ANALYSIS_WIRESHARK_TRAFFIC_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/analysis/wireshark_fields.h"
#include "core/net/tcp_flags.h"

namespace tcpladder {

// A segment in the making. Numbers are relative to the initial ones of WiresharkTraffic.
struct Wire {
  uint32_t seq = 1, ack = 1, length = 0;
  uint16_t flags = kAck;
  uint16_t window = 8000;
  int window_shift = -1;  // of a window scale option; -1: none
  // Blocks of a selective acknowledgment, edges relative to what the other side sent.
  std::vector<std::array<uint32_t, 2>> sack{};
  int sack_length = -1;  // length byte of a selective acknowledgment without blocks; -1: none
  HeaderExtent extent = HeaderExtent::whole;
  SegmentOrigin origin = SegmentOrigin::wire;
  bool fast_open_cookie = false;
  std::string payload{};
  // Bytes of the options that were captured, of the header's; empty: those of the fields above.
  std::vector<uint8_t> captured_options{};
  uint8_t options_size = 0;
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
  // The fields of the last segment.
  const WiresharkFields& fields() const { return fields_; }
  const WiresharkConversation& conversation() const { return conversation_; }
  uint32_t streams() const { return streams_.count(); }
  uint64_t memory() const { return streams_.memory(); }

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
    const std::vector<std::byte> options = OptionsOf(wire, isn_[1 - from]);
    segment.options = options;
    const size_t size = wire.options_size != 0 ? wire.options_size : options.size();
    segment.data_offset = static_cast<uint8_t>(5 + (size + 3) / 4);
    terms_.Clear();
    const TcpOptions parsed = ParseTcpOptions(segment.options);
    last_ = streams_.Analyse(conversation_, from, now_, ++frame_, segment, parsed, &terms_);
    fields_ = follower_.Follow(from, now_, frame_, segment, parsed, terms_, last_, conversation_);
    return Words(AnalysisSet(last_.analysis));
  }

  static std::vector<std::byte> OptionsOf(const Wire& wire, uint32_t peer_isn) {
    if (!wire.captured_options.empty()) {
      const auto captured = std::as_bytes(std::span(wire.captured_options));
      return {captured.begin(), captured.end()};
    }
    std::vector<uint32_t> bytes;
    if (wire.window_shift >= 0) bytes = {kOption_window_scale, 3, uint32_t(wire.window_shift)};
    if (wire.fast_open_cookie) bytes.insert(bytes.end(), {kOption_fast_open, 6, 1, 2, 3, 4});
    if (wire.sack_length >= 0) {
      bytes.insert(bytes.end(), {kOption_sack, uint32_t(wire.sack_length)});
      bytes.insert(bytes.end(), static_cast<size_t>(wire.sack_length - 2), 0);
    }
    if (!wire.sack.empty()) {
      bytes.insert(bytes.end(), {kOption_sack, uint32_t(2 + 8 * wire.sack.size())});
    }
    for (const auto& block : wire.sack) {
      for (const uint32_t edge : block) {
        for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back((peer_isn + edge) >> shift);
      }
    }
    while (bytes.size() % 4 != 0) bytes.push_back(0);
    std::vector<std::byte> options;
    for (const uint32_t byte : bytes) options.push_back(static_cast<std::byte>(byte & 0xff));
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
  WiresharkFollower follower_;
  WiresharkResult last_;
  WiresharkFields fields_;
  AnalysisTermsList terms_;
  int64_t now_ = 1'000'000'000;
  uint32_t frame_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_TESTS_CORE_ANALYSIS_WIRESHARK_TRAFFIC_H_
