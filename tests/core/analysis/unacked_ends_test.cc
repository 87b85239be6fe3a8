#include "core/analysis/unacked_ends.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace tcpladder {
namespace {

TEST(UnackedEnds, InOrderTrafficDrains) {
  UnackedEnds ends;
  for (uint32_t i = 1; i <= 100; ++i) ends.Add(Seq(i * 10));
  ends.Acknowledge(Seq(505));
  EXPECT_EQ(ends.size(), 50U);
  ends.Acknowledge(Seq(1000));
  EXPECT_EQ(ends.size(), 0U);
}

TEST(UnackedEnds, EarlierAcknowledgmentTakesNothing) {
  UnackedEnds ends;
  ends.Acknowledge(Seq(500));
  ends.Add(Seq(600));
  ends.Acknowledge(Seq(0));
  EXPECT_EQ(ends.size(), 1U);
}

TEST(UnackedEnds, LargeBlockIsGivenBack) {
  UnackedEnds ends;
  for (uint32_t i = 1; i <= UnackedEnds::kMax; ++i) ends.Add(Seq(i));
  EXPECT_TRUE(ends.full());
  EXPECT_GT(ends.memory(), 0U);
  ends.Acknowledge(Seq(UnackedEnds::kMax));
  EXPECT_EQ(ends.memory(), 0U);
}

// The same rule on a plain list, the way it is stated.
class PlainList {
 public:
  void Add(uint32_t end) { ends_.push_back(end); }
  void Acknowledge(uint32_t ack) {
    std::erase_if(ends_, [ack](uint32_t end) { return static_cast<int32_t>(ack - end) >= 0; });
  }
  size_t size() const { return ends_.size(); }

 private:
  std::vector<uint32_t> ends_;
};

// `step` bounds how far numbers jump; 2^32 - 1 means anywhere.
void HoldAgainstPlainList(uint32_t step, unsigned seed) {
  std::mt19937 engine(seed);
  const auto random = [&engine] { return static_cast<uint32_t>(engine()); };
  UnackedEnds ends;
  PlainList plain;
  uint32_t next = random(), ack = next;
  for (int i = 0; i < 20000; ++i) {
    if (random() % 3 != 0 && !ends.full()) {
      next += random() % step;
      const uint32_t end = random() % 8 == 0 ? next - random() % step : next;
      ends.Add(Seq(end));
      plain.Add(end);
    } else {
      ack += random() % step;
      const uint32_t value = random() % 8 == 0 ? ack - random() % step : ack;
      ends.Acknowledge(Seq(value));
      plain.Acknowledge(value);
    }
    ASSERT_EQ(ends.size(), plain.size()) << "step " << step << " seed " << seed << " round " << i;
  }
}

TEST(UnackedEnds, AgreesWithAPlainListOnUsualTraffic) {
  for (unsigned seed = 0; seed < 4; ++seed) HoldAgainstPlainList(3000, seed);
}

TEST(UnackedEnds, AgreesWithAPlainListOnWildNumbers) {
  for (unsigned seed = 0; seed < 4; ++seed) {
    HoldAgainstPlainList(0xffffffff, seed);
    HoldAgainstPlainList(0x40000000, seed);
  }
}

TEST(UnackedEnds, HalfTheCircleAwayCountsAsAfter) {
  UnackedEnds ends;
  ends.Add(Seq(5));
  ends.Acknowledge(Seq(5 + 0x80000000));
  EXPECT_EQ(ends.size(), 1U);
}

}  // namespace
}  // namespace tcpladder
