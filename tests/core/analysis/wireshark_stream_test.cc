// Which conversation a segment belongs to, what its numbers are relative to, and what is shown.
#include <gtest/gtest.h>

#include "tests/core/analysis/wireshark_traffic.h"

namespace tcpladder {
namespace {

TEST(WiresharkStream, SynWithAnotherNumberOpensTheNext) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  EXPECT_EQ(traffic.Client({.seq = 7000, .flags = kSyn}), "reused_ports");
  EXPECT_TRUE(traffic.last().new_conversation);
  EXPECT_EQ(traffic.last().stream, 1U);
  EXPECT_EQ(traffic.last().seq, 0U);
  // Nothing of the server is known any more.
  EXPECT_EQ(traffic.Server({.seq = 9000, .ack = 7001, .flags = kSyn | kAck}), "");
  EXPECT_EQ(traffic.last().ack, 1U);
}

TEST(WiresharkStream, SynWithTheSameNumberBelongsToTheOld) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  traffic.Client({.flags = kFin | kAck});
  traffic.Server({.ack = 2, .flags = kFin | kAck});
  traffic.Client({.seq = 2, .ack = 2});
  traffic.After(3600 * 1000 * kMs);
  EXPECT_EQ(traffic.Client({.seq = 0, .flags = kSyn}), "retransmission");
  EXPECT_EQ(traffic.Server({.seq = 0, .flags = kSyn | kAck}), "retransmission");
  EXPECT_EQ(traffic.Client({.seq = 1}), "keep_alive");
  EXPECT_EQ(traffic.streams(), 1U);
}

TEST(WiresharkStream, SynAckWithAnotherNumberChangesTheBaseOnly) {
  WiresharkTraffic traffic(1000, 0);
  traffic.Client({.seq = 0, .flags = kSyn});
  traffic.Server({.seq = 0, .flags = kRst | kAck, .window = 0});
  EXPECT_EQ(traffic.last().seq, 1U);
  traffic.After(1000 * kMs).Client({.seq = 0, .flags = kSyn});
  EXPECT_EQ(traffic.Server({.seq = 4000, .flags = kSyn | kAck}), "reused_ports");
  EXPECT_EQ(traffic.last().seq, 0U);
  EXPECT_EQ(traffic.streams(), 1U);
}

TEST(WiresharkStream, CrossedSynsShareOne) {
  WiresharkTraffic traffic;
  EXPECT_EQ(traffic.Client({.seq = 0, .flags = kSyn}), "");
  EXPECT_EQ(traffic.Server({.seq = 0, .flags = kSyn}), "");
  EXPECT_EQ(traffic.After(10 * kMs).Client({.seq = 0, .flags = kSyn | kAck}), "retransmission");
  EXPECT_EQ(traffic.Server({.seq = 0, .flags = kSyn | kAck}), "retransmission");
  EXPECT_EQ(traffic.streams(), 1U);
}

TEST(WiresharkStream, VncBannerOpensAnotherForWhatFollows) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  traffic.Server({.length = 12, .payload = "RFB 003.008\n"});
  EXPECT_EQ(traffic.last().stream, 0U);
  EXPECT_EQ(traffic.Client({.ack = 13, .length = 12, .payload = "RFB 003.008\n"}), "");
  EXPECT_EQ(traffic.last().stream, 1U);
  traffic.Server({.seq = 13, .ack = 13});
  EXPECT_EQ(traffic.last().stream, 1U);
}

TEST(WiresharkStream, VncBannerOnAPortOfItsOwnProtocol) {
  WiresharkTraffic traffic;
  traffic.server_port = 5900;
  traffic.Handshake();
  traffic.Server({.length = 12, .payload = "RFB 003.008\n"});
  traffic.Client({.ack = 13});
  EXPECT_EQ(traffic.streams(), 1U);
}

TEST(WiresharkStream, QuotedHeaderTakesAnIndexAndNoNumbers) {
  WiresharkTraffic traffic;
  traffic.Client({.seq = 77, .flags = kSyn, .origin = SegmentOrigin::icmp_quote});
  EXPECT_EQ(traffic.streams(), 1U);
  EXPECT_FALSE(traffic.last().analysed);
  EXPECT_EQ(traffic.last().seq, 1077U);
  EXPECT_FALSE(traffic.conversation().directions[0].base_set);
}

TEST(WiresharkStream, QuotedSynWithAnotherNumberOpensTheNext) {
  WiresharkTraffic traffic;
  traffic.Client({.seq = 0, .flags = kSyn});
  traffic.Client({.seq = 500, .flags = kSyn, .origin = SegmentOrigin::icmp_quote});
  traffic.Server({.seq = 0, .flags = kSyn | kAck});
  EXPECT_EQ(traffic.last().stream, 1U);
}

TEST(WiresharkNumbers, FirstSegmentOfTheMiddleShowsOne) {
  WiresharkTraffic traffic;
  traffic.Client({.seq = 5000, .ack = 6000, .length = 10});
  EXPECT_EQ(traffic.last().seq, 1U);
  EXPECT_EQ(traffic.last().ack, 1U);
  traffic.Client({.seq = 4990, .ack = 6000, .length = 10});
  EXPECT_EQ(traffic.last().seq, 0U - 9);
}

TEST(WiresharkNumbers, WithoutTheAckBitTheFieldStaysRaw) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  traffic.Client({.seq = 1, .ack = 1, .flags = kRst});
  EXPECT_EQ(traffic.last().ack, 50001U);
}

TEST(WiresharkNumbers, UnknownLengthMeansNoAnalysisAndNoState) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  EXPECT_EQ(traffic.Client({.seq = 901, .length = kNoLength}), "");
  EXPECT_FALSE(traffic.last().analysed);
  EXPECT_EQ(traffic.last().seq, 1901U);
  EXPECT_EQ(traffic.Client({.seq = 1, .length = 10}), "");
}

TEST(WiresharkNumbers, CutHeaderMovesTheStateUnseen) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  EXPECT_EQ(traffic.Client({.seq = 101, .length = 10, .extent = HeaderExtent::cut_options}), "");
  EXPECT_EQ(traffic.After(50 * kMs).Client({.seq = 101, .length = 10}), "retransmission");
}

TEST(WiresharkNumbers, EndsBeyondTenThousandUnackedLeaveOutTheFin) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  for (uint32_t i = 0; i < UnackedEnds::kMax; ++i) traffic.Client({.seq = 1 + i, .length = 1});
  traffic.Client({.seq = 10001, .flags = kFin | kAck});
  EXPECT_EQ(traffic.After(50 * kMs).Client({.seq = 10001, .flags = kFin | kAck}), "");
}

TEST(WiresharkCompleteness, WholeConversation) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  EXPECT_EQ(traffic.conversation().completeness, 1 + 2 + 4);
  traffic.Client({.length = 10});
  traffic.Client({.seq = 11, .flags = kFin | kAck});
  traffic.Server({.ack = 12, .flags = kRst | kAck});
  EXPECT_EQ(traffic.conversation().completeness, 63);
}

TEST(WiresharkCompleteness, FirstSegmentCountsOnlyAsSyn) {
  WiresharkTraffic traffic;
  traffic.Client({.length = 10});
  EXPECT_EQ(traffic.conversation().completeness, 0);
}

}  // namespace
}  // namespace tcpladder
