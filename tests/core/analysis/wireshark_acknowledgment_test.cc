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

TEST(WiresharkDuplicateAck, WindowUpdateWithASelectiveAcknowledgment) {
  WiresharkTraffic traffic = Established();
  traffic.Client({.length = 100});
  traffic.Server({.ack = 101});
  EXPECT_EQ(traffic.Server({.ack = 101, .window = 8100, .sack = {{201, 301}}}), "duplicate_ack");
  EXPECT_EQ(traffic.Server({.ack = 101, .window = 7000, .sack = {{201, 301}}}), "duplicate_ack");
  EXPECT_EQ(traffic.conversation().directions[1].duplicate_acks, 2U);
  EXPECT_EQ(traffic.Server({.ack = 101, .window = 9000}), "window_update");
}

TEST(WiresharkDuplicateAck, SelectiveAcknowledgmentWithoutABlockHidesItButCounts) {
  for (const int length : {2, 6, 9}) {
    WiresharkTraffic traffic = Established();
    EXPECT_EQ(traffic.Client({.window = 9000, .sack_length = length}), "");
    EXPECT_FALSE(traffic.last().shown);
    EXPECT_EQ(traffic.conversation().directions[0].duplicate_acks, 1U);
  }
  WiresharkTraffic traffic = Established();
  EXPECT_EQ(traffic.Client({.window = 9000, .sack_length = 17}), "duplicate_ack");
}

TEST(WiresharkDuplicateAck, OptionsBehindAMalformedOneAreNotRead) {
  WiresharkTraffic traffic;
  traffic.Client({.seq = 0, .flags = kSyn, .window_shift = 3});
  EXPECT_EQ(traffic.conversation().directions[0].window_scale, 3);
  traffic.Server({.seq = 0, .flags = kSyn | kAck, .window_shift = 3, .sack_length = 2});
  EXPECT_EQ(traffic.conversation().directions[1].window_scale, 3) << "stands before it";
  EXPECT_FALSE(traffic.last().shown);
}

TEST(WiresharkAckLostSegment, EveryTimeAndMovesWhatCanBeAcknowledged) {
  WiresharkTraffic traffic = Established();
  EXPECT_EQ(traffic.Server({.ack = 501}), "ack_lost_segment");
  EXPECT_EQ(traffic.Server({.ack = 501}), "duplicate_ack");
  EXPECT_EQ(traffic.Server({.ack = 502}), "ack_lost_segment");
  EXPECT_EQ(traffic.Server({.ack = 502, .length = 10}), "");
  EXPECT_EQ(traffic.Server({.seq = 11, .ack = 503, .flags = kRst | kAck}), "ack_lost_segment");
  EXPECT_EQ(traffic.Server({.seq = 11, .ack = 504, .flags = kRst}), "");
}

TEST(WiresharkAckLostSegment, JumpsOverARunSentInOrder) {
  WiresharkTraffic traffic = Established();
  traffic.Client({.seq = 101, .length = 100});
  traffic.Client({.seq = 201, .length = 100});
  EXPECT_EQ(traffic.Server({.ack = 101}), "ack_lost_segment");
  EXPECT_EQ(traffic.Server({.ack = 301}), "");
  EXPECT_EQ(traffic.Server({.ack = 302}), "ack_lost_segment");
}

TEST(WiresharkAckLostSegment, NotOverOneSentBackwards) {
  WiresharkTraffic traffic = Established();
  traffic.Client({.seq = 201, .length = 100});
  traffic.Client({.seq = 101, .length = 100});
  EXPECT_EQ(traffic.Server({.ack = 101}), "ack_lost_segment");
  EXPECT_EQ(traffic.Server({.ack = 301}), "ack_lost_segment");
}

TEST(WiresharkAckLostSegment, MakesNoRetransmissionFast) {
  WiresharkTraffic traffic = Established();
  traffic.Client({.seq = 101, .length = 100});
  EXPECT_EQ(traffic.Server({.ack = 301}), "ack_lost_segment");
  EXPECT_EQ(traffic.Client({.seq = 301, .length = 10}), "lost_segment");
  EXPECT_EQ(traffic.Server({.ack = 301}), "duplicate_ack");
  EXPECT_EQ(traffic.conversation().directions[1].duplicate_acks, 1U);
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
}

WiresharkTraffic Probed() {
  WiresharkTraffic traffic = Established();
  traffic.Client({.seq = 1, .length = 100});
  traffic.Server({.ack = 101, .window = 0});
  EXPECT_EQ(traffic.Client({.seq = 101, .length = 1}), "zero_window_probe");
  return traffic;
}

TEST(WiresharkZeroWindow, ProbeIsTaken) {
  WiresharkTraffic traffic = Probed();
  EXPECT_EQ(traffic.Server({.ack = 102, .window = 0}), "zero_window zero_window_probe_ack");
  EXPECT_EQ(traffic.Client({.seq = 101, .length = 1}), "keep_alive window_full") << "once more";
  EXPECT_EQ(traffic.Client({.seq = 102, .length = 1}), "zero_window_probe") << "the next one";
}

TEST(WiresharkZeroWindow, ProbeIsTakenByAWindowThatOpens) {
  WiresharkTraffic traffic = Probed();
  EXPECT_EQ(traffic.Server({.ack = 102}), "window_update");
  EXPECT_EQ(traffic.Client({.seq = 102, .length = 50}), "");
}

TEST(WiresharkZeroWindow, ProbeIsTakenByDataOrByTheEnd) {
  WiresharkTraffic data = Probed();
  EXPECT_EQ(data.Server({.ack = 102, .length = 10, .window = 0}), "window_update zero_window");
  for (const uint16_t flags : std::to_array<uint16_t>({kFin | kAck, kRst | kAck})) {
    WiresharkTraffic end = Probed();
    EXPECT_EQ(end.Server({.ack = 102, .flags = flags}), "window_update");
  }
}

TEST(WiresharkZeroWindow, ProbeIsTakenWithASelectiveAcknowledgment) {
  WiresharkTraffic traffic = Probed();
  EXPECT_EQ(traffic.Server({.ack = 102, .sack = {{201, 301}}}), "duplicate_ack");
}

TEST(WiresharkZeroWindow, TwoBytesAreNoProbeTaken) {
  WiresharkTraffic traffic = Probed();
  EXPECT_EQ(traffic.Server({.ack = 103, .window = 0}), "ack_lost_segment zero_window");
}

TEST(WiresharkZeroWindow, NotTakenBehindAnotherSegment) {
  WiresharkTraffic traffic = Probed();
  EXPECT_EQ(traffic.Client({.seq = 101}), "duplicate_ack");
  EXPECT_EQ(traffic.Server({.ack = 102}), "ack_lost_segment");
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
