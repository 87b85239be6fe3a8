// Every link layer: the segment inside is found, and a frame cut anywhere never reads past its end.
#include <gtest/gtest.h>

#include <string>

#include "core/net/layers.h"
#include "tests/core/net/link_cases.h"
#include "tests/support/dissect.h"
#include "tests/support/packets.h"

namespace tcpladder::test {
namespace {

class EveryLink : public testing::TestWithParam<LinkCase> {};
INSTANTIATE_TEST_SUITE_P(Links, EveryLink, testing::ValuesIn(LinkCases()),
                         [](const auto& given) { return std::string(given.param.name); });

TEST_P(EveryLink, CarriesASegment) {
  const auto read = Dissect(GetParam().link_type, GetParam().frame);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->segment.destination_port, 80);
  EXPECT_EQ(read->segment.length, 10u);
  EXPECT_EQ(read->payload.size(), 10u);
}

TEST_P(EveryLink, CutAnywhereEndsInAFindingOrAShorterSegment) {
  const Bytes& frame = GetParam().frame;
  for (size_t captured = 0; captured < frame.size(); ++captured) {
    DissectorProbe probe;
    const auto read = probe.Read(GetParam().link_type, frame.First(captured),
                                 static_cast<uint32_t>(frame.size()));
    EXPECT_TRUE(read || probe.AnyFinding()) << captured;
  }
}

TEST(Links, OthersAreNamedAndCounted) {
  DissectorProbe probe;
  EXPECT_FALSE(probe.Read(189, Zeros(64)));
  const Finding* finding = probe.Find(FindingId::k_unsupported_link_type);
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->key, 189u);
  EXPECT_EQ(LinkTypeName(189), "USB_LINUX");
  EXPECT_EQ(LinkTypeName(0), "NULL");
  EXPECT_EQ(LinkTypeName(60000), "");
}

TEST(Links, LayersAreListed) {
  DissectorProbe probe;
  ASSERT_TRUE(probe.Read(1, Ethernet(0x88a8, Vlan(5, 0x8100, Vlan(6, 0x0800, Ip())))));
  EXPECT_EQ(probe.Layers(), "ethernet vlan vlan ipv4 tcp");
}

TEST(Links, EncryptedFramesSaySo) {
  DissectorProbe probe;
  EXPECT_FALSE(probe.Read(105, Wlan(0, 0x41, LlcIp())));
  EXPECT_TRUE(probe.Find(FindingId::k_encrypted));
}

TEST(Links, BeaconsCarryNoIp) {
  DissectorProbe probe;
  EXPECT_FALSE(probe.Read(105, Bytes::Of({0x80, 0}) + Zeros(40)));
  EXPECT_TRUE(probe.Find(FindingId::k_no_ip_inside));
}

TEST(Links, OtherEtherTypesAreCountedByNumber) {
  DissectorProbe probe;
  EXPECT_FALSE(probe.Read(1, Ethernet(0x0806, Zeros(28))));
  ASSERT_TRUE(probe.Find(FindingId::k_unsupported_ether_type));
  EXPECT_EQ(probe.Find(FindingId::k_unsupported_ether_type)->key, 0x0806u);
}

TEST(Links, OtherAddressFamiliesAreCountedByNumberInEitherOrder) {
  constexpr uint32_t kAppleTalk = 16;
  for (const ByteOrder order : {ByteOrder::big, ByteOrder::little}) {
    DissectorProbe probe;
    EXPECT_FALSE(probe.Read(0, Loopback(order, kAppleTalk, Zeros(40))));
    const Finding* finding = probe.Find(FindingId::k_unsupported_address_family);
    ASSERT_TRUE(finding);
    EXPECT_EQ(finding->key, kAppleTalk);
    EXPECT_EQ(finding->args[0], kAppleTalk);
    EXPECT_EQ(finding->first_frame, 1u);
  }
}

TEST(Links, MplsWithoutABottomEndsWithTheFrame) {
  DissectorProbe probe;
  EXPECT_FALSE(probe.Read(1, Ethernet(0x8847, Zeros(40))));
  EXPECT_TRUE(probe.Find(FindingId::k_cut_link_header));
}

}  // namespace
}  // namespace tcpladder::test
