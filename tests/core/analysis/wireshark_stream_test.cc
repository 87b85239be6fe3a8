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

TEST(WiresharkStream, SynWithTheSameNumberRepeatsTheFirst) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  traffic.After(3600 * 1000 * kMs);
  EXPECT_EQ(traffic.Client({.seq = 0, .flags = kSyn}), "retransmission");
  EXPECT_EQ(traffic.streams(), 1U);
}

TEST(WiresharkStream, SynWithTheSameNumberBehindTheEndOpensTheNext) {
  for (const uint16_t flags : std::to_array<uint16_t>({kFin | kAck, kRst | kAck, kRst})) {
    WiresharkTraffic traffic;
    traffic.Handshake();
    traffic.Server({.flags = flags});
    EXPECT_EQ(traffic.Client({.seq = 0, .flags = kSyn}), "reused_ports") << flags;
    EXPECT_EQ(traffic.last().stream, 1U);
    EXPECT_EQ(traffic.Server({.seq = 0, .flags = kSyn | kAck}), "");
    EXPECT_EQ(traffic.streams(), 2U);
  }
}

TEST(WiresharkStream, FinWithoutAckIsNoEnd) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  traffic.Server({.flags = kFin});
  EXPECT_EQ(traffic.After(50 * kMs).Client({.seq = 0, .flags = kSyn}), "retransmission");
  EXPECT_EQ(traffic.streams(), 1U);
}

TEST(WiresharkStream, QuotedResetIsAnEnd) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  traffic.Server({.flags = kRst, .origin = SegmentOrigin::icmp_quote});
  EXPECT_EQ(traffic.Client({.seq = 0, .flags = kSyn}), "reused_ports");
}

TEST(WiresharkStream, NothingButASynOpensTheNextBehindTheEnd) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  traffic.Server({.flags = kRst | kAck});
  traffic.Client({.length = 10});
  EXPECT_EQ(traffic.streams(), 1U);
}

TEST(WiresharkStream, SynAckWithAnotherNumberOpensTheNext) {
  WiresharkTraffic traffic;
  traffic.Client({.seq = 0, .flags = kSyn});
  EXPECT_EQ(traffic.Server({.seq = 0, .flags = kSyn | kAck}), "");
  EXPECT_EQ(traffic.Server({.seq = 4000, .flags = kSyn | kAck}), "reused_ports");
  EXPECT_EQ(traffic.last().stream, 1U);
  EXPECT_EQ(traffic.last().seq, 0U);
  EXPECT_EQ(traffic.last().ack, 1U);
}

TEST(WiresharkStream, EachRefusedSynIsOneOfItsOwn) {
  WiresharkTraffic traffic(1000, 0);
  for (uint32_t i = 0; i < 3; ++i) {
    EXPECT_EQ(traffic.Client({.seq = 0, .flags = kSyn}), i == 0 ? "" : "reused_ports");
    EXPECT_EQ(traffic.Server({.seq = 0, .flags = kRst | kAck, .window = 0}), "");
    EXPECT_EQ(traffic.last().stream, i);
  }
}

TEST(WiresharkStream, SynBehindItsSynAckSharesTheStreamWhereTheNumbersFit) {
  WiresharkTraffic fits;
  fits.Server({.seq = 0, .flags = kSyn | kAck});
  EXPECT_EQ(fits.Client({.seq = 0, .flags = kSyn}), "");
  EXPECT_EQ(fits.streams(), 1U);
  EXPECT_TRUE(fits.last().repeats_syn);
  WiresharkTraffic differs;
  differs.Server({.seq = 0, .ack = 5, .flags = kSyn | kAck});
  EXPECT_EQ(differs.Client({.seq = 0, .flags = kSyn}), "reused_ports");
}

TEST(WiresharkStream, CrossedSynsShareOne) {
  WiresharkTraffic traffic;
  EXPECT_EQ(traffic.Client({.seq = 0, .flags = kSyn}), "");
  EXPECT_EQ(traffic.Server({.seq = 0, .flags = kSyn}), "");
  EXPECT_EQ(traffic.After(10 * kMs).Client({.seq = 0, .flags = kSyn | kAck}), "retransmission");
  EXPECT_EQ(traffic.Server({.seq = 0, .flags = kSyn | kAck}), "out_of_order") << "acknowledged";
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

// Sent again because it was lost, in time or not, or needlessly.
TEST(WiresharkStream, RepeatedVncBannerOpensNone) {
  for (const uint32_t acknowledged : {1U, 13U}) {
    WiresharkTraffic traffic;
    traffic.Handshake();
    traffic.Server({.length = 12, .payload = "RFB 003-008\n"});
    traffic.Client({.ack = acknowledged});
    traffic.After(50 * kMs).Server({.length = 12, .payload = "RFB 003.008\n"});
    traffic.Client({.ack = 13});
    EXPECT_EQ(traffic.streams(), 1U) << acknowledged;
  }
}

TEST(WiresharkStream, VncBannerOnAPortOfItsOwnProtocol) {
  WiresharkTraffic traffic;
  traffic.server_port = 5900;
  traffic.Handshake();
  traffic.Server({.length = 12, .payload = "RFB 003.008\n"});
  traffic.Client({.ack = 13});
  EXPECT_EQ(traffic.streams(), 1U);
}

// The client's port, 40000, has a dissector in Wireshark. A SYN tells that it is not the server's.
TEST(WiresharkStream, VncBannerWithoutASynCountsBothPorts) {
  WiresharkTraffic traffic;
  traffic.Client({});
  traffic.Server({.length = 12, .payload = "RFB 003.008\n"});
  traffic.Client({.ack = 13});
  EXPECT_EQ(traffic.streams(), 1U);
}

TEST(WiresharkStream, VncBannerBehindASynAckCountsTheServersPort) {
  WiresharkTraffic traffic;
  traffic.Server({.seq = 0, .flags = kSyn | kAck});
  traffic.Client({.length = 12, .payload = "RFB 003.008\n"});
  traffic.Server({.ack = 13});
  EXPECT_EQ(traffic.streams(), 2U);
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

TEST(WiresharkNumbers, UnknownLengthSetsTheBaseAndNoOtherState) {
  WiresharkTraffic traffic;
  EXPECT_EQ(traffic.Client({.seq = 901, .ack = 41, .length = kNoLength}), "");
  EXPECT_FALSE(traffic.last().analysed);
  EXPECT_EQ(traffic.last().seq, 1U);
  EXPECT_EQ(traffic.last().ack, 1U);
  EXPECT_EQ(traffic.Client({.seq = 1, .ack = 41, .length = 10}), "");
  EXPECT_EQ(traffic.last().seq, 0U - 899);
}

TEST(WiresharkNumbers, HeaderCutBeforeTheWindowMovesNoNumbers) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  EXPECT_EQ(traffic.Client({.length = 100, .extent = HeaderExtent::cut_window}), "");
  EXPECT_FALSE(traffic.last().window_shown);
  EXPECT_EQ(traffic.last().seq, 1U);
  EXPECT_EQ(traffic.conversation().completeness & 8, 8);
  EXPECT_EQ(traffic.Client({.seq = 101, .length = 100}), "lost_segment");
}

TEST(WiresharkNumbers, SynCutBeforeTheWindowStartsTheRoundTrip) {
  WiresharkTraffic traffic;
  traffic.Client({.seq = 0, .flags = kSyn, .extent = HeaderExtent::cut_window});
  traffic.After(7 * kMs).Client({});
  EXPECT_EQ(traffic.conversation().initial_rtt_ns, 7 * kMs);
  EXPECT_EQ(traffic.last().seq, 1U);
}

TEST(WiresharkNumbers, CutHeaderMovesTheStateUnseen) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  EXPECT_EQ(traffic.Client({.seq = 101, .length = 10, .extent = HeaderExtent::cut_options}), "");
  EXPECT_EQ(traffic.After(50 * kMs).Client({.seq = 101, .length = 10}), "retransmission");
}

// What is said of a repeated segment with these bytes of eight of options.
std::string WithCutOptions(std::vector<uint8_t> captured) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  traffic.Client({.length = 10});
  return traffic.After(50 * kMs).Client({.length = 10,
                                         .extent = HeaderExtent::cut_options,
                                         .captured_options = std::move(captured),
                                         .options_size = 8});
}

TEST(WiresharkNumbers, OptionThatCannotBeEndsTheReadingBeforeTheCut) {
  EXPECT_EQ(WithCutOptions({1, 1, 9}), "");
  EXPECT_EQ(WithCutOptions({1, 1, 9, 1}), "retransmission") << "length below two";
  EXPECT_EQ(WithCutOptions({1, 1, 9, 7, 0}), "") << "past the header, more is looked at";
  EXPECT_EQ(WithCutOptions({1, 1, 9, 7, 0, 0}), "retransmission") << "past the header";
  EXPECT_EQ(WithCutOptions({1, 1, 9, 6, 0, 0}), "") << "within the header";
  EXPECT_EQ(WithCutOptions({1, 1, 0, 0, 0, 0}), "") << "padding";
}

TEST(WiresharkNumbers, WindowIsScaledWithoutALength) {
  WiresharkTraffic traffic;
  traffic.Handshake(7, 7);
  traffic.Client({.length = kNoLength, .window = 100});
  EXPECT_EQ(traffic.last().window, 100U << 7);
}

TEST(WiresharkNumbers, EndsBeyondTenThousandUnackedLeaveOutTheFin) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  for (uint32_t i = 0; i < StoredSegments::kMax; ++i) traffic.Client({.seq = 1 + i, .length = 1});
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

TEST(WiresharkCompleteness, FirstSegmentCountsWhateverItIs) {
  WiresharkTraffic data, reset, answer;
  data.Client({.length = 10});
  EXPECT_EQ(data.conversation().completeness, 8);
  reset.Client({.flags = kRst});
  EXPECT_EQ(reset.conversation().completeness, 32);
  answer.Server({.seq = 0, .flags = kSyn | kAck});
  EXPECT_EQ(answer.conversation().completeness, 2);
}

TEST(WiresharkCompleteness, SynOfAnUnseenSideStartsAnew) {
  WiresharkTraffic traffic;
  traffic.Client({.seq = 0, .flags = kSyn});
  traffic.Client({.ack = 0U - 50000, .length = 10, .flags = 0});
  traffic.Client({.seq = 11, .flags = kRst});
  EXPECT_EQ(traffic.conversation().completeness, 1 + 32);
  traffic.Server({.seq = 0, .length = 5, .flags = kSyn});
  EXPECT_EQ(traffic.conversation().completeness, 1 + 8);
  traffic.Server({.seq = 0, .flags = kSyn});
  EXPECT_EQ(traffic.conversation().completeness, 1 + 8);
}

// A conversation gives back what it held when the next one on its ports takes its place.
TEST(WiresharkStream, ReusedPortsGiveTheirMemoryBack) {
  WiresharkTraffic traffic;
  for (uint32_t round = 0; round < 3; ++round) {
    traffic.Client({.seq = 7000 * round, .flags = kSyn});
    traffic.Server({.seq = 7000 * round, .ack = 7000 * round + 1, .flags = kSyn | kAck});
    for (uint32_t i = 0; i < 40; ++i) {
      traffic.Client({.seq = 7000 * round + 1 + 100 * i, .ack = 7000 * round + 1, .length = 100});
    }
    EXPECT_GT(traffic.memory(), 0U);
    EXPECT_LT(traffic.memory(), 100'000U);
  }
  traffic.Client({.seq = 90000, .flags = kSyn});
  EXPECT_EQ(traffic.memory(), 0U);
}

}  // namespace
}  // namespace tcpladder
