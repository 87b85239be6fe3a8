// Packets inside of packets: the innermost segment is the one that counts.
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "tests/support/dissect.h"
#include "tests/support/packets.h"

namespace tcpladder::test {
namespace {

constexpr uint16_t kIpv4 = 228;

Bytes Inner() {
  TcpFields tcp;
  tcp.payload = Bytes::Text("0123456789");
  return Tcp(tcp);
}
Bytes Ip() { return Ipv4({}, Inner()); }
Bytes Ip6() { return Ipv6({}, Inner()); }
Bytes Frame() { return Ethernet(0x0800, Ip()); }
Bytes Zeros(size_t n) { return Bytes::Zeros(n); }

Bytes Protocol(uint8_t protocol, const Bytes& payload) {
  Ipv4Fields ip;
  ip.protocol = protocol;
  return Ipv4(ip, payload);
}
Bytes Gre(uint16_t flags, uint16_t type, const Bytes& payload) {
  return Protocol(47, Bytes().U16(flags).U16(type) + payload);
}
Bytes AtPort(uint16_t port, const Bytes& payload) {
  return Protocol(17, Udp(50000, port, payload));
}
Bytes Gtp(uint8_t flags, const Bytes& rest) {
  return Bytes().U8(flags).U8(255).U16(rest.size()).U32(7) + rest;
}

struct TunnelCase {
  const char* name;
  Bytes packet;
};
void PrintTo(const TunnelCase& tunnel, std::ostream* out) { *out << tunnel.name; }

std::vector<TunnelCase> TunnelCases() {
  const Bytes ip = Ip(), ip6 = Ip6(), frame = Frame();
  const Bytes ppp = Bytes::Of({0xff, 3, 0, 0x21}) + ip;
  const Bytes key = Bytes().U32(1), sequence = Bytes().U32(2);
  Ipv6Fields outer6;
  outer6.next = 4;
  return {
      {"IpInIp", Protocol(4, ip)},
      {"IpInIpNineTimes",
       Protocol(
           4, Protocol(
                  4, Protocol(
                         4, Protocol(4, Protocol(4, Protocol(4, Protocol(4, Protocol(4, ip))))))))},
      {"SixInFour", Protocol(41, ip6)},
      {"FourInSix", Protocol(41, Ipv6(outer6, ip))},
      {"EtherIp", Protocol(97, Bytes::Of({0x30, 0}) + frame)},
      {"MinimalEncapsulation", Protocol(55, Bytes::Of({6, 0, 0, 0, 10, 0, 0, 9}) + Inner())},
      {"MplsInIp", Protocol(137, Bytes::Of({0, 1, 1, 64}) + ip)},
      {"EthernetInIp", Protocol(143, frame)},
      {"AuthenticationHeader", Protocol(51, Bytes::Of({6, 4}) + Zeros(22) + Inner())},
      {"Gre", Gre(0, 0x0800, ip)},
      {"GreIpv6", Gre(0, 0x86dd, ip6)},
      {"GreKey", Gre(0x2000, 0x0800, key + ip)},
      {"GreChecksumKeySequence", Gre(0xb000, 0x0800, Zeros(4) + key + sequence + ip)},
      {"GreRouting",
       Gre(0x4000, 0x0800, Zeros(4) + Bytes::Of({0, 2, 0, 4}) + Zeros(4) + Zeros(4) + ip)},
      {"GreEthernet", Gre(0, 0x6558, frame)},
      {"GreMpls", Gre(0, 0x8847, Bytes::Of({0, 1, 1, 64}) + ip)},
      {"GrePptp", Gre(0x3081, 0x880b, key + sequence + Zeros(4) + ppp)},
      {"GreWccp", Gre(0, 0x883e, ip)},
      {"GreWccp2", Gre(0, 0x883e, Zeros(4) + ip)},
      {"GreMikroTik", Gre(0x2001, 0x6400, key + frame)},
      {"GreFrameRelay", Gre(0, 0x6559, Bytes::Of({0x18, 0x41, 3, 0xcc}) + ip)},
      {"GreAruba", Gre(0, 0x8200, Bytes::Of({8, 1}) + Zeros(22) + Snap(0, 0x0800, ip))},
      {"Erspan1", Gre(0, 0x88be, frame)},
      {"Erspan2", Gre(0x1000, 0x88be, sequence + Bytes::Of({0x10}) + Zeros(7) + frame)},
      {"Erspan3", Gre(0x1000, 0x22eb, sequence + Bytes::Of({0x20}) + Zeros(11) + frame)},
      {"Erspan3Platform",
       Gre(0x1000, 0x22eb,
           sequence + Bytes::Of({0x20}) + Zeros(10) + Bytes::Of({1}) + Zeros(8) + frame)},
      {"Nsh", Gre(0, 0x894f, Bytes::Of({0, 2, 2, 3}) + Zeros(4) + frame)},
      {"Vxlan", AtPort(4789, Bytes::Of({8}) + Zeros(7) + frame)},
      {"VxlanGpeIp", AtPort(4790, Bytes::Of({12, 0, 0, 1}) + Zeros(4) + ip)},
      {"VxlanGpeEthernet", AtPort(4790, Bytes::Of({12, 0, 0, 3}) + Zeros(4) + frame)},
      {"Geneve", AtPort(6081, Bytes::Of({0, 0, 0x65, 0x58}) + Zeros(4) + frame)},
      {"GeneveOptions", AtPort(6081, Bytes::Of({2, 0, 8, 0}) + Zeros(12) + ip)},
      {"Gtp", AtPort(2152, Gtp(0x30, ip))},
      {"GtpIpv6", AtPort(2152, Gtp(0x30, ip6))},
      {"GtpSequence", AtPort(2152, Gtp(0x32, Zeros(4) + ip))},
      {"GtpExtension", AtPort(2152, Gtp(0x34, Bytes::Of({0, 0, 0, 0x85, 1, 0, 0, 0}) + ip))},
      {"GtpPpp", AtPort(2152, Gtp(0x30, ppp))},
      {"GtpVersion0", AtPort(3386, Bytes().U8(0x1e).U8(255).U16(ip.size()) + Zeros(16) + ip)},
      {"Teredo", AtPort(3544, ip6)},
      {"TeredoOrigin", AtPort(3544, Bytes::Of({0, 0, 1, 2, 3, 4, 5, 6}) + ip6)},
      {"TeredoAuthentication", AtPort(3544, Bytes::Of({0, 1, 2, 1}) + Zeros(3 + 9) + ip6)},
      {"L2tp", AtPort(1701, Bytes::Of({0, 2, 0, 1, 0, 1}) + ppp)},
      {"L2tpLengthSequenceOffset",
       AtPort(1701,
              Bytes().U16(0x4a02).U16(8 + 4 + 4 + ppp.size()).U32(7).U32(0).U16(2).U16(0) + ppp)},
      {"Ayiya", AtPort(5072, Bytes::Of({0x41, 0x52, 1, 41}) + Zeros(4 + 16 + 20) + ip6)},
      {"Lisp", AtPort(4341, Zeros(8) + ip)},
      {"GreInUdp", AtPort(4754, Bytes().U16(0).U16(0x0800) + ip)},
      {"MplsInUdp", AtPort(6635, Bytes::Of({0, 1, 1, 64}) + ip)},
      {"Tzsp", AtPort(37008, Bytes::Of({1, 0, 0, 1, 0, 10, 1, 99, 1}) + frame)},
  };
}

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
