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

TEST(WiresharkFastRetransmission, NeedsTheAcknowledgedNumberWithoutSelectiveAcknowledgments) {
  WiresharkTraffic traffic = WithHole(2);
  EXPECT_EQ(traffic.After(15 * kMs).Client({.seq = 102, .length = 99}), "retransmission");
}

// Bytes 301-400 arrive, too, and the server says `duplicates` times that it has them.
WiresharkTraffic WithSackedHole(int duplicates, uint32_t client_isn = 1000) {
  WiresharkTraffic traffic(client_isn, 50000);
  traffic.Handshake();
  traffic.Client({.seq = 1, .length = 100});
  traffic.Server({.ack = 101});
  traffic.Client({.seq = 201, .length = 100});
  for (int i = 0; i < duplicates; ++i) traffic.Server({.ack = 101, .sack = {{201, 301}}});
  return traffic;
}

TEST(WiresharkFastRetransmission, AnyOldSegmentBehindSelectiveAcknowledgments) {
  for (const int64_t late : {20 * kMs - 1 * kUs, 20 * kMs}) {
    WiresharkTraffic traffic = WithSackedHole(2);
    const bool fast = late < 20 * kMs;
    EXPECT_EQ(traffic.After(late).Client({.seq = 150, .length = 10}),
              fast ? "fast_retransmission" : "retransmission");
  }
  WiresharkTraffic one = WithSackedHole(1);
  EXPECT_EQ(one.After(15 * kMs).Client({.seq = 150, .length = 10}), "retransmission");
}

TEST(WiresharkFastRetransmission, SelectiveAcknowledgmentsOfTheLastSegmentOnly) {
  WiresharkTraffic traffic = WithSackedHole(2);
  EXPECT_EQ(traffic.Server({.ack = 101}), "duplicate_ack");
  EXPECT_EQ(traffic.After(15 * kMs).Client({.seq = 150, .length = 10}), "retransmission");
}

TEST(WiresharkFastRetransmission, WindowUpdatesWithSelectiveAcknowledgmentsCount) {
  WiresharkTraffic traffic = WithSackedHole(0);
  traffic.Server({.ack = 101, .window = 8100, .sack = {{201, 301}}});
  traffic.Server({.ack = 101, .window = 8200, .sack = {{201, 301}}});
  EXPECT_EQ(traffic.Client({.seq = 101, .length = 100}), "fast_retransmission");
}

// The edges are relative and the numbers of the segment are not: only those from 0 on agree.
TEST(WiresharkFastRetransmission, ABlockCoversOnlyWhereTheInitialNumberIsZero) {
  WiresharkTraffic zero = WithSackedHole(2, 0), other = WithSackedHole(2);
  EXPECT_EQ(zero.After(15 * kMs).Client({.seq = 201, .length = 100}), "retransmission");
  EXPECT_EQ(zero.Client({.seq = 201, .length = 101}), "fast_retransmission") << "one byte more";
  EXPECT_EQ(other.After(15 * kMs).Client({.seq = 201, .length = 100}), "fast_retransmission");
}

TEST(WiresharkFastRetransmission, ClockRunningBackwardsIsNoAge) {
  WiresharkTraffic traffic = WithHole(2);
  EXPECT_EQ(traffic.After(-5 * kMs).Client({.seq = 101, .length = 100}), "fast_retransmission");
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

TEST(WiresharkOutOfOrder, WithinTheRoundTripTimeOfThePeersLastSegment) {
  for (const int64_t late : {10 * kMs - 1 * kUs, 10 * kMs}) {
    WiresharkTraffic traffic = WithHole(1);
    EXPECT_EQ(traffic.After(late).Client({.seq = 101, .length = 100}),
              late < 10 * kMs ? "out_of_order" : "retransmission");
  }
}

TEST(WiresharkOutOfOrder, TheHighestSegmentsAgeDoesNotCount) {
  WiresharkTraffic old = WithHole(0);
  old.After(500 * kMs).Server({.ack = 101});
  EXPECT_EQ(old.After(1 * kMs).Client({.seq = 101, .length = 100}), "out_of_order");
  WiresharkTraffic fresh = WithHole(0);
  fresh.After(20 * kMs).Client({.seq = 301, .length = 100});
  EXPECT_EQ(fresh.After(1 * kMs).Client({.seq = 101, .length = 100}), "retransmission");
}

TEST(WiresharkOutOfOrder, NotWhereOneStoredSegmentHoldsIt) {
  WiresharkTraffic whole = WithHole(1), part = WithHole(1), across = WithHole(1);
  EXPECT_EQ(whole.Client({.seq = 201, .length = 100}), "retransmission");
  EXPECT_EQ(part.Client({.seq = 210, .length = 10}), "retransmission");
  across.Client({.seq = 301, .length = 100});
  EXPECT_EQ(across.Client({.seq = 250, .length = 100}), "out_of_order");
}

TEST(WiresharkOutOfOrder, PartialAcknowledgmentTakesTheFrontOfAStoredOne) {
  for (const uint32_t seq : {251U, 250U}) {
    WiresharkTraffic traffic = WithHole(0);
    traffic.Client({.seq = 301, .length = 100});
    traffic.Server({.ack = 251});
    EXPECT_EQ(traffic.Client({.seq = seq, .length = 301 - seq}),
              seq == 251 ? "retransmission" : "out_of_order");
  }
}

TEST(WiresharkOutOfOrder, NotWhereItEndsAtTheHighestNumberOfData) {
  WiresharkTraffic data = WithHole(1);
  EXPECT_EQ(data.Client({.seq = 101, .length = 200}), "retransmission");
  for (const uint16_t flags : std::to_array<uint16_t>({kAck, kRst})) {
    WiresharkTraffic empty = WithHole(1);
    empty.Client({.seq = 401, .flags = flags});
    EXPECT_EQ(empty.Client({.seq = 301, .length = 100}), "out_of_order") << flags;
  }
}

TEST(WiresharkOutOfOrder, TheLengthOfTheHighestHasEightBits) {
  for (const uint32_t length : {255U, 256U, 257U, 512U}) {
    WiresharkTraffic traffic = WithHole(0);
    traffic.Client({.seq = 1001, .length = length});
    traffic.Server({.ack = 101});
    const bool empty = length % 256 == 0;
    EXPECT_EQ(traffic.Client({.seq = 401, .length = 600 + length}),
              empty ? "out_of_order" : "retransmission");
  }
}

TEST(WiresharkOutOfOrder, AProbeSetsThatLengthAndNotTheHighestNumber) {
  for (const bool probe : {false, true}) {
    WiresharkTraffic traffic;
    traffic.Handshake();
    traffic.Client({.seq = 201});
    traffic.Server({.window = 0});
    if (probe) {
      EXPECT_EQ(traffic.Client({.seq = 201, .length = 1}), "zero_window_probe");
    }
    EXPECT_EQ(traffic.Client({.seq = 101, .length = 100}),
              probe ? "retransmission" : "out_of_order");
  }
}

TEST(WiresharkOutOfOrder, ThreeMillisecondsWithoutHandshake) {
  for (const bool late : {false, true}) {
    WiresharkTraffic traffic;
    traffic.Client({.seq = 1, .length = 100});
    traffic.Client({.seq = 201, .length = 100});
    traffic.Server({.ack = 101});
    traffic.After(3 * kMs - (late ? 0 : 1 * kUs));
    EXPECT_EQ(traffic.Client({.seq = 101, .length = 100}),
              late ? "retransmission" : "out_of_order");
  }
}

TEST(WiresharkOutOfOrder, APeerNeverSeenWasSeenAtTheEpoch) {
  WiresharkTraffic traffic;
  traffic.Client({.seq = 1, .length = 100});
  traffic.Client({.seq = 201, .length = 100});
  EXPECT_EQ(traffic.Client({.seq = 101, .length = 100}), "retransmission");
}

TEST(WiresharkOutOfOrder, ClockRunningBackwardsIsNoAge) {
  WiresharkTraffic traffic = WithHole(1);
  EXPECT_EQ(traffic.After(-1 * kUs).Client({.seq = 101, .length = 100}), "out_of_order");
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

TEST(WiresharkOutOfOrder, SynAckAndFinAreOnlyBehindTheirAcknowledgment) {
  WiresharkTraffic waiting;
  waiting.Client({.seq = 0, .flags = kSyn});
  waiting.After(5 * kMs).Server({.seq = 0, .flags = kSyn | kAck});
  EXPECT_EQ(waiting.Server({.seq = 0, .flags = kSyn | kAck}), "retransmission");
  WiresharkTraffic taken;
  taken.Handshake();
  taken.Server({.seq = 1, .length = 100});
  EXPECT_EQ(taken.After(5 * kMs).Server({.seq = 0, .flags = kSyn | kAck}), "out_of_order");
  EXPECT_EQ(taken.After(20 * kMs).Server({.seq = 0, .flags = kSyn | kAck}), "retransmission");
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
