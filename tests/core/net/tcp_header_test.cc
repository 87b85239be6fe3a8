// What counts as a segment, and how long it is.
#include <gtest/gtest.h>

#include "tests/support/dissect.h"
#include "tests/support/packets.h"

namespace tcpladder::test {
namespace {

constexpr uint16_t kEthernet = 1;

TcpFields WithPayload(std::string_view text) {
  TcpFields fields;
  fields.payload = Bytes::Text(text);
  return fields;
}

TEST(TcpHeader, FieldsAsTheyStand) {
  TcpFields fields = WithPayload("hello");
  fields.flags = kSyn | kAck | kEce | kAe;
  fields.seq = 0xfffffff0;
  fields.options = Bytes::Of({2, 4, 5, 0xb4});
  const auto read = Dissect(kEthernet, TcpFrame(fields));
  ASSERT_TRUE(read);
  const TcpSegment& segment = read->segment;
  EXPECT_EQ(segment.source.ToString(), "10.0.0.1");
  EXPECT_EQ(segment.destination.ToString(), "10.0.0.2");
  EXPECT_EQ(segment.source_port, 40000);
  EXPECT_EQ(segment.destination_port, 80);
  EXPECT_EQ(segment.seq, 0xfffffff0);
  EXPECT_EQ(segment.ack, 2000u);
  EXPECT_EQ(segment.flags, fields.flags);
  EXPECT_EQ(segment.window, 512);
  EXPECT_EQ(segment.data_offset, 6);
  EXPECT_EQ(segment.extent, HeaderExtent::whole);
  EXPECT_EQ(segment.origin, SegmentOrigin::wire);
  EXPECT_EQ(segment.length, 5u);
  EXPECT_EQ(segment.header_offset, 34u);
  EXPECT_EQ(read->options.size(), 4u);
  EXPECT_EQ(read->payload.size(), 5u);
}

TEST(TcpHeader, EthernetPaddingIsNoPayload) {
  const auto read = Dissect(kEthernet, TcpFrame(WithPayload("x")) + Bytes::Zeros(20));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->segment.length, 1u);
  EXPECT_EQ(read->payload.size(), 1u);
}

TEST(TcpHeader, TotalLengthZeroReachesToTheEndOfTheFrame) {
  Ipv4Fields ip;
  ip.total_length = 0;
  const auto read = Dissect(kEthernet, Ethernet(0x0800, Ipv4(ip, Tcp(WithPayload("four")))));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->segment.length, 4u);
}

TEST(TcpHeader, TotalLengthIsCappedByTheOriginalFrame) {
  Ipv4Fields ip;
  ip.total_length = 1500;
  DissectorProbe probe;
  const Bytes frame = Ethernet(0x0800, Ipv4(ip, Tcp(WithPayload("four"))));
  EXPECT_EQ(probe.Read(kEthernet, frame)->segment.length, 4u);
  const auto longer = static_cast<uint32_t>(frame.size() + 10);
  EXPECT_EQ(probe.Read(kEthernet, frame, longer)->segment.length, 14u);
}

TEST(TcpHeader, SnapLengthCutsThePayloadNotItsLength) {
  DissectorProbe probe;
  const Bytes frame = TcpFrame(WithPayload("0123456789"));
  const auto read =
      probe.Read(kEthernet, frame.First(frame.size() - 8), static_cast<uint32_t>(frame.size()));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->segment.extent, HeaderExtent::whole);
  EXPECT_EQ(read->segment.length, 10u);
  EXPECT_EQ(read->payload.size(), 2u);
}

TEST(TcpHeader, CutAtEveryByte) {
  TcpFields fields = WithPayload("data");
  fields.options = Bytes::Of({1, 1, 8, 10}).U64(0);
  const Bytes frame = TcpFrame(fields);
  for (size_t captured = 34; captured <= frame.size(); ++captured) {
    DissectorProbe probe;
    const auto read =
        probe.Read(kEthernet, frame.First(captured), static_cast<uint32_t>(frame.size()));
    const size_t tcp = captured - 34;
    ASSERT_EQ(read.has_value(), tcp >= 14) << captured;
    if (!read) {
      EXPECT_TRUE(probe.Find(FindingId::k_cut_tcp_header));
      continue;
    }
    const HeaderExtent want = tcp < 16   ? HeaderExtent::cut_window
                              : tcp < 20 ? HeaderExtent::cut_fixed
                              : tcp < 32 ? HeaderExtent::cut_options
                                         : HeaderExtent::whole;
    EXPECT_EQ(read->segment.extent, want) << captured;
    EXPECT_EQ(read->segment.length, 4u);
    EXPECT_FALSE(probe.Find(FindingId::k_bad_tcp_option)) << captured;
  }
}

TEST(TcpHeader, DataOffsetBelowFive) {
  TcpFields fields = WithPayload("data");
  fields.data_offset = 4;
  DissectorProbe probe;
  const auto read = probe.Read(kEthernet, TcpFrame(fields));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->segment.extent, HeaderExtent::bad_data_offset);
  EXPECT_EQ(read->segment.length, 8u);
  EXPECT_TRUE(probe.Find(FindingId::k_bad_data_offset));
}

TEST(TcpHeader, DataOffsetBeyondTheSegment) {
  TcpFields fields;
  fields.data_offset = 15;
  DissectorProbe probe;
  const auto read = probe.Read(kEthernet, TcpFrame(fields));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->segment.length, kNoLength);
  EXPECT_TRUE(probe.Find(FindingId::k_bad_data_offset));
}

TEST(TcpHeader, TotalLengthShorterThanTheTcpHeader) {
  Ipv4Fields ip;
  for (uint16_t tcp = 0; tcp < 20; ++tcp) {
    ip.total_length = static_cast<uint16_t>(20 + tcp);
    const auto read = Dissect(kEthernet, Ethernet(0x0800, Ipv4(ip, Tcp())));
    ASSERT_EQ(read.has_value(), tcp >= 14) << tcp;
    if (read) {
      EXPECT_EQ(read->segment.length, kNoLength);
    }
  }
}

TEST(TcpHeader, OddFlagsAndReservedBitsAreNoted) {
  const auto finding = [](uint16_t flags, FindingId id) {
    TcpFields fields;
    fields.flags = flags;
    DissectorProbe probe;
    EXPECT_TRUE(probe.Read(kEthernet, TcpFrame(fields)));
    return probe.Find(id) != nullptr;
  };
  for (uint16_t flags : std::initializer_list<uint16_t>{0, kPsh, kSyn | kFin, kSyn | kRst | kAck}) {
    EXPECT_TRUE(finding(flags, FindingId::k_odd_flags)) << flags;
  }
  for (uint16_t flags : std::initializer_list<uint16_t>{kSyn, kAck, kFin | kAck, kFin, kRst}) {
    EXPECT_FALSE(finding(flags, FindingId::k_odd_flags)) << flags;
  }
  EXPECT_TRUE(finding(kAck | 0x800, FindingId::k_reserved_bits));
  EXPECT_FALSE(finding(kAck | kAe, FindingId::k_reserved_bits));
}

TEST(TcpHeader, FaultyOptionIsNotedAndTheSegmentUsed) {
  TcpFields fields = WithPayload("data");
  fields.options = Bytes::Of({3, 0, 0, 0});
  DissectorProbe probe;
  const auto read = probe.Read(kEthernet, TcpFrame(fields));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->segment.length, 4u);
  const Finding* fault = probe.Find(FindingId::k_bad_tcp_option);
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->args[0], 3);
}

}  // namespace
}  // namespace tcpladder::test
