// Frames that carry more than one packet: each yields its segment, in their order.
#include <gtest/gtest.h>

#include <vector>

#include "core/net/dissector.h"
#include "tests/core/net/tunnel_cases.h"
#include "tests/support/packets.h"

namespace tcpladder::test {
namespace {

constexpr uint16_t kWlan = 105, kNetlinkType = 253;
constexpr ByteOrder kLittle = ByteOrder::little;

struct Numbers : SegmentSink {
  void OnSegment(const Frame&, const TcpSegment& segment) override { seq.push_back(segment.seq); }
  std::vector<uint32_t> seq;
};

struct Outcome {
  std::vector<uint32_t> seq;  // of each segment
  size_t findings;
};

Outcome ReadFrame(uint16_t link_type, const Bytes& frame) {
  Numbers numbers;
  Findings findings;
  Dissector dissector(numbers, findings);
  dissector.OnFrame({.number = 1,
                     .original_length = static_cast<uint32_t>(frame.size()),
                     .link_type = link_type,
                     .bytes = frame.span()});
  return {numbers.seq, findings.entries().size()};
}

Bytes Packet(uint32_t seq) {
  TcpFields tcp;
  tcp.seq = seq;
  return Ipv4({}, Tcp(tcp));
}
Bytes LogOf(uint32_t seq) { return Netlink(kLittle, Log(kLittle, 2, 9, Packet(seq))); }
Bytes NetlinkFrame(const Bytes& messages) { return LinuxSll(12, messages, 824); }
Bytes Subframe(uint16_t ether_type, const Bytes& packet) {
  const Bytes msdu = Snap(0, ether_type, packet);
  return Zeros(12).U16(msdu.size()).Add(msdu).PadTo(4);
}
Bytes WlanFrame(const Bytes& subframes) { return Wlan(8, 1, Bytes::Of({0x80, 0}) + subframes); }

using Sequence = std::vector<uint32_t>;

TEST(SeveralPackets, EachMessageOfNetlinkIsRead) {
  const Bytes other = Netlink(kLittle, Zeros(4), 0x0002);
  const Outcome read =
      ReadFrame(kNetlinkType, NetlinkFrame(LogOf(1) + other + LogOf(2) + LogOf(3) + other));
  EXPECT_EQ(read.seq, (Sequence{1, 2, 3}));
  EXPECT_EQ(read.findings, 0u);
}

TEST(SeveralPackets, OneThatIsNotTcpHidesNoOther) {
  const Bytes datagram = Netlink(kLittle, Log(kLittle, 2, 9, Protocol(17, Zeros(8))));
  const Outcome read = ReadFrame(kNetlinkType, NetlinkFrame(LogOf(1) + datagram + LogOf(3)));
  EXPECT_EQ(read.seq, (Sequence{1, 3}));
  EXPECT_EQ(read.findings, 1u);
}

TEST(SeveralPackets, EachSubframeOfAnAggregateIsRead) {
  const Outcome read =
      ReadFrame(kWlan, WlanFrame(Subframe(0x0800, Packet(1)) + Subframe(0x0800, Packet(2)) +
                                 Subframe(0x0800, Packet(3))));
  EXPECT_EQ(read.seq, (Sequence{1, 2, 3}));
  EXPECT_EQ(read.findings, 0u);
}

// The second subframe of the outer aggregate follows all of the inner one.
TEST(SeveralPackets, AggregatesMayCarryAggregates) {
  const Bytes inner = WlanFrame(Subframe(0x0800, Packet(1)) + Subframe(0x0800, Packet(2)));
  const Bytes tunnel = AtPort(5247, CapwapWlan(inner));
  const Outcome read =
      ReadFrame(kWlan, WlanFrame(Subframe(0x0800, tunnel) + Subframe(0x0800, Packet(3))));
  EXPECT_EQ(read.seq, (Sequence{1, 2, 3}));
}

// 2^32 - 1, which overflows when it is rounded up in 32 bits.
TEST(SeveralPackets, AMessageOfAnAbsurdLengthIsNotRead) {
  Bytes messages = LogOf(1) + LogOf(2);
  messages.Set32(LogOf(1).size(), 0xffffffff);
  const Outcome read = ReadFrame(kNetlinkType, NetlinkFrame(messages));
  EXPECT_EQ(read.seq, (Sequence{1}));
  EXPECT_EQ(read.findings, 1u);
}

}  // namespace
}  // namespace tcpladder::test
