// Duplicate acknowledgments, acknowledgments of what was not seen, keep-alives and windows.
#include <gtest/gtest.h>

#include "tests/core/analysis/wireshark_traffic.h"

namespace tcpladder {
namespace {

WiresharkTraffic Established(int client_shift = -1, int server_shift = -1) {
  WiresharkTraffic traffic;
  traffic.Handshake(client_shift, server_shift);
  return traffic;
}

TEST(WiresharkDuplicateAck, NothingNeedBeOutstanding) {
  WiresharkTraffic traffic = Established();
  EXPECT_EQ(traffic.Client({}), "duplicate_ack");
  EXPECT_EQ(traffic.Client({.flags = kAck | kPsh | kEce}), "duplicate_ack");
  EXPECT_EQ(traffic.Client({.flags = 0}), "duplicate_ack");
  EXPECT_EQ(traffic.conversation().directions[0].duplicate_acks, 3U);
}

TEST(WiresharkDuplicateAck, CountGoesOnThroughDataAndWindowUpdates) {
  WiresharkTraffic traffic = Established();
  EXPECT_EQ(traffic.Server({.seq = 1, .length = 100}), "");
  EXPECT_EQ(traffic.Client({.ack = 101}), "");
  EXPECT_EQ(traffic.Client({.ack = 101}), "duplicate_ack");
  EXPECT_EQ(traffic.Client({.ack = 101, .length = 10}), "");
  EXPECT_EQ(traffic.Client({.seq = 11, .ack = 101, .window = 9000}), "window_update");
  EXPECT_EQ(traffic.Client({.seq = 11, .ack = 101, .window = 9000}), "duplicate_ack");
  EXPECT_EQ(traffic.conversation().directions[0].duplicate_acks, 2U);
  EXPECT_EQ(traffic.Client({.seq = 11, .ack = 201, .window = 9000}), "ack_lost_segment");
  EXPECT_EQ(traffic.conversation().directions[0].duplicate_acks, 0U);
}

TEST(WiresharkDuplicateAck, NotRightAfterANewKindOfMultipathOption) {
  WiresharkTraffic traffic;
  traffic.Client({.seq = 0, .flags = kSyn, .mptcp_subtype = 0});
  traffic.Server({.seq = 0, .flags = kSyn | kAck, .mptcp_subtype = 0});
  traffic.Client({.mptcp_subtype = 0});
  EXPECT_EQ(traffic.Client({.mptcp_subtype = 2}), "duplicate_ack");
  EXPECT_EQ(traffic.Client({}), "");
  EXPECT_EQ(traffic.Client({}), "duplicate_ack");
}

TEST(WiresharkAckLostSegment, OnceForAHole) {
  WiresharkTraffic traffic = Established();
  traffic.Client({.seq = 101, .length = 100});
  EXPECT_EQ(traffic.Server({.ack = 201}), "ack_lost_segment");
  EXPECT_EQ(traffic.Server({.ack = 201}), "duplicate_ack");
}

TEST(WiresharkAckLostSegment, BeyondEverythingUntilThePeerAcknowledgesAnew) {
  WiresharkTraffic traffic = Established();
  EXPECT_EQ(traffic.Server({.ack = 501}), "ack_lost_segment");
  EXPECT_EQ(traffic.Server({.ack = 601}), "");
  traffic.Server({.seq = 1, .ack = 601, .length = 10});
  EXPECT_EQ(traffic.Client({.seq = 1, .ack = 11}), "");
  EXPECT_EQ(traffic.Server({.seq = 11, .ack = 701}), "ack_lost_segment");
}

TEST(WiresharkAckLostSegment, DuplicateAfterTheMarkerCountsAsFirst) {
  WiresharkTraffic traffic = Established();
  traffic.Server({.ack = 501});
  ASSERT_EQ(traffic.conversation().directions[0].duplicate_acks, WiresharkDirection::kAckedBeyond);
  EXPECT_EQ(traffic.Client({}), "duplicate_ack");
  EXPECT_EQ(traffic.conversation().directions[0].duplicate_acks, 1U);
}

TEST(WiresharkAckLostSegment, FrontOfAHoleFilledCoversTheRest) {
  WiresharkTraffic traffic = Established();
  traffic.Client({.seq = 1, .length = 100});
  traffic.Client({.seq = 301, .length = 100});
  EXPECT_EQ(traffic.Client({.seq = 101, .length = 100}), "out_of_order");
  EXPECT_EQ(traffic.Server({.ack = 401}), "");
}

TEST(WiresharkLostSegment, NotOnReset) {
  WiresharkTraffic traffic = Established();
  EXPECT_EQ(traffic.Client({.seq = 101}), "lost_segment");
  EXPECT_EQ(traffic.Client({.seq = 201, .flags = kFin | kAck}), "lost_segment");
  EXPECT_EQ(traffic.Client({.seq = 301, .flags = kRst}), "");
  // The reset moved the highest number all the same.
  EXPECT_EQ(traffic.After(50 * kMs).Client({.seq = 202, .length = 50}), "retransmission");
}

TEST(WiresharkKeepAlive, OneByteBelowAndItsAnswer) {
  WiresharkTraffic traffic = Established();
  traffic.Client({.seq = 1, .length = 10});
  traffic.Server({.ack = 11});
  EXPECT_EQ(traffic.Client({.seq = 10, .length = 1}), "keep_alive");
  EXPECT_EQ(traffic.Server({.ack = 11}), "keep_alive_ack");
  EXPECT_EQ(traffic.Server({.ack = 11}), "keep_alive_ack");
}

TEST(WiresharkKeepAlive, BareAckAtTheInitialNumber) {
  WiresharkTraffic traffic = Established();
  EXPECT_EQ(traffic.Client({.seq = 0}), "keep_alive");
  EXPECT_EQ(traffic.After(50 * kMs).Client({.seq = 0, .flags = kFin | kAck}), "retransmission");
}

TEST(WiresharkKeepAlive, AnswerWithAnotherWindow) {
  WiresharkTraffic traffic = Established();
  traffic.Server({});
  traffic.Client({.seq = 0});
  EXPECT_EQ(traffic.Server({.window = 9000}), "window_update");
  traffic.Client({.seq = 0});
  EXPECT_EQ(traffic.Server({.window = 0}), "zero_window");
}

TEST(WiresharkZeroWindow, NotOnSynFinOrReset) {
  WiresharkTraffic traffic;
  EXPECT_EQ(traffic.Client({.seq = 0, .flags = kSyn, .window = 0}), "");
  EXPECT_EQ(traffic.Server({.seq = 0, .flags = kSyn | kAck}), "");
  EXPECT_EQ(traffic.Client({.window = 0}), "zero_window");
  EXPECT_EQ(traffic.Client({.length = 10, .window = 0}), "zero_window");
  EXPECT_EQ(traffic.Client({.seq = 11, .flags = kFin | kAck, .window = 0}), "");
  EXPECT_EQ(traffic.Client({.seq = 12, .flags = kRst, .window = 0}), "");
}

TEST(WiresharkZeroWindow, ProbeAndAnswer) {
  WiresharkTraffic traffic = Established();
  traffic.Client({.seq = 1, .length = 100});
  EXPECT_EQ(traffic.Server({.ack = 101, .window = 0}), "zero_window");
  EXPECT_EQ(traffic.Client({.seq = 101, .length = 1}), "zero_window_probe");
  EXPECT_EQ(traffic.Server({.ack = 101, .window = 0}), "zero_window zero_window_probe_ack");
  // Taking the byte is another matter: the probe did not move the highest number.
  EXPECT_EQ(traffic.Server({.ack = 102, .window = 0}), "ack_lost_segment zero_window");
  EXPECT_EQ(traffic.Client({.seq = 101, .length = 1}), "spurious_retransmission zero_window_probe");
}

TEST(WiresharkZeroWindow, AnyOneByteAfterAResetIsAProbe) {
  WiresharkTraffic traffic = Established();
  traffic.Server({.flags = kRst | kAck, .window = 0});
  EXPECT_EQ(traffic.Client({.length = 1, .flags = kFin | kAck}), "zero_window_probe");
}

TEST(WiresharkWindowFull, UnscaledUntilTheFirstAckThenScaled) {
  WiresharkTraffic traffic = Established(2, 3);
  EXPECT_EQ(traffic.Client({.seq = 1, .length = 8000}), "window_full");
  EXPECT_EQ(traffic.Server({.ack = 8001, .window = 1000}), "");
  EXPECT_EQ(traffic.last().window, 8000U);
  EXPECT_EQ(traffic.Client({.seq = 8001, .length = 8000}), "window_full");
  EXPECT_EQ(traffic.Client({.seq = 8001, .length = 8000}), "retransmission window_full");
}

TEST(WiresharkWindowFull, NotWhereTheScaleIsUnknown) {
  WiresharkTraffic traffic;
  traffic.Server({.window = 100});
  EXPECT_EQ(traffic.Client({.seq = 1, .length = 100}), "");
}

TEST(WiresharkWindowUpdate, UpOrDownAtTheSameNumbers) {
  WiresharkTraffic traffic = Established();
  EXPECT_EQ(traffic.Client({.window = 9000}), "window_update");
  EXPECT_EQ(traffic.Client({.flags = kAck | kPsh, .window = 7000}), "window_update");
  EXPECT_EQ(traffic.Client({.flags = kFin | kAck, .window = 6000}), "");
}

TEST(WiresharkWindowUpdate, FirstSegmentWithNumbersZero) {
  WiresharkTraffic traffic(0, 0);
  EXPECT_EQ(traffic.Client({.seq = 0, .ack = 0}), "window_update");
}

TEST(WiresharkScale, NeedsTheOptionOnBothSides) {
  WiresharkTraffic both = Established(7, 5);
  both.Client({.window = 10});
  EXPECT_EQ(both.last().window, 10U << 7);
  WiresharkTraffic one = Established(7, -1);
  one.Client({.window = 10});
  EXPECT_EQ(one.last().window, 10U);
}

TEST(WiresharkScale, SynKeepsItsRawWindow) {
  WiresharkTraffic traffic;
  traffic.Client({.seq = 0, .flags = kSyn, .window = 500, .window_shift = 7});
  traffic.Client({.seq = 0, .flags = kSyn, .window = 500, .window_shift = 7});
  EXPECT_EQ(traffic.last().window, 500U);
}

TEST(WiresharkScale, OutsideASynFromTheNextSegmentOn) {
  WiresharkTraffic traffic;
  traffic.Client({.window = 500, .window_shift = 3});
  EXPECT_EQ(traffic.last().window, 500U);
  traffic.Client({.window = 500});
  EXPECT_EQ(traffic.last().window, 4000U);
}

TEST(WiresharkScale, MoreThanFourteenIsFourteen) {
  WiresharkTraffic large = Established(15, 15);
  large.Client({.window = 1});
  EXPECT_EQ(large.last().window, 1U << 14);
}

TEST(WiresharkScale, CutSynLeavesItUnknown) {
  WiresharkTraffic traffic;
  traffic.Client({.seq = 0, .flags = kSyn, .extent = HeaderExtent::cut_options});
  EXPECT_EQ(traffic.conversation().directions[0].window_scale, kScaleUnknown);
  traffic.Server({.seq = 0, .flags = kSyn | kAck, .window_shift = 7});
  EXPECT_EQ(traffic.conversation().directions[1].window_scale, 7);
}

}  // namespace
}  // namespace tcpladder
