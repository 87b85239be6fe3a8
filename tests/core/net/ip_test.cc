// IPv4 and IPv6: lengths, options, extension headers, fragments.
#include <gtest/gtest.h>

#include "tests/support/dissect.h"
#include "tests/support/packets.h"

namespace tcpladder::test {
namespace {

constexpr uint16_t kIpv4 = 228, kIpv6 = 229;
constexpr uint16_t kMoreFragments = 0x2000;

TcpFields Data(std::string_view text) {
  TcpFields fields;
  fields.payload = Bytes::Text(text);
  return fields;
}

TEST(Ipv4, OptionsAreSkipped) {
  Ipv4Fields ip;
  ip.options = Bytes::Of({7, 7, 4, 0, 0, 0, 0});
  const auto read = Dissect(kIpv4, Ipv4(ip, Tcp(Data("abc"))));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->segment.length, 3u);
  EXPECT_EQ(read->segment.header_offset, 28u);
}

TEST(Ipv4, SourceRouteLeadsToItsLastAddress) {
  for (uint8_t kind : std::initializer_list<uint8_t>{131, 137}) {
    Ipv4Fields ip;
    ip.options = Bytes::Of({kind, 7, 4, 192, 0, 2, 9});
    const auto read = Dissect(kIpv4, Ipv4(ip, Tcp()));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->segment.destination.ToString(), "192.0.2.9");
    ip.options.Set8(2, 8);  // the pointer is past the route: it has been followed
    EXPECT_EQ(Dissect(kIpv4, Ipv4(ip, Tcp()))->segment.destination.ToString(), "10.0.0.2");
  }
}

TEST(Ipv4, FaultyOptionsAreNotedAndTheSegmentUsed) {
  for (const Bytes& options :
       {Bytes::Of({130, 2, 0, 0}), Bytes::Of({7, 1, 0, 0}), Bytes::Of({68, 40, 5, 0})}) {
    Ipv4Fields ip;
    ip.options = options;
    DissectorProbe probe;
    EXPECT_TRUE(probe.Read(kIpv4, Ipv4(ip, Tcp())));
    EXPECT_TRUE(probe.Find(FindingId::k_bad_ip_option));
  }
}

TEST(Ipv4, BadHeadersYieldNothing) {
  Ipv4Fields version;
  version.version = 5;
  Ipv4Fields header_length;
  header_length.header_length = 4;
  Ipv4Fields total;
  total.total_length = 19;
  for (const Ipv4Fields& ip : {version, header_length, total}) {
    DissectorProbe probe;
    EXPECT_FALSE(probe.Read(kIpv4, Ipv4(ip, Tcp())));
    EXPECT_TRUE(probe.Find(FindingId::k_bad_ip_header));
  }
}

TEST(Ipv4, CutHeaders) {
  Ipv4Fields ip;
  ip.options = Bytes::Zeros(20);
  const Bytes packet = Ipv4(ip, Tcp());
  for (size_t captured = 0; captured < 40; ++captured) {
    DissectorProbe probe;
    EXPECT_FALSE(probe.Read(kIpv4, packet.First(captured), 60));
    EXPECT_TRUE(probe.Find(FindingId::k_cut_ip_header)) << captured;
  }
}

TEST(Ipv4, OtherProtocolsAreCountedByNumber) {
  Ipv4Fields ip;
  ip.protocol = 89;
  DissectorProbe probe;
  EXPECT_FALSE(probe.Read(kIpv4, Ipv4(ip, Bytes::Zeros(40))));
  ASSERT_TRUE(probe.Find(FindingId::k_not_tcp));
  EXPECT_EQ(probe.Find(FindingId::k_not_tcp)->key, 89u);
}

class Fragments : public testing::Test {
 protected:
  std::optional<ReadSegment> Add(size_t from, size_t to, bool more, uint16_t identification = 7) {
    Ipv4Fields ip;
    ip.identification = identification;
    ip.fragment = static_cast<uint16_t>(from / 8 | (more ? kMoreFragments : 0));
    return probe_.Read(kIpv4, Ipv4(ip, datagram_.First(to).From(from)));
  }

  const Bytes datagram_ = Tcp(Data("twenty-eight bytes of words."));
  DissectorProbe probe_;
};

TEST_F(Fragments, SegmentStandsOnTheLastOfThem) {
  EXPECT_FALSE(Add(0, 16, true));
  EXPECT_FALSE(Add(16, 32, true));
  const auto read = Add(32, 48, false);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->frame, 3u);
  EXPECT_EQ(read->segment.length, 28u);
  EXPECT_EQ(read->segment.header_offset, kNoOffset);
  EXPECT_EQ(Bytes::Text("twenty-eight bytes of words.").span().size(), read->payload.size());
  EXPECT_EQ(read->payload[0], std::byte{'t'});
  EXPECT_EQ(read->payload[27], std::byte{'.'});
}

TEST_F(Fragments, AnyOrder) {
  EXPECT_FALSE(Add(32, 48, false));
  EXPECT_FALSE(Add(0, 16, true));
  const auto read = Add(16, 32, true);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->segment.length, 28u);
}

TEST_F(Fragments, IncompleteYieldNothing) {
  EXPECT_FALSE(Add(0, 16, true));
  EXPECT_FALSE(Add(32, 48, false));
  EXPECT_TRUE(probe_.Find(FindingId::k_fragment));
}

TEST_F(Fragments, OthersOfTheSameHostsAreKeptApart) {
  EXPECT_FALSE(Add(0, 16, true, 7));
  EXPECT_FALSE(Add(16, 48, false, 8));
  EXPECT_TRUE(Add(16, 48, false, 7));
}

TEST_F(Fragments, OverlapIsNotedAndTheLowerOffsetCounts) {
  EXPECT_FALSE(Add(0, 24, true));
  EXPECT_FALSE(Add(16, 40, true));
  EXPECT_TRUE(probe_.Find(FindingId::k_fragment_overlap));
  const auto read = Add(40, 48, false);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->segment.length, 28u);
}

TEST_F(Fragments, FirstOneCutByTheSnapLengthIsReadAlone) {
  Ipv4Fields ip;
  ip.fragment = kMoreFragments;
  ip.total_length = 20 + 48;
  const Bytes packet = Ipv4(ip, datagram_);
  const auto read = probe_.Read(kIpv4, packet.First(40), static_cast<uint32_t>(packet.size()));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->segment.length, kNoLength);
  EXPECT_EQ(read->segment.extent, HeaderExtent::whole);
}

// The frame ends before its datagram does and nothing says that it was longer.
TEST_F(Fragments, FirstOneOfACutDatagramIsReadAlone) {
  Ipv4Fields ip;
  ip.fragment = kMoreFragments;
  const Bytes packet = Ipv4(ip, Tcp(Data("0123456789012345678901234567890123456789")));
  const auto read = DissectorProbe().Read(kIpv4, packet.First(50));
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->segment.first_fragment);
  EXPECT_EQ(read->segment.length, kNoLength);
  EXPECT_EQ(read->segment.seq, 1000u);
}

TEST(FragmentFlood, IsBoundedAndNoted) {
  DissectorProbe probe;
  Ipv4Fields ip;
  ip.fragment = kMoreFragments;
  const Bytes large = Bytes::Zeros(60000);
  for (uint16_t i = 0; i < 700; ++i) {
    ip.identification = i;
    EXPECT_FALSE(probe.Read(kIpv4, Ipv4(ip, large)));
  }
  EXPECT_TRUE(probe.Find(FindingId::k_fragments_given_up));
}

TEST(Ipv6, PlainSegment) {
  const auto read = Dissect(kIpv6, Ipv6({}, Tcp(Data("abc"))) + Bytes::Zeros(5));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->segment.source.ToString(), "::1");
  EXPECT_EQ(read->segment.destination.ToString(), "::2");
  EXPECT_EQ(read->segment.length, 3u);
  EXPECT_EQ(read->segment.header_offset, 40u);
}

TEST(Ipv6, ExtensionHeaders) {
  for (uint8_t kind : std::initializer_list<uint8_t>{0, 43, 60, 135, 139, 140}) {
    Ipv6Fields ip;
    ip.next = kind;
    const Bytes packet =
        Ipv6(ip, Ipv6Extension(60, Bytes::Zeros(10), Ipv6Extension(6, {}, Tcp(Data("abc")))));
    const auto read = Dissect(kIpv6, packet);
    ASSERT_TRUE(read) << int{kind};
    EXPECT_EQ(read->segment.length, 3u);
    EXPECT_EQ(read->segment.header_offset, 40u + 16 + 8);
  }
}

TEST(Ipv6, AuthenticationHeaderCountsInWords) {
  Ipv6Fields ip;
  ip.next = 51;
  const Bytes header = Bytes::Of({6, 4}).Add(Bytes::Zeros(22));
  const auto read = Dissect(kIpv6, Ipv6(ip, header + Tcp(Data("abc"))));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->segment.length, 3u);
}

TEST(Ipv6, RoutingHeaderWithSegmentsLeftChangesTheDestination) {
  Ipv6Fields ip;
  ip.next = 43;
  const Bytes last = Bytes::Zeros(15).U8(9);
  const auto read_type = [&](uint8_t type, uint8_t left) {
    const Bytes body = Bytes::Of({type, left, 0, 0, 0, 0}).Add(last);
    return Dissect(kIpv6, Ipv6(ip, Ipv6Extension(6, body, Tcp())))->segment.destination.ToString();
  };
  EXPECT_EQ(read_type(0, 1), "::9");
  EXPECT_EQ(read_type(2, 1), "::9");
  EXPECT_EQ(read_type(4, 1), "::9");
  EXPECT_EQ(read_type(0, 0), "::2");
}

TEST(Ipv6, PayloadLengthZeroIsNoSegment) {
  Ipv6Fields ip;
  ip.payload_length = 0;
  DissectorProbe probe;
  EXPECT_FALSE(probe.Read(kIpv6, Ipv6(ip, Tcp())));
  EXPECT_TRUE(probe.Find(FindingId::k_bad_ip_header));
}

TEST(Ipv6, Jumbogram) {
  Ipv6Fields ip;
  ip.payload_length = 0;
  ip.next = 0;
  TcpFields tcp;
  tcp.payload = Bytes::Zeros(70000);
  const Bytes segment = Tcp(tcp);
  const Bytes jumbo = Bytes::Of({194, 4}).U32(segment.size() + 8);
  const auto read = Dissect(kIpv6, Ipv6(ip, Ipv6Extension(6, jumbo, segment)));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->segment.length, 70000u);
}

TEST(Ipv6, FragmentsAreReassembled) {
  const Bytes datagram = Tcp(Data("twenty-eight bytes of words."));
  Ipv6Fields ip;
  ip.next = 44;
  DissectorProbe probe;
  EXPECT_FALSE(probe.Read(kIpv6, Ipv6(ip, Ipv6Fragment(6, 99, 24, false, datagram.From(24)))));
  const auto read = probe.Read(kIpv6, Ipv6(ip, Ipv6Fragment(6, 99, 0, true, datagram.First(24))));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->segment.length, 28u);
}

TEST(Ipv6, OverlappingFragmentsAreNotedAndTheLowerOffsetCounts) {
  const Bytes datagram = Tcp(Data("twenty-eight bytes of words."));
  const Bytes other = Tcp(Data("TWENTY-EIGHT OCTETS OF TEXT."));
  Ipv6Fields ip;
  ip.next = 44;
  DissectorProbe probe;
  const auto add = [&](const Bytes& from, uint16_t begin, size_t end, bool more) {
    return probe.Read(kIpv6,
                      Ipv6(ip, Ipv6Fragment(6, 99, begin, more, from.First(end).From(begin))));
  };
  EXPECT_FALSE(add(datagram, 0, 32, true));
  EXPECT_FALSE(probe.Find(FindingId::k_fragment_overlap));
  EXPECT_FALSE(add(other, 24, 40, true));
  const Finding* overlap = probe.Find(FindingId::k_fragment_overlap);
  ASSERT_TRUE(overlap);
  EXPECT_EQ(overlap->first_frame, 2u);
  EXPECT_EQ(overlap->args[0], 99);
  EXPECT_EQ(overlap->args[1], 24);
  const auto read = add(datagram, 40, 48, false);
  ASSERT_TRUE(read);
  ASSERT_EQ(read->payload.size(), 28u);
  EXPECT_EQ(read->payload[11], std::byte{'t'}) << "of the first fragment";
  EXPECT_EQ(read->payload[13], std::byte{'O'}) << "of the second alone";
}

TEST(Ipv6, AtomicFragmentIsWhole) {
  Ipv6Fields ip;
  ip.next = 44;
  const auto read = Dissect(kIpv6, Ipv6(ip, Ipv6Fragment(6, 99, 0, false, Tcp(Data("abc")))));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->segment.length, 3u);
  EXPECT_NE(read->segment.header_offset, kNoOffset);
}

TEST(Ipv6, CutHeaders) {
  Ipv6Fields ip;
  ip.next = 60;
  const Bytes packet = Ipv6(ip, Ipv6Extension(6, Bytes::Zeros(10), Tcp()));
  for (size_t captured = 0; captured < 56; ++captured) {
    DissectorProbe probe;
    EXPECT_FALSE(probe.Read(kIpv6, packet.First(captured), 76));
    EXPECT_TRUE(probe.Find(FindingId::k_cut_ip_header)) << captured;
  }
}

}  // namespace
}  // namespace tcpladder::test
