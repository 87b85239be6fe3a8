// Every row of link_types.def and layers.def has a test: one that is added without a case fails.
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/net/layers.h"
#include "tests/core/net/tunnel_cases.h"
#include "tests/support/capture_fixture.h"
#include "tests/support/dissect.h"
#include "tests/support/pcap_writer.h"
#include "tests/support/pcapng_writer.h"

namespace tcpladder::test {
namespace {

constexpr uint16_t kRawIpv4 = 228, kRawIpv6 = 229;

struct Row {
  uint16_t number;
  const char* name;
  LayerId first;
};
void PrintTo(const Row& row, std::ostream* out) { *out << row.number << ' ' << row.name; }

constexpr Row kRows[] = {
#define LINK_TYPE(number, name, first_layer) {number, #name, LayerId::first_layer},
#include "core/net/link_types.def"
#undef LINK_TYPE
};

class EveryLinkType : public testing::TestWithParam<Row> {};
INSTANTIATE_TEST_SUITE_P(Rows, EveryLinkType, testing::ValuesIn(kRows), [](const auto& given) {
  return given.param.name + std::string("_") + std::to_string(given.param.number);
});

TEST_P(EveryLinkType, CarriesTheSegmentOfACaseOrIsRefusedByName) {
  const Row& row = GetParam();
  EXPECT_EQ(LinkTypeName(row.number), row.name);
  if (row.first == LayerId::none) {
    DissectorProbe probe;
    EXPECT_FALSE(probe.Read(row.number, Bytes::Zeros(64)));
    const Finding* finding = probe.Find(FindingId::k_unsupported_link_type);
    ASSERT_TRUE(finding);
    EXPECT_EQ(finding->key, row.number);
    EXPECT_EQ(finding->args[0], row.number);
    return;
  }
  size_t cases = 0;
  for (const LinkCase& link : LinkCases()) {
    if (link.link_type != row.number) continue;
    DissectorProbe probe;
    ASSERT_TRUE(probe.Read(link.link_type, link.frame)) << link.name;
    const std::string layers = probe.Layers();
    EXPECT_EQ(layers.substr(0, layers.find(' ')), NameOf(row.first)) << link.name;
    ++cases;
  }
  EXPECT_GT(cases, 0u) << "no frame in link_cases.h";
}

class LinkTypes : public testing::TestWithParam<ByteOrder> {};
INSTANTIATE_TEST_SUITE_P(Orders, LinkTypes, testing::Values(ByteOrder::big, ByteOrder::little));

TEST_P(LinkTypes, AreWhatThePcapHeaderSays) {
  for (const Row& row : kRows) {
    PcapOptions options;
    options.order = GetParam();
    options.link_type = row.number;
    const auto capture = ReadAll(PcapWriter(options).Frame(0, TcpFrame()).file());
    ASSERT_EQ(capture.frames.size(), 1u) << row.name;
    EXPECT_EQ(capture.frames[0].link_type, row.number);
  }
}

TEST_P(LinkTypes, AreWhatThePcapngInterfacesSay) {
  PcapngWriter writer(GetParam());
  for (const Row& row : kRows) writer.Interface(row.number);
  for (uint32_t i = 0; i < std::size(kRows); ++i) writer.EnhancedPacket(i, 0, TcpFrame());
  const auto capture = ReadAll(writer.file());
  ASSERT_EQ(capture.frames.size(), std::size(kRows));
  for (size_t i = 0; i < std::size(kRows); ++i) {
    EXPECT_EQ(capture.frames[i].link_type, kRows[i].number);
    EXPECT_EQ(capture.metadata.interfaces.at(i).link_type, kRows[i].number);
  }
}

TEST(LinkTypeRows, NoNumberHasTwoRows) {
  std::set<uint16_t> numbers;
  for (const Row& row : kRows) EXPECT_TRUE(numbers.insert(row.number).second) << row.number;
}

TEST(LinkTypeRows, NumbersWithoutARowAreRefusedByNumber) {
  DissectorProbe probe;
  EXPECT_FALSE(probe.Read(60000, TcpFrame()));
  ASSERT_TRUE(probe.Find(FindingId::k_unsupported_link_type));
  EXPECT_EQ(probe.Find(FindingId::k_unsupported_link_type)->key, 60000u);
  EXPECT_EQ(LinkTypeName(60000), "");
}

// What lies behind IP and is no tunnel: by the link type of raw IP that it stands in.
std::vector<LinkCase> BehindIp() {
  Ipv6Fields hops, error6;
  hops.next = 0;
  error6.next = 58;
  Ipv4Fields error;
  error.protocol = 1;
  return {
      {"HopByHop", kRawIpv6, Ipv6(hops, Ipv6Extension(6, Bytes::Zeros(6), Inner()))},
      {"Icmp", kRawIpv4, Ipv4(error, Bytes::Of({3, 3}) + Bytes::Zeros(6) + Ip())},
      {"Icmpv6", kRawIpv6, Ipv6(error6, Bytes::Of({1, 0}) + Bytes::Zeros(6) + Ip6())},
  };
}

TEST(Layers, EachIsPassedOnTheWayToSomeSegment) {
  std::vector<LinkCase> cases = LinkCases();
  for (TunnelCase& tunnel : TunnelCases()) {
    cases.push_back({tunnel.name, kRawIpv4, std::move(tunnel.packet)});
  }
  for (LinkCase& behind : BehindIp()) cases.push_back(std::move(behind));
  std::set<std::string, std::less<>> passed;
  for (const LinkCase& each : cases) {
    DissectorProbe probe;
    ASSERT_TRUE(probe.Read(each.link_type, each.frame)) << each.name;
    const std::string layers = probe.Layers();
    for (size_t at = 0; at < layers.size();) {
      const size_t end = std::min(layers.find(' ', at), layers.size());
      passed.insert(layers.substr(at, end - at));
      at = end + 1;
    }
  }
  for (const std::string_view name : AllLayerNames()) {
    EXPECT_TRUE(passed.contains(name)) << name << " is in no case";
  }
}

}  // namespace
}  // namespace tcpladder::test
