#include "core/taps/two_taps.h"

#include <gtest/gtest.h>

#include <random>
#include <sstream>
#include <string>

#include "tests/core/taps/tap_fixture.h"

namespace tcpladder::test {
namespace {

void ExpectAllPaired(const ComparedPath& compared) {
  const TapScore& score = compared.score();
  EXPECT_EQ(score.found, score.pairs) << score.first_mistake;
  EXPECT_EQ(score.wrong_pairs, 0) << score.first_mistake;
  EXPECT_EQ(score.wrong_claims, 0) << score.first_mistake;
  EXPECT_TRUE(score.offset_inside);
}

TEST(TwoTapsTest, NothingIsLost) {
  const ComparedPath compared({});
  ExpectAllPaired(compared);
  EXPECT_GT(compared.score().pairs, 100);
  EXPECT_EQ(compared.comparison().connections, 1u);
  EXPECT_EQ(compared.comparison().translated, 0u);
}

TEST(TwoTapsTest, LossesBetweenTheTapsAreProven) {
  const ComparedPath compared({.loss_permille = {0, 30, 0}});
  ExpectAllPaired(compared);
  EXPECT_GT(compared.score().lost, 0);
  EXPECT_GE(compared.score().lost_found * 10, compared.score().lost * 7);
  EXPECT_FALSE(compared.comparison().proofs.empty());
}

TEST(TwoTapsTest, LossesBehindTheSecondTapAreNone) {
  const ComparedPath compared({.loss_permille = {0, 0, 50}});
  ExpectAllPaired(compared);
}

TEST(TwoTapsTest, TranslatedAddresses) {
  const ComparedPath compared(
      {.connections = 20, .bytes = {300, 4000}, .loss_permille = {0, 20, 0}, .translate = true});
  ExpectAllPaired(compared);
  EXPECT_EQ(compared.comparison().connections, 20u);
  EXPECT_EQ(compared.comparison().translated, 20u);
}

TEST(TwoTapsTest, TranslatedAddressesAndRewrittenNumbers) {
  const ComparedPath compared({.connections = 10,
                               .bytes = {300, 9000},
                               .loss_permille = {0, 20, 0},
                               .translate = true,
                               .shift = {123456789, 0xfffffff0}});
  ExpectAllPaired(compared);
  EXPECT_EQ(compared.comparison().translated, 10u);
}

TEST(TwoTapsTest, RewrittenNumbersWithAndWithoutTheirSackBlocks) {
  for (const bool shift_sack : {true, false}) {
    const ComparedPath compared(
        {.loss_permille = {20, 20, 0}, .shift = {0xf0000000, 77}, .shift_sack = shift_sack});
    ExpectAllPaired(compared);
    EXPECT_GE(compared.score().lost_found * 2, compared.score().lost) << shift_sack;
  }
}

TEST(TwoTapsTest, RewrittenNumbersWithoutTimestampsOrIdentification) {
  const ComparedPath compared({.timestamps = false, .identification = false, .shift = {5, 6}});
  ExpectAllPaired(compared);
}

TEST(TwoTapsTest, IdentificationsRewritten) {
  const ComparedPath compared({.loss_permille = {10, 20, 10}, .rewrite_identification = true});
  ExpectAllPaired(compared);
}

TEST(TwoTapsTest, TimestampsRemovedOnTheWay) {
  const ComparedPath compared({.loss_permille = {0, 20, 0}, .strip_timestamps = true});
  ExpectAllPaired(compared);
}

TEST(TwoTapsTest, SegmentsShownAsOne) {
  const ComparedPath compared({.loss_permille = {0, 20, 0}, .joined = {1, 3}});
  ExpectAllPaired(compared);
  EXPECT_FALSE(compared.comparison().further.empty());
  EXPECT_GE(compared.score().lost_found * 10, compared.score().lost * 7);
}

TEST(TwoTapsTest, CopiesMadeBetweenTheTaps) {
  const ComparedPath compared({.copies_permille = 100});
  ExpectAllPaired(compared);
  int copies = 0, found = 0;
  for (const TappedPacket& packet : compared.path().packets()) {
    copies += packet.copy && packet.from == 1 && packet.frame[0] != 0;
  }
  for (const uint8_t verdict : compared.comparison().verdict[0]) {
    found += verdict == static_cast<uint8_t>(TapVerdict::duplicate);
  }
  EXPECT_GT(copies, 0);
  EXPECT_EQ(found, copies);
}

TEST(TwoTapsTest, OvertakingAndJitter) {
  const ComparedPath compared(
      {.loss_permille = {0, 10, 0}, .jitter_ns = 2'000'000, .overtaking_permille = 50});
  ExpectAllPaired(compared);
}

TEST(TwoTapsTest, TapsThatMissPackets) {
  const ComparedPath compared({.loss_permille = {0, 10, 0}, .miss_permille = {30, 30}});
  ExpectAllPaired(compared);
}

TEST(TwoTapsTest, TapThatStartsLate) {
  const ComparedPath compared({.bytes = {300, 400'000}, .starts_ns = {0, 60'000'000}});
  ExpectAllPaired(compared);
  EXPECT_EQ(compared.VerdictOf(0, 1), TapVerdict::outside);
}

TEST(TwoTapsTest, SnapLength) {
  const ComparedPath compared({.loss_permille = {0, 20, 0}, .snap_length = 80});
  ExpectAllPaired(compared);
}

TEST(TwoTapsTest, TheDelayOfEachDirectionFollowsFromTheClock) {
  const ComparedPath compared({.offset_ns = 37'000'000'000});
  const ClockEstimate& clock = compared.comparison().clock;
  ASSERT_TRUE(clock.known());
  EXPECT_NEAR(static_cast<double>(*clock.offset_ns), 37e9, 10'000);
  const TappedPacket& packet = compared.path().packets()[0];
  const int64_t delay = compared.comparison().DelayOf(
      packet.passed_ns[0], compared.path().ClockOfB(packet.passed_ns[1]), true);
  EXPECT_NEAR(static_cast<double>(delay), 5e6, 10'000);
}

TEST(TwoTapsTest, TheSameFileTwice) {
  TappedPath path({});
  path.Run();
  const ReadTap a(path.file(0)), b(path.file(0));
  const TapComparison comparison = CompareTaps(a.capture(), b.capture());
  for (uint32_t i = 0; i < comparison.peer[0].size(); ++i) EXPECT_EQ(comparison.peer[0][i], i);
}

TEST(TwoTapsTest, StrangersHaveNothingInCommon) {
  TappedPath one({}), other({.seed = 2});
  one.Run();
  other.Run();
  const ReadTap a(one.file(0)), b(other.file(1));
  const TapComparison comparison = CompareTaps(a.capture(), b.capture());
  EXPECT_EQ(comparison.connections, 0u);
  EXPECT_FALSE(comparison.clock.offset_ns || comparison.clock.low_ns || comparison.clock.high_ns);
}

TEST(TwoTapsTest, EmptyCaptures) {
  const ReadTap a(Bytes{}), b(Bytes{});
  const TapComparison comparison = CompareTaps(a.capture(), b.capture());
  EXPECT_TRUE(comparison.peer[0].empty());
  EXPECT_FALSE(comparison.clock.known());
}

std::string TextOf(const TappedPathOptions& options) {
  std::ostringstream text;
  const auto pair = [&](const char* name, const auto& values) {
    text << ' ' << name;
    for (const auto& value : values) text << ' ' << value;
  };
  text << "seed " << options.seed << " connections " << options.connections;
  pair("bytes", options.bytes);
  pair("delay", options.delay_ns[0]);
  pair("back", options.delay_ns[1]);
  pair("loss", options.loss_permille);
  text << " jitter " << options.jitter_ns << " overtaking " << options.overtaking_permille
       << " copies " << options.copies_permille << " ts " << options.timestamps << " sack "
       << options.sack << " id " << options.identification << " nat " << options.translate;
  pair("shift", options.shift);
  text << " sack shifted " << options.shift_sack << " new ids " << options.rewrite_identification
       << " no ts " << options.strip_timestamps << " hops " << options.hops;
  pair("miss", options.miss_permille);
  pair("starts", options.starts_ns);
  pair("ends", options.ends_ns);
  pair("joined", options.joined);
  text << " offset " << options.offset_ns << " drift " << options.drift_ppm << ": ";
  return text.str();
}

TappedPathOptions AnyPath(uint32_t seed) {
  std::mt19937 random(seed + 7);
  const auto below = [&](uint32_t n) { return static_cast<int>(random() % n); };
  TappedPathOptions options{.seed = seed};
  options.connections = 1 + below(4);
  options.bytes = {static_cast<uint32_t>(below(20'000)), static_cast<uint32_t>(below(60'000))};
  for (auto& way : options.delay_ns) {
    for (int64_t& delay : way) delay = 50'000 + below(20'000'000);
  }
  for (int& loss : options.loss_permille) loss = below(3) == 0 ? below(50) : 0;
  if (below(4) == 0) options.jitter_ns = 1 + below(3'000'000);
  if (below(4) == 0) options.overtaking_permille = below(60);
  if (below(4) == 0) options.copies_permille = below(60);
  options.timestamps = below(4) != 0;
  options.sack = below(4) != 0;
  options.identification = below(4) != 0;
  options.translate = below(3) == 0;
  if (below(3) == 0) {
    for (uint32_t& shift : options.shift) shift = static_cast<uint32_t>(random());
  }
  options.shift_sack = below(2) == 0;
  options.rewrite_identification = below(6) == 0;
  options.strip_timestamps = below(6) == 0;
  options.hops = below(4);
  if (below(4) == 0) options.miss_permille = {below(30), below(30)};
  if (below(5) == 0) options.starts_ns[static_cast<size_t>(below(2))] = below(100'000'000);
  if (below(5) == 0)
    options.ends_ns[static_cast<size_t>(below(2))] = 50'000'000 + below(100'000'000);
  if (below(4) == 0) options.joined = {1 + below(3), 1 + below(3)};
  options.offset_ns = (below(2) == 0 ? 1 : -1) * int64_t{below(2'000'000'000)};
  options.drift_ppm = below(3) == 0 ? below(200) - 100 : 0;
  return options;
}

// Whatever the path does, pairs are right and nothing false is said.
TEST(TwoTapsTest, NothingFalseOnAnyPath) {
  int lost = 0, found = 0, pairs = 0, paired = 0;
  for (uint32_t seed = 0; seed < 150; ++seed) {
    const TappedPathOptions options = AnyPath(seed);
    const ComparedPath compared(options);
    const TapScore& score = compared.score();
    EXPECT_EQ(score.wrong_claims, 0) << TextOf(options) << score.first_mistake;
    EXPECT_TRUE(score.offset_inside) << TextOf(options) << score.truth_ns << " not in "
                                     << compared.comparison().clock.low_ns.value_or(0) << " to "
                                     << compared.comparison().clock.high_ns.value_or(0);
    // Without anything to tell repetitions apart by, or other numbers and nothing else to go by,
    // not all can be told.
    const bool traits = (options.timestamps && !options.strip_timestamps) ||
                        (options.identification && !options.rewrite_identification);
    if (!traits) continue;
    EXPECT_EQ(score.wrong_pairs, 0) << TextOf(options) << score.first_mistake;
    EXPECT_GE(score.found, score.pairs - 2) << TextOf(options) << score.first_mistake;
    lost += score.lost;
    found += score.lost_found;
    pairs += score.pairs;
    paired += score.found;
  }
  EXPECT_GE(paired, pairs * 99 / 100);
  EXPECT_GT(lost, 40);
  EXPECT_GT(found, lost / 2) << found << " of " << lost;
}

}  // namespace
}  // namespace tcpladder::test
