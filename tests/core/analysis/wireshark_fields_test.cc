// Wireshark's fields beside its analysis.
#include <gtest/gtest.h>

#include "tests/core/analysis/wireshark_traffic.h"

namespace tcpladder {
namespace {

WiresharkTraffic Opened() {
  WiresharkTraffic traffic;
  traffic.Handshake();
  return traffic;
}

TEST(WiresharkFlight, NotBeforeThePeersFirstAck) {
  WiresharkTraffic traffic;
  traffic.Client({.seq = 1, .length = 100});
  EXPECT_EQ(traffic.fields().bytes_in_flight, 0U);
  traffic.Server({});
  traffic.Client({.seq = 101, .length = 50});
  EXPECT_EQ(traffic.fields().bytes_in_flight, 150U);
}

TEST(WiresharkFlight, NotBehindALossUntilThePeersNextAck) {
  WiresharkTraffic traffic = Opened();
  traffic.Client({.seq = 101, .length = 100});
  EXPECT_EQ(traffic.fields().bytes_in_flight, 0U);
  traffic.Server({.length = 10, .flags = kPsh});
  traffic.Client({.seq = 201, .length = 100});
  EXPECT_EQ(traffic.fields().bytes_in_flight, 0U);
  traffic.Server({.seq = 11});
  traffic.Client({.seq = 301, .length = 100});
  EXPECT_EQ(traffic.fields().bytes_in_flight, 300U);
}

TEST(WiresharkFlight, UpToFourSackedBlocksAreTakenOff) {
  WiresharkTraffic traffic = Opened();
  for (uint32_t i = 0; i < 10; ++i) traffic.Client({.seq = 1 + 100 * i, .length = 100});
  traffic.Server({.sack = {{101, 201}, {301, 401}, {501, 601}, {701, 801}}});
  traffic.Client({.seq = 1001, .length = 100});
  EXPECT_EQ(traffic.fields().bytes_in_flight, 700U);
}

TEST(WiresharkFlight, PushedBytesCountFromThePushBefore) {
  WiresharkTraffic traffic = Opened();
  traffic.Client({.seq = 1, .length = 100});
  traffic.Client({.seq = 101, .length = 50, .flags = kAck | kPsh});
  EXPECT_EQ(traffic.fields().push_bytes_sent, 150U);
  traffic.Client({.seq = 151, .length = 30, .flags = kAck | kPsh});
  EXPECT_EQ(traffic.fields().push_bytes_sent, 30U);
  traffic.Client({.seq = 181, .length = 7});
  EXPECT_EQ(traffic.fields().push_bytes_sent, 7U);
}

TEST(WiresharkAcks, TheOldestOfSeveralThatEndThere) {
  WiresharkTraffic traffic = Opened();  // frames 1 to 3
  traffic.Client({.seq = 1, .length = 100});
  traffic.After(5 * kMs).Client({.seq = 51, .length = 50});
  traffic.After(1 * kMs).Server({.ack = 101});
  EXPECT_EQ(traffic.fields().acks_frame, 4U);
  EXPECT_EQ(traffic.fields().ack_rtt_ns, 6 * kMs);
  EXPECT_FALSE(traffic.fields().partial_ack);
}

TEST(WiresharkAcks, PartOfASegment) {
  WiresharkTraffic traffic = Opened();
  traffic.Client({.seq = 1, .length = 100});
  traffic.Server({.ack = 51});
  EXPECT_EQ(traffic.fields().acks_frame, 4U);
  EXPECT_TRUE(traffic.fields().partial_ack);
  traffic.Server({.ack = 101});
  EXPECT_EQ(traffic.fields().acks_frame, 4U);
  EXPECT_FALSE(traffic.fields().partial_ack);
}

TEST(WiresharkAcks, AmbiguousWhereTheSegmentWasResent) {
  WiresharkTraffic traffic = Opened();
  traffic.Client({.seq = 1, .length = 100});
  traffic.After(50 * kMs).Client({.seq = 21, .length = 20});
  traffic.Server({.ack = 101});
  EXPECT_TRUE(traffic.fields().ambiguous_ack);
  traffic.Client({.seq = 101, .length = 100});
  traffic.Server({.ack = 201});
  EXPECT_FALSE(traffic.fields().ambiguous_ack);
}

TEST(WiresharkAcks, NotAmbiguousBehindALongerCopy) {
  WiresharkTraffic traffic = Opened();
  traffic.Client({.seq = 1, .length = 100});
  traffic.After(50 * kMs).Client({.seq = 1, .length = 200});
  traffic.Server({.ack = 101});
  EXPECT_FALSE(traffic.fields().ambiguous_ack);
}

TEST(WiresharkTimer, OfTheOldestSegmentAtOrBehindTheRepeatedNumber) {
  WiresharkTraffic traffic = Opened();
  traffic.Client({.seq = 1, .length = 100});  // frame 4
  traffic.After(1 * kMs).Client({.seq = 101, .length = 100});
  traffic.After(1 * kMs).Client({.seq = 201, .length = 100});
  traffic.After(50 * kMs).Client({.seq = 101, .length = 100});
  EXPECT_EQ(traffic.fields().rto_frame, 5U);
  EXPECT_EQ(traffic.fields().rto_ns, 51 * kMs);
}

TEST(WiresharkTimer, ElseOfTheHighest) {
  WiresharkTraffic traffic = Opened();
  traffic.Client({.seq = 1, .length = 100});
  traffic.Client({.seq = 101});
  traffic.Server({.ack = 101});
  traffic.After(30 * kMs).Client({.seq = 51, .length = 60});
  EXPECT_EQ(traffic.fields().rto_frame, 4U);
}

TEST(WiresharkRecord, IsOfWhatWasSaidAckedOrIsInFlight) {
  WiresharkTraffic traffic;
  traffic.Client({.seq = 0, .flags = kSyn});
  EXPECT_FALSE(traffic.fields().recorded);
  traffic.Server({.seq = 0, .flags = kSyn | kAck});
  EXPECT_TRUE(traffic.fields().recorded);
  traffic.Client({});
  traffic.Client({.length = 10});
  EXPECT_TRUE(traffic.fields().recorded);
  traffic.Server({.ack = 11});
  traffic.Client({.seq = 11, .ack = 1, .flags = kRst});
  EXPECT_FALSE(traffic.fields().recorded);
}

TEST(WiresharkCounts, OfPacketsAndContiguousRangesByDirection) {
  WiresharkTraffic traffic = Opened();
  EXPECT_EQ(traffic.fields().stream_packet, 3U);
  traffic.Client({.seq = 101, .length = 100});
  EXPECT_EQ(traffic.fields().contiguous, 2U);
  EXPECT_EQ(traffic.fields().peer_contiguous, 1U);
  traffic.Server({.flags = kRst, .origin = SegmentOrigin::icmp_quote});
  traffic.Server({});
  EXPECT_EQ(traffic.fields().stream_packet, 6U);
  EXPECT_EQ(traffic.fields().contiguous, 1U);
  EXPECT_EQ(traffic.fields().peer_contiguous, 2U);
}

TEST(WiresharkCounts, CompletenessIsThatBeforeTheSegment) {
  WiresharkTraffic traffic;
  traffic.Client({.seq = 0, .flags = kSyn});
  EXPECT_EQ(traffic.fields().completeness, 0);
  traffic.Server({.seq = 0, .flags = kSyn | kAck});
  EXPECT_EQ(traffic.fields().completeness, 1);
}

TEST(WiresharkFastOpen, PayloadOfASynIsTakenOrNot) {
  for (const uint32_t ack : {21U, 1U}) {
    WiresharkTraffic traffic;
    traffic.Client({.seq = 0, .length = 20, .flags = kSyn, .fast_open_cookie = true});
    EXPECT_TRUE(traffic.fields().fast_open_syn);
    traffic.Server({.seq = 0, .ack = ack, .flags = kSyn | kAck});
    EXPECT_EQ(traffic.fields().fast_open_ack, ack == 21);
    EXPECT_EQ(traffic.fields().fast_open_ignored, ack == 1);
  }
}

TEST(WiresharkFields, OfACutHeaderAreNotShownButCount) {
  WiresharkTraffic traffic = Opened();
  traffic.Client({.length = 100, .extent = HeaderExtent::cut_options});
  EXPECT_FALSE(traffic.fields().shown);
  EXPECT_EQ(traffic.fields().bytes_in_flight, 0U);
  traffic.Client({.seq = 101, .length = 100});
  EXPECT_EQ(traffic.fields().bytes_in_flight, 200U);
}

}  // namespace
}  // namespace tcpladder
