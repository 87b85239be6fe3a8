#include "core/taps/clock.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace tcpladder {
namespace {

constexpr int64_t kStart = 1'700'000'000'000'000'000;
constexpr int64_t kSecond = 1'000'000'000;

TEST(ClockTest, NoPairsTellNothing) {
  const ClockEstimate clock = ClockEstimator(kStart).Estimate();
  EXPECT_FALSE(clock.low_ns || clock.high_ns || clock.offset_ns || clock.drift_ppm);
}

TEST(ClockTest, OneDirectionGivesOneBound) {
  ClockEstimator estimator(kStart);
  estimator.Add(true, kStart, kStart + 7'000'000);
  const ClockEstimate clock = estimator.Estimate();
  EXPECT_EQ(clock.high_ns, 7'000'000);
  EXPECT_FALSE(clock.low_ns || clock.offset_ns || clock.drift_ppm);
}

TEST(ClockTest, TheOffsetLiesBetweenTheFastestOfEachDirection) {
  ClockEstimator estimator(kStart);
  for (int64_t i = 0; i < 10; ++i) {
    const int64_t at = kStart + i * 1000;
    estimator.Add(true, at, at + 5'000'000 + i * 100'000);
    estimator.Add(false, at, at - 3'000'000 - i * 100'000);
  }
  const ClockEstimate clock = estimator.Estimate();
  // A clock may drift by 500 ppm, which is 5 ns in all.
  EXPECT_NEAR(static_cast<double>(*clock.high_ns), 5e6, 6);
  EXPECT_NEAR(static_cast<double>(*clock.low_ns), -3e6, 6);
  EXPECT_NEAR(static_cast<double>(*clock.offset_ns), 1e6, 6);
  EXPECT_FALSE(clock.drift_ppm) << "nothing shows in ten microseconds";
}

TEST(ClockTest, ContradictionsGiveNothing) {
  ClockEstimator estimator(kStart);
  estimator.Add(true, kStart, kStart);
  estimator.Add(false, kStart, kStart + 1'000'000);
  const ClockEstimate clock = estimator.Estimate();
  EXPECT_TRUE(clock.contradictory);
  EXPECT_FALSE(clock.low_ns || clock.high_ns || clock.offset_ns);
}

TEST(ClockTest, DriftOverAMinute) {
  std::mt19937 random(3);
  std::exponential_distribution<double> wait(1 / 30'000.0);
  for (const double drift : {-340.0, -12.5, 0.0, 0.7, 99.9}) {
    ClockEstimator estimator(kStart);
    for (int64_t i = 0; i <= 60; ++i) {
      for (const bool a_first : {true, false}) {
        const int64_t t = i * kSecond + (a_first ? 0 : kSecond / 50);
        const double delay = 4e6 + wait(random);
        const double offset = 2e9 + static_cast<double>(t) * drift * 1e-6;
        const auto difference = static_cast<int64_t>(offset + (a_first ? delay : -delay));
        estimator.Add(a_first, kStart + t, kStart + t + difference);
      }
    }
    const ClockEstimate clock = estimator.Estimate();
    ASSERT_TRUE(clock.drift_ppm) << drift;
    EXPECT_NEAR(*clock.drift_ppm, drift, 0.15);
    EXPECT_NEAR(static_cast<double>(*clock.offset_ns), 2e9, 20'000) << drift;
    EXPECT_LE(*clock.low_ns, 2'000'000'000);
    EXPECT_GE(*clock.high_ns, 2'000'000'000);
  }
}

// The interval is exactly what a search of all offsets and drifts finds.
TEST(ClockTest, TheIntervalIsNoWiderThanWhatCannotBeTold) {
  std::mt19937 random(5);
  for (int round = 0; round < 20; ++round) {
    struct Pair {
      bool a_first;
      int64_t t, d;
    };
    std::vector<Pair> pairs;
    ClockEstimator estimator(kStart);
    const auto drift = static_cast<double>(random() % 400) - 200;
    for (int i = 0; i < 60; ++i) {
      const bool a_first = random() % 2 == 0;
      const auto t = static_cast<int64_t>(random() % 30'000) * 1'000'000;
      const auto delay = static_cast<int64_t>(1'000'000 + random() % 3'000'000);
      const auto offset = static_cast<int64_t>(static_cast<double>(t) * drift * 1e-6);
      pairs.push_back({a_first, t, offset + (a_first ? delay : -delay)});
      estimator.Add(a_first, kStart + t, kStart + t + pairs.back().d);
    }
    double low = 1e18, high = -1e18;
    for (double r = -500; r <= 500; r += 0.25) {
      double l = -1e18, h = 1e18;
      for (const Pair& pair : pairs) {
        const double at = static_cast<double>(pair.d) - static_cast<double>(pair.t) * r * 1e-6;
        if (pair.a_first) h = std::min(h, at);
        if (!pair.a_first) l = std::max(l, at);
      }
      if (l > h) continue;
      low = std::min(low, l);
      high = std::max(high, h);
    }
    const ClockEstimate clock = estimator.Estimate();
    ASSERT_TRUE(clock.low_ns && clock.high_ns);
    EXPECT_LE(static_cast<double>(*clock.low_ns), low + 1);
    EXPECT_GE(static_cast<double>(*clock.high_ns), high - 1);
    EXPECT_LE(static_cast<double>(*clock.high_ns - *clock.low_ns), (high - low) * 1.01 + 8000);
  }
}

// So many that they are compacted: what is forgotten changes nothing.
TEST(ClockTest, ManyPairsInAnyOrderGiveWhatTheyGiveInTheOrderOfTime) {
  struct Pair {
    bool a_first;
    int64_t t, d;
  };
  std::mt19937 random(7);
  std::vector<Pair> pairs;
  for (int64_t i = 0; i < 80'000; ++i) {
    const bool a_first = random() % 2 == 0;
    const auto delay = static_cast<int64_t>(2'000'000 + random() % 20'000);
    const int64_t offset = 40'000'000 + i * 1'000'000 / 20'000;  // 50 ppm
    pairs.push_back({a_first, i * 1'000'000, offset + (a_first ? delay : -delay)});
  }
  const auto estimate = [&pairs] {
    ClockEstimator estimator(kStart);
    for (const Pair& p : pairs) estimator.Add(p.a_first, kStart + p.t, kStart + p.t + p.d);
    return estimator.Estimate();
  };
  const ClockEstimate in_order = estimate();
  std::shuffle(pairs.begin(), pairs.end(), random);
  const ClockEstimate shuffled = estimate();
  ASSERT_TRUE(in_order.known() && shuffled.known());
  EXPECT_NEAR(static_cast<double>(*shuffled.low_ns), static_cast<double>(*in_order.low_ns), 2);
  EXPECT_NEAR(static_cast<double>(*shuffled.high_ns), static_cast<double>(*in_order.high_ns), 2);
  EXPECT_NEAR(*shuffled.drift_ppm, *in_order.drift_ppm, 0.01);
  EXPECT_NEAR(*shuffled.drift_ppm, 50, 0.1);
  EXPECT_NEAR(static_cast<double>(*shuffled.offset_ns), 40'000'000, 20'000);
}

}  // namespace
}  // namespace tcpladder
