#include "core/engine/endpoint_statistics.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "tests/core/engine/talk_capture.h"

namespace tcpladder {
namespace {

using test::RunEngine;
using test::TalkCapture;

class EndpointStatisticsTest : public ::testing::Test {
 protected:
  // Adds a connection on its own client port.
  TalkCapture& Talk() {
    const auto number = static_cast<uint16_t>(talks_.size());
    return talks_.emplace_back(static_cast<uint16_t>(20000 + number), 1000u + number);
  }
  void HalfOpen() { Talk().Client(kSyn).Server(kSyn | kAck); }
  void Complete() { Talk().Handshake().Client(kPsh | kAck, 10).Server(kAck); }
  void Refused() { Talk().Client(kSyn).Server(kRst | kAck); }
  void Unanswered() { Talk().Client(kSyn); }

  HalfOpenPort PortOf(uint32_t connection) {
    Engine engine;
    RunEngine(engine, test::Together(talks_));
    return HalfOpenPortOf(engine, connection);
  }

  EndpointStatistics Take() {
    Engine engine;
    RunEngine(engine, test::Together(talks_));
    return EndpointStatisticsOf(engine);
  }

 private:
  std::vector<TalkCapture> talks_;
};

TEST_F(EndpointStatisticsTest, CountsWhatBecameOfEachAttempt) {
  Complete();
  Complete();
  HalfOpen();
  Refused();
  Unanswered();
  const EndpointStatistics statistics = Take();
  ASSERT_EQ(statistics.listeners.size(), 1u);
  const Listener& listener = statistics.listeners[0];
  EXPECT_EQ(listener.address.ToString(), "10.0.0.2");
  EXPECT_EQ(listener.port, 80);
  EXPECT_EQ(listener.attempts, 5u);
  EXPECT_EQ(listener.completed, 2u);
  EXPECT_EQ(listener.half_open, 1u);
  EXPECT_EQ(listener.refused, 1u);
  EXPECT_EQ(listener.unanswered, 1u);
  EXPECT_EQ(listener.sources, 1u);
  EXPECT_FALSE(listener.flood);
}

TEST_F(EndpointStatisticsTest, PortOfAHalfOpenConnectionCountsTheOthersToIt) {
  HalfOpen();
  Complete();
  HalfOpen();
  Talk().To(81).Client(kSyn).Server(kSyn | kAck);
  const HalfOpenPort port = PortOf(0);
  EXPECT_EQ(port.half_open, 2u);
  EXPECT_EQ(port.attempts, 3u);
  EXPECT_EQ(port.sources, 1u);
  // Two segments of the first, five of the second.
  EXPECT_EQ(port.within_ns, 7 * test::kStepNs);
  EXPECT_EQ(PortOf(1).attempts, 0u);
  EXPECT_EQ(PortOf(3).half_open, 1u);
}

TEST_F(EndpointStatisticsTest, ManyHalfOpenAtOnceAreAFlood) {
  for (uint32_t i = 0; i < EndpointStatistics::kFloodPeak + 5; ++i) HalfOpen();
  Complete();
  const EndpointStatistics statistics = Take();
  ASSERT_EQ(statistics.listeners.size(), 1u);
  EXPECT_TRUE(statistics.listeners[0].flood);
  EXPECT_GE(statistics.listeners[0].peak_half_open, EndpointStatistics::kFloodPeak);
}

TEST_F(EndpointStatisticsTest, CurveOfAFloodClimbsWhileSynAcksGoOutAndFallsWhenTheyWereWaitedFor) {
  for (uint32_t i = 0; i < EndpointStatistics::kFloodPeak; ++i) HalfOpen();
  TalkCapture& other = Talk().Handshake();
  constexpr int kMillisecondsMore = 2000;
  for (int i = 0; i < kMillisecondsMore; ++i) other.Client(kPsh | kAck, 1);
  const Listener listener = Take().listeners[0];
  const std::vector<uint32_t>& curve = listener.half_open_over_time;
  ASSERT_EQ(curve.size(), EndpointStatistics::kCurveBins);
  const auto peak = std::max_element(curve.begin(), curve.end());
  EXPECT_EQ(*peak, listener.peak_half_open);
  EXPECT_GT(curve.front(), 0u);
  EXPECT_TRUE(std::is_sorted(curve.begin(), peak));
  EXPECT_TRUE(std::is_sorted(curve.rbegin(), std::make_reverse_iterator(peak)));
  EXPECT_EQ(curve.back(), 0u);
}

TEST_F(EndpointStatisticsTest, BusyListenerIsNoFlood) {
  for (uint32_t i = 0; i < EndpointStatistics::kFloodPeak * 3; ++i) Complete();
  const EndpointStatistics statistics = Take();
  EXPECT_FALSE(statistics.listeners[0].flood);
  EXPECT_TRUE(statistics.listeners[0].half_open_over_time.empty());
  EXPECT_EQ(statistics.listeners[0].completed, EndpointStatistics::kFloodPeak * 3);
}

TEST_F(EndpointStatisticsTest, RepeatedSynAcksAreCounted) {
  Talk().Client(kSyn).Server(kSyn | kAck).Twice().Twice();
  EXPECT_EQ(Take().listeners[0].syn_ack_retries, 2u);
}

TEST_F(EndpointStatisticsTest, ConnectionsBegunBeforeAreNoAttempts) {
  Talk().Client(kPsh | kAck, 10).Server(kAck);
  const EndpointStatistics statistics = Take();
  EXPECT_TRUE(statistics.listeners.empty());
  EXPECT_EQ(statistics.begun_before, 1u);
}

TEST_F(EndpointStatisticsTest, OnePortAskedOftenIsNoScan) {
  for (uint32_t i = 0; i < EndpointStatistics::kScanTargets * 2; ++i) Refused();
  EXPECT_TRUE(Take().scanners.empty());
}

TEST_F(EndpointStatisticsTest, ManyPortsRefusedAreAScan) {
  for (uint16_t port = 1; port <= EndpointStatistics::kScanTargets; ++port) {
    Talk().To(port).Client(kSyn).Server(kRst | kAck);
  }
  const EndpointStatistics statistics = Take();
  ASSERT_EQ(statistics.scanners.size(), 1u);
  EXPECT_EQ(statistics.scanners[0].targets, EndpointStatistics::kScanTargets);
  EXPECT_EQ(statistics.scanners[0].refused, EndpointStatistics::kScanTargets);
  EXPECT_EQ(statistics.listeners.size(), EndpointStatistics::kScanTargets);
}

TEST_F(EndpointStatisticsTest, ListenersAskedInAnyOrderAreGatheredAndTheBusiestComesFirst) {
  // A fixed order in which neighbours rarely ask the same listener.
  std::map<uint16_t, uint32_t> asked;
  uint32_t state = 1;
  constexpr int kAttempts = 777;
  for (int i = 0; i < kAttempts; ++i) {
    state = state * 1664525u + 1013904223u;
    // Small numbers more often than large ones.
    const auto port = static_cast<uint16_t>(1 + (state >> 24) % (1 + (state >> 16) % 60));
    ++asked[port];
    Talk().To(port).Client(kSyn).Server(kRst | kAck);
  }
  const EndpointStatistics statistics = Take();
  ASSERT_EQ(statistics.listeners.size(), asked.size());
  uint32_t before = kAttempts;
  for (const Listener& listener : statistics.listeners) {
    EXPECT_EQ(listener.attempts, asked[listener.port]) << listener.port;
    EXPECT_LE(listener.attempts, before);
    before = listener.attempts;
  }
}

}  // namespace
}  // namespace tcpladder
