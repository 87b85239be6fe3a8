// Retransmissions of every kind, and segments out of order.
#include <gtest/gtest.h>

#include "tests/core/analysis/wireshark_traffic.h"

namespace tcpladder {
namespace {

constexpr int64_t kUs = 1000;

// Bytes 1-100 arrive, 101-200 are lost, 201-300 arrive; the server says so `duplicates` times.
WiresharkTraffic WithHole(int duplicates) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  traffic.Client({.seq = 1, .length = 100});
  traffic.Server({.ack = 101});
  EXPECT_EQ(traffic.Client({.seq = 201, .length = 100}), "lost_segment");
  for (int i = 0; i < duplicates; ++i) {
    EXPECT_EQ(traffic.Server({.ack = 101}), "duplicate_ack");
  }
  return traffic;
}

TEST(WiresharkFastRetransmission, JustBelowTwentyMilliseconds) {
  WiresharkTraffic traffic = WithHole(2);
  EXPECT_EQ(traffic.After(20 * kMs - 1 * kUs).Client({.seq = 101, .length = 100}),
            "fast_retransmission");
  EXPECT_TRUE(AnalysisSet(traffic.last().analysis).Has(Analysis::retransmission));
}

TEST(WiresharkFastRetransmission, NotAtTwentyMilliseconds) {
  WiresharkTraffic traffic = WithHole(2);
  EXPECT_EQ(traffic.After(20 * kMs).Client({.seq = 101, .length = 100}), "retransmission");
}

TEST(WiresharkFastRetransmission, NeedsTwoDuplicates) {
  WiresharkTraffic traffic = WithHole(1);
  EXPECT_EQ(traffic.After(15 * kMs).Client({.seq = 101, .length = 100}), "retransmission");
}

TEST(WiresharkFastRetransmission, NeedsTheAcknowledgedNumber) {
  WiresharkTraffic traffic = WithHole(2);
  EXPECT_EQ(traffic.After(15 * kMs).Client({.seq = 102, .length = 99}), "retransmission");
}

TEST(WiresharkFastRetransmission, WindowUpdatesAreNoDuplicates) {
  WiresharkTraffic traffic = WithHole(1);
  EXPECT_EQ(traffic.Server({.ack = 101, .window = 8100}), "window_update");
  EXPECT_EQ(traffic.Server({.ack = 101, .window = 8200}), "window_update");
  EXPECT_EQ(traffic.After(15 * kMs).Client({.seq = 101, .length = 100}), "retransmission");
}

TEST(WiresharkFastRetransmission, ClockRunsFromAnySegmentOfThePeer) {
  WiresharkTraffic traffic = WithHole(2);
  EXPECT_EQ(traffic.After(30 * kMs).Server({.seq = 1, .ack = 101, .length = 10}), "");
  EXPECT_EQ(traffic.After(15 * kMs).Client({.seq = 101, .length = 100}), "fast_retransmission");
}

TEST(WiresharkOutOfOrder, WithinTheRoundTripTime) {
  WiresharkTraffic traffic = WithHole(0);
  EXPECT_EQ(traffic.After(10 * kMs - 1 * kUs).Client({.seq = 101, .length = 100}), "out_of_order");
}

TEST(WiresharkOutOfOrder, NotAtTheRoundTripTime) {
  WiresharkTraffic traffic = WithHole(0);
  EXPECT_EQ(traffic.After(10 * kMs).Client({.seq = 101, .length = 100}), "retransmission");
}

TEST(WiresharkOutOfOrder, NotWhereItEndsAtTheHighestNumber) {
  WiresharkTraffic traffic = WithHole(0);
  EXPECT_EQ(traffic.Client({.seq = 101, .length = 200}), "retransmission");
}

TEST(WiresharkOutOfOrder, ThreeMillisecondsWithoutHandshake) {
  for (const bool late : {false, true}) {
    WiresharkTraffic traffic;
    traffic.Client({.seq = 1, .length = 100});
    traffic.Client({.seq = 201, .length = 100});
    traffic.After(3 * kMs - (late ? 0 : 1 * kUs));
    EXPECT_EQ(traffic.Client({.seq = 101, .length = 100}),
              late ? "retransmission" : "out_of_order");
  }
}

TEST(WiresharkOutOfOrder, ClockRunningBackwardsIsAHugeAge) {
  WiresharkTraffic traffic = WithHole(0);
  EXPECT_EQ(traffic.After(-1 * kUs).Client({.seq = 101, .length = 100}), "retransmission");
}

TEST(WiresharkOutOfOrder, NegativeRoundTripTimeIsHuge) {
  WiresharkTraffic traffic;
  traffic.Client({.seq = 0, .flags = kSyn});
  traffic.After(1 * kMs).Server({.seq = 0, .flags = kSyn | kAck});
  traffic.After(-3 * kMs).Client({});
  EXPECT_EQ(traffic.conversation().initial_rtt_ns, -2 * kMs);
  traffic.Client({.seq = 1, .length = 100});
  traffic.Client({.seq = 201, .length = 100});
  EXPECT_EQ(traffic.After(900 * kMs).Client({.seq = 101, .length = 100}), "out_of_order");
}

TEST(WiresharkOutOfOrder, ZeroRoundTripTimeStaysUnset) {
  WiresharkTraffic traffic;
  traffic.Client({.seq = 0, .flags = kSyn});
  traffic.Server({.seq = 0, .flags = kSyn | kAck});
  traffic.Client({});
  EXPECT_EQ(traffic.conversation().initial_rtt_ns, 0);
  traffic.After(30 * kMs).Client({.seq = 1, .length = 100});
  EXPECT_EQ(traffic.conversation().initial_rtt_ns, 30 * kMs);
}

TEST(WiresharkOutOfOrder, RepeatedSynRestartsTheRoundTripTime) {
  WiresharkTraffic traffic;
  traffic.Client({.seq = 0, .flags = kSyn});
  EXPECT_EQ(traffic.After(1000 * kMs).Client({.seq = 0, .flags = kSyn}), "retransmission");
  traffic.After(10 * kMs).Server({.seq = 0, .flags = kSyn | kAck});
  traffic.After(15 * kMs).Client({});
  EXPECT_EQ(traffic.conversation().initial_rtt_ns, 25 * kMs);
}

TEST(WiresharkOutOfOrder, LateSynAck) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  traffic.Server({.seq = 1, .length = 100});
  EXPECT_EQ(traffic.After(5 * kMs).Server({.seq = 0, .flags = kSyn | kAck}), "out_of_order");
  EXPECT_EQ(traffic.After(20 * kMs).Server({.seq = 0, .flags = kSyn | kAck}), "retransmission");
}

TEST(WiresharkSpurious, EndsAtTheLastAcknowledgment) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  traffic.Client({.seq = 1, .length = 100});
  traffic.Server({.ack = 101});
  EXPECT_EQ(traffic.After(50 * kMs).Client({.seq = 1, .length = 100}), "spurious_retransmission");
  EXPECT_EQ(traffic.Client({.seq = 1, .length = 101}), "retransmission");
}

TEST(WiresharkSpurious, DataFirstSeenAfterItsAcknowledgment) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  EXPECT_EQ(traffic.Server({.ack = 101}), "ack_lost_segment");
  EXPECT_EQ(traffic.Client({.seq = 1, .length = 100}), "spurious_retransmission");
}

TEST(WiresharkSpurious, BareFinIsAPlainRetransmission) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  traffic.Client({.flags = kFin | kAck});
  traffic.Server({.ack = 2});
  EXPECT_EQ(traffic.After(50 * kMs).Client({.flags = kFin | kAck}), "retransmission");
}

TEST(WiresharkRetransmission, OneByteBelowTheEndIsNewData) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  traffic.Client({.seq = 1, .length = 100});
  traffic.After(50 * kMs);
  EXPECT_EQ(traffic.Client({.seq = 99, .length = 50}), "retransmission");
  EXPECT_EQ(traffic.Client({.seq = 148, .length = 50}), "");
  // The highest acknowledgeable number does not follow what overlaps.
  EXPECT_EQ(traffic.Server({.ack = 198}), "ack_lost_segment");
}

TEST(WiresharkRetransmission, HighestNumberZeroMeansNone) {
  WiresharkTraffic traffic(0U - 101, 50000);
  traffic.Handshake();
  traffic.Client({.seq = 1, .length = 100});
  EXPECT_EQ(traffic.After(50 * kMs).Client({.seq = 1, .length = 100}), "");
}

TEST(WiresharkRetransmission, NumbersCross2To32) {
  WiresharkTraffic traffic(0U - 50, 50000);
  traffic.Handshake();
  traffic.Client({.seq = 1, .length = 100});
  EXPECT_EQ(traffic.After(50 * kMs).Client({.seq = 1, .length = 100}), "retransmission");
  EXPECT_EQ(traffic.Client({.seq = 301, .length = 100}), "lost_segment");
  EXPECT_EQ(traffic.last().seq, 301U);
}

}  // namespace
}  // namespace tcpladder
