// Packets inside of packets: the innermost segment is the one that counts.
#include <gtest/gtest.h>

#include <string>

#include "tests/core/net/tunnel_cases.h"
#include "tests/support/dissect.h"
#include "tests/support/packets.h"

namespace tcpladder::test {
namespace {

constexpr uint16_t kIpv4Packets = 228;

class EveryTunnel : public testing::TestWithParam<TunnelCase> {};
INSTANTIATE_TEST_SUITE_P(Tunnels, EveryTunnel, testing::ValuesIn(TunnelCases()),
                         [](const auto& given) { return std::string(given.param.name); });

TEST_P(EveryTunnel, CarriesASegment) {
  const auto read = Dissect(kIpv4Packets, GetParam().packet);
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
        probe.Read(kIpv4Packets, packet.First(captured), static_cast<uint32_t>(packet.size()));
    EXPECT_TRUE(read || probe.AnyFinding()) << captured;
  }
}

TEST(Tunnels, AddressesAreTheInnermost) {
  Ipv4Fields inner;
  inner.source = Bytes::Of({192, 0, 2, 1});
  EXPECT_EQ(Dissect(kIpv4Packets, Protocol(4, Ipv4(inner, Inner())))->segment.source.ToString(),
            "192.0.2.1");
}

TEST(Tunnels, UdpElsewhereIsNoTunnel) {
  DissectorProbe probe;
  EXPECT_FALSE(probe.Read(kIpv4Packets, AtPort(9999, Ip())));
  EXPECT_TRUE(probe.Find(FindingId::k_not_tcp));
}

TEST(Tunnels, TeredoElsewhereNeedsItsAddressAndTheWholeLength) {
  EXPECT_FALSE(Dissect(kIpv4Packets, AtPort(50001, Ip6())));
  EXPECT_FALSE(Dissect(kIpv4Packets, AtPort(50001, TeredoIpv6() + Zeros(1))));
}

TEST(Tunnels, FragmentsOfCapwapArePutTogether) {
  constexpr uint32_t kWlanFragment = 1 << 9 | 0x100 | 0x80, kLast = 0x40;
  const Bytes frame = Wlan(0, 1, LlcIp());
  DissectorProbe probe;
  EXPECT_FALSE(
      probe.Read(kIpv4Packets, AtPort(5247, Capwap(kWlanFragment, 9, 0, frame.First(40)))));
  // Another one of the same number, from another port.
  EXPECT_FALSE(probe.Read(
      kIpv4Packets,
      Protocol(17, Udp(50001, 5247, Capwap(kWlanFragment | kLast, 9, 40, frame.From(40))))));
  const auto read =
      probe.Read(kIpv4Packets, AtPort(5247, Capwap(kWlanFragment | kLast, 9, 40, frame.From(40))));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->segment.length, 10u);
  EXPECT_EQ(read->segment.header_offset, kNoOffset);
}

TEST(Tunnels, CapwapUnderDtlsSaysSo) {
  DissectorProbe probe;
  EXPECT_FALSE(probe.Read(kIpv4Packets, AtPort(5247, Bytes::Of({1, 0, 0, 0}) + Zeros(60))));
  EXPECT_TRUE(probe.Find(FindingId::k_encrypted));
}

TEST(Tunnels, CapwapKeepAlivesCarryNothing) {
  DissectorProbe probe;
  EXPECT_FALSE(probe.Read(kIpv4Packets, AtPort(5247, Capwap(1 << 9 | 0x08, 0, 0, Zeros(20)))));
  EXPECT_TRUE(probe.Find(FindingId::k_no_ip_inside));
}

TEST(Tunnels, WhatCannotBeUnpackedIsSaid) {
  DissectorProbe probe;
  EXPECT_FALSE(probe.Read(kIpv4Packets, Protocol(108, Bytes::Of({6, 0, 0, 3, 7}) + Zeros(40))));
  const Finding* finding = probe.Find(FindingId::k_no_ip_inside);
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->args[1], 3);
}

// The network of `packet` behind raw IPv4.
uint32_t NetworkOf(const Bytes& packet) {
  const auto read = Dissect(kIpv4Packets, packet);
  return read ? read->segment.network : 0;
}
Bytes Vxlan(uint8_t number) {
  return AtPort(4789, Bytes::Of({8, 0, 0, 0, 0, 0, number, 0}) + IpFrame());
}

TEST(Networks, DifferByVirtualNetwork) {
  EXPECT_EQ(NetworkOf(Ip()), 0u);
  EXPECT_EQ(NetworkOf(Vxlan(5)), NetworkOf(Vxlan(5)));
  EXPECT_NE(NetworkOf(Vxlan(5)), NetworkOf(Vxlan(6)));
}

TEST(Networks, OfATunnelAreTheSameInBothDirections) {
  Ipv4Fields there, back, elsewhere;
  there.protocol = back.protocol = elsewhere.protocol = 4;
  std::swap(back.source, back.destination);
  elsewhere.source = Bytes::Of({10, 0, 0, 9});
  EXPECT_EQ(NetworkOf(Ipv4(there, Ip())), NetworkOf(Ipv4(back, Ip())));
  EXPECT_NE(NetworkOf(Ipv4(there, Ip())), NetworkOf(Ipv4(elsewhere, Ip())));
  EXPECT_NE(NetworkOf(Ipv4(there, Ip())), 0u);
}

TEST(Networks, DifferByVlanButNotByItsPriority) {
  const auto network = [](uint16_t tag) {
    return Dissect(1, Ethernet(0x8100, Vlan(tag, 0x0800, Ip())))->segment.network;
  };
  EXPECT_EQ(network(0), 0u);
  EXPECT_NE(network(5), network(6));
  EXPECT_EQ(network(5), network(0xe005));
}

TEST(Tunnels, TooManyLayersAreGivenUp) {
  Bytes packet = Ip();
  for (int i = 0; i < 60; ++i) packet = Protocol(4, packet);
  DissectorProbe probe;
  EXPECT_FALSE(probe.Read(kIpv4Packets, packet));
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
    const auto read = Dissect(kIpv4Packets, Error(type, Ip()));
    ASSERT_TRUE(read) << int{type};
    EXPECT_EQ(read->segment.origin, SegmentOrigin::icmp_quote);
    EXPECT_EQ(read->segment.length, kNoLength);
    EXPECT_EQ(read->segment.source_port, 40000);
  }
}

TEST_F(Quotes, EightBytesGivePortsAndNumber) {
  DissectorProbe probe;
  EXPECT_FALSE(probe.Read(kIpv4Packets, Error(3, Ip().First(20 + 7))));
  EXPECT_TRUE(probe.Find(FindingId::k_cut_tcp_header));
  for (const size_t quoted : {8u, 13u}) {
    const auto read = Dissect(kIpv4Packets, Error(3, Ip().First(20 + quoted)));
    ASSERT_TRUE(read) << quoted;
    EXPECT_EQ(read->segment.extent, HeaderExtent::ports_and_seq);
    EXPECT_EQ(read->segment.origin, SegmentOrigin::icmp_quote);
    EXPECT_EQ(read->segment.source_port, 40000);
    EXPECT_EQ(read->segment.seq, 1000u);
    EXPECT_EQ(read->segment.length, kNoLength);
  }
  EXPECT_EQ(Dissect(kIpv4Packets, Error(3, Ip().First(20 + 14)))->segment.extent,
            HeaderExtent::cut_window);
  EXPECT_EQ(Dissect(kIpv4Packets, Error(3, Ip().First(20 + 16)))->segment.extent,
            HeaderExtent::cut_fixed);
}

TEST_F(Quotes, EchoQuotesNothing) {
  DissectorProbe probe;
  EXPECT_FALSE(probe.Read(kIpv4Packets, Error(8, Ip())));
  const Finding* finding = probe.Find(FindingId::k_icmp_message);
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->args[0], 8);
  EXPECT_EQ(finding->args[1], 4);
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
  const auto read = probe.Read(kIpv4Packets, Error(11, Ipv4(first, Inner().First(16))));
  ASSERT_TRUE(read);
  EXPECT_FALSE(probe.Read(kIpv4Packets, Error(11, Ipv4(second, Inner().From(16)))));
}

}  // namespace
}  // namespace tcpladder::test
