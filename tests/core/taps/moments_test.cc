#include "core/taps/moments.h"

#include <gtest/gtest.h>

#include "tests/core/taps/tap_fixture.h"

namespace tcpladder::test {
namespace {

// A simulated path and what one of its taps makes of it.
struct SeenFrom {
  SeenFrom(const TappedPathOptions& options, size_t tap) : path(options) {
    path.Run();
    read = std::make_unique<ReadTap>(path.file(tap));
    table = MomentsOf(read->capture(), 0);
    for (const TappedPacket& packet : path.packets()) {
      if (packet.frame[tap] != 0) by_frame[packet.frame[tap]] = &packet;
    }
  }
  const TappedPacket& Truth(size_t row) const {
    return *by_frame.at(read->engine.segments()[table.segment[row]].frame);
  }

  TappedPath path;
  std::unique_ptr<ReadTap> read;
  MomentTable table;
  std::map<uint32_t, const TappedPacket*> by_frame;
};

TEST(MomentsTest, WhereBothWaysAreAlikeTheGuessIsRight) {
  TappedPathOptions options;
  options.loss_permille = {5, 5, 5};
  const SeenFrom seen(options, 0);
  ASSERT_GT(seen.table.segment.size(), 100u);
  for (size_t row = 0; row < seen.table.segment.size(); ++row) {
    const TappedPacket& truth = seen.Truth(row);
    ASSERT_TRUE(seen.table.sent_known[row]);
    const Moment& sent = seen.table.sent[row];
    EXPECT_LE(sent.low_ns, truth.left_ns);
    EXPECT_GE(sent.high_ns, truth.left_ns);
    EXPECT_NEAR(static_cast<double>(sent.best_ns - truth.left_ns), 0, 100'000);
    if (truth.arrived_ns < 0) continue;
    ASSERT_EQ(seen.table.arrival[row], static_cast<uint8_t>(Arrival::estimated)) << row;
    const Moment& arrived = seen.table.arrived[row];
    EXPECT_LE(arrived.low_ns, truth.arrived_ns);
    EXPECT_GE(arrived.high_ns, truth.arrived_ns);
    EXPECT_NEAR(static_cast<double>(arrived.best_ns - truth.arrived_ns), 0, 100'000);
  }
}

TEST(MomentsTest, WhereTheyDifferTheIntervalHoldsTheTruth) {
  TappedPathOptions options;
  options.delay_ns = {{{1'000'000, 9'000'000, 2'000'000}, {4'000'000, 1'000'000, 500'000}}};
  for (const size_t tap : {size_t{0}, size_t{1}}) {
    const SeenFrom seen(options, tap);
    for (size_t row = 0; row < seen.table.segment.size(); ++row) {
      const TappedPacket& truth = seen.Truth(row);
      EXPECT_LE(seen.table.sent[row].low_ns, truth.left_ns);
      EXPECT_GE(seen.table.sent[row].high_ns, truth.left_ns);
      EXPECT_LE(seen.table.arrived[row].low_ns, truth.arrived_ns);
      EXPECT_GE(seen.table.arrived[row].high_ns, truth.arrived_ns);
    }
  }
}

TEST(MomentsTest, SegmentsThatNeverArriveAreFoundAndNoOthers) {
  int lost = 0, found = 0;
  for (uint32_t seed = 0; seed < 40; ++seed) {
    TappedPathOptions options;
    options.seed = seed;
    options.loss_permille = {0, 15, 15};
    options.sack = seed % 4 != 0;
    if (seed % 5 == 0) options.overtaking_permille = 30;
    const SeenFrom seen(options, 1);
    for (size_t row = 0; row < seen.table.segment.size(); ++row) {
      const TappedPacket& truth = seen.Truth(row);
      const bool said = seen.table.arrival[row] == static_cast<uint8_t>(Arrival::lost);
      if (said) {
        EXPECT_LT(truth.arrived_ns, 0) << "seed " << seed << " row " << row;
        EXPECT_NE(seen.table.lost_proof[row], kNone);
      }
      lost += truth.arrived_ns < 0 && truth.length > 0;
      found += said && truth.length > 0;
    }
  }
  EXPECT_GT(lost, 25);
  EXPECT_GT(found, lost / 2) << found << " of " << lost;
}

TEST(MomentsTest, WithoutAnyAnswerNothingIsSaid) {
  TappedPathOptions options;
  options.loss_permille = {0, 1000, 0};
  const SeenFrom seen(options, 0);
  ASSERT_FALSE(seen.table.segment.empty());
  for (size_t row = 0; row < seen.table.segment.size(); ++row) {
    EXPECT_FALSE(seen.table.sent_known[row]);
    EXPECT_EQ(seen.table.arrival[row], static_cast<uint8_t>(Arrival::unknown));
  }
}

TEST(MomentsTest, NoSuchConnection) {
  const ReadTap tap(Bytes{});
  EXPECT_TRUE(MomentsOf(tap.capture(), 0).segment.empty());
}

}  // namespace
}  // namespace tcpladder::test
