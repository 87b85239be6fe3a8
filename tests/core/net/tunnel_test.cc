// Packets inside of packets: the innermost segment is the one that counts.
#include <gtest/gtest.h>

#include <string>

#include "tests/core/net/tunnel_cases.h"
#include "tests/support/dissect.h"
#include "tests/support/packets.h"

namespace tcpladder::test {
namespace {

constexpr uint16_t kIpv4 = 228;

class EveryTunnel : public testing::TestWithParam<TunnelCase> {};
INSTANTIATE_TEST_SUITE_P(Tunnels, EveryTunnel, testing::ValuesIn(TunnelCases()),
                         [](const auto& given) { return std::string(given.param.name); });

TEST_P(EveryTunnel, CarriesASegment) {
  const auto read = Dissect(kIpv4, GetParam().packet);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->segment.destination_port, 80);
  EXPECT_EQ(read->segment.length, 10u);
  EXPECT_EQ(read->segment.origin, SegmentOrigin::wire);
}

TEST_P(EveryTunnel, CutAnywhereEndsInAFindingOrAShorterSegment) {
  const Bytes& packet = GetParam().packet;
  for (size_t captured = 0; captured < packet.size(); ++captured) {
    DissectorProbe probe;
    const auto read =
        probe.Read(kIpv4, packet.First(captured), static_cast<uint32_t>(packet.size()));
    EXPECT_TRUE(read || probe.AnyFinding()) << captured;
  }
}

TEST(Tunnels, AddressesAreTheInnermost) {
  Ipv4Fields inner;
  inner.source = Bytes::Of({192, 0, 2, 1});
  EXPECT_EQ(Dissect(kIpv4, Protocol(4, Ipv4(inner, Inner())))->segment.source.ToString(),
            "192.0.2.1");
}

TEST(Tunnels, UdpElsewhereIsNoTunnel) {
  DissectorProbe probe;
  EXPECT_FALSE(probe.Read(kIpv4, AtPort(9999, Ip())));
  EXPECT_TRUE(probe.Find(FindingId::k_not_tcp));
}

TEST(Tunnels, TooManyLayersAreGivenUp) {
  Bytes packet = Ip();
  for (int i = 0; i < 60; ++i) packet = Protocol(4, packet);
  DissectorProbe probe;
  EXPECT_FALSE(probe.Read(kIpv4, packet));
  EXPECT_TRUE(probe.Find(FindingId::k_too_many_layers));
}

class Quotes : public testing::Test {
 protected:
  static Bytes Error(uint8_t type, const Bytes& quoted) {
    return Protocol(1, Bytes::Of({type, 3}) + Zeros(6) + quoted);
  }
};

TEST_F(Quotes, EveryErrorQuotesASegment) {
  for (uint8_t type : std::initializer_list<uint8_t>{3, 4, 5, 11, 12}) {
    const auto read = Dissect(kIpv4, Error(type, Ip()));
    ASSERT_TRUE(read) << int{type};
    EXPECT_EQ(read->segment.origin, SegmentOrigin::icmp_quote);
    EXPECT_EQ(read->segment.length, kNoLength);
    EXPECT_EQ(read->segment.source_port, 40000);
  }
}

TEST_F(Quotes, EightOctetsGivePortsAndNumber) {
  DissectorProbe probe;
  EXPECT_FALSE(probe.Read(kIpv4, Error(3, Ip().First(20 + 7))));
  EXPECT_TRUE(probe.Find(FindingId::k_cut_tcp_header));
  for (const size_t quoted : {8u, 15u}) {
    const auto read = Dissect(kIpv4, Error(3, Ip().First(20 + quoted)));
    ASSERT_TRUE(read) << quoted;
    EXPECT_EQ(read->segment.extent, HeaderExtent::ports_and_seq);
    EXPECT_EQ(read->segment.origin, SegmentOrigin::icmp_quote);
    EXPECT_EQ(read->segment.source_port, 40000);
    EXPECT_EQ(read->segment.seq, 1000u);
    EXPECT_EQ(read->segment.length, kNoLength);
  }
  EXPECT_EQ(Dissect(kIpv4, Error(3, Ip().First(20 + 16)))->segment.extent, HeaderExtent::cut_fixed);
}

TEST_F(Quotes, EchoQuotesNothing) {
  DissectorProbe probe;
  EXPECT_FALSE(probe.Read(kIpv4, Error(8, Ip())));
  EXPECT_TRUE(probe.Find(FindingId::k_no_ip_inside));
}

TEST_F(Quotes, Icmpv6Errors) {
  Ipv6Fields ip;
  ip.next = 58;
  for (uint8_t type : std::initializer_list<uint8_t>{1, 2, 3, 4}) {
    const auto read = Dissect(229, Ipv6(ip, Bytes::Of({type, 0}) + Zeros(6) + Ip6()));
    ASSERT_TRUE(read) << int{type};
    EXPECT_EQ(read->segment.origin, SegmentOrigin::icmp_quote);
  }
  EXPECT_FALSE(Dissect(229, Ipv6(ip, Bytes::Of({128, 0}) + Zeros(6) + Ip6())));
}

TEST_F(Quotes, FragmentsCompleteNothing) {
  Ipv4Fields first, second;
  first.fragment = 0x2000;
  second.fragment = 2;
  DissectorProbe probe;
  const auto read = probe.Read(kIpv4, Error(11, Ipv4(first, Inner().First(16))));
  ASSERT_TRUE(read);
  EXPECT_FALSE(probe.Read(kIpv4, Error(11, Ipv4(second, Inner().From(16)))));
}

}  // namespace
}  // namespace tcpladder::test
