#include "core/analysis/stored_segments.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace tcpladder {
namespace {

void Add(StoredSegments& segments, uint32_t seq, uint32_t end) {
  segments.Add({Seq(seq), Seq(end)});
}

TEST(StoredSegments, InOrderTrafficDrains) {
  StoredSegments segments;
  for (uint32_t i = 0; i < 100; ++i) Add(segments, i * 10, i * 10 + 10);
  segments.Acknowledge(Seq(505));
  EXPECT_EQ(segments.size(), 50U);
  segments.Acknowledge(Seq(1000));
  EXPECT_EQ(segments.size(), 0U);
}

TEST(StoredSegments, EarlierAcknowledgmentTakesNothing) {
  StoredSegments segments;
  Add(segments, 500, 600);
  segments.Acknowledge(Seq(0));
  EXPECT_EQ(segments.size(), 1U);
  EXPECT_TRUE(segments.Holds(Seq(500), Seq(600)));
}

TEST(StoredSegments, FrontAcknowledgedIsNotHeldAnyMore) {
  StoredSegments segments;
  Add(segments, 500, 600);
  segments.Acknowledge(Seq(550));
  EXPECT_TRUE(segments.Holds(Seq(550), Seq(600)));
  EXPECT_FALSE(segments.Holds(Seq(549), Seq(600)));
}

TEST(StoredSegments, TwoTogetherHoldNothing) {
  StoredSegments segments;
  Add(segments, 500, 600);
  Add(segments, 600, 700);
  EXPECT_FALSE(segments.Holds(Seq(550), Seq(650)));
}

TEST(StoredSegments, RunBeginsAtTheAcknowledgment) {
  StoredSegments segments;
  Add(segments, 100, 200);
  Add(segments, 300, 400);
  Add(segments, 400, 500);
  Add(segments, 600, 700);
  EXPECT_EQ(segments.EndOfRun(Seq(300)), Seq(500));
  EXPECT_EQ(segments.EndOfRun(Seq(350)), Seq(350));
  EXPECT_EQ(segments.EndOfRun(Seq(250)), Seq(250));
}

TEST(StoredSegments, RunIsTakenInTheOrderOfSending) {
  StoredSegments segments;
  Add(segments, 400, 500);
  Add(segments, 300, 400);
  EXPECT_EQ(segments.EndOfRun(Seq(300)), Seq(300));
  EXPECT_EQ(segments.EndOfRun(Seq(400)), Seq(500));
}

TEST(StoredSegments, LargeBlockIsGivenBack) {
  StoredSegments segments;
  for (uint32_t i = 0; i < StoredSegments::kMax; ++i) Add(segments, i, i + 1);
  EXPECT_TRUE(segments.full());
  EXPECT_GT(segments.memory(), 0U);
  segments.Acknowledge(Seq(StoredSegments::kMax));
  EXPECT_EQ(segments.memory(), 0U);
}

// The same rules on a plain list, the way they are stated.
class PlainList {
 public:
  void Add(uint32_t seq, uint32_t end) { list_.push_back({Seq(seq), Seq(end)}); }
  void Acknowledge(Seq ack) {
    std::erase_if(list_, [ack](StoredSegments::Range& each) {
      if (each.end == ack) return true;
      if (each.seq < ack && ack < each.end) each.seq = ack;
      return !(each.end > ack);
    });
  }
  bool Holds(Seq seq, Seq end) const {
    return std::any_of(list_.begin(), list_.end(),
                       [&](const auto& each) { return each.seq <= seq && end <= each.end; });
  }
  // From the newest on; the tail grows to the front.
  Seq EndOfRun(Seq ack) const {
    if (list_.empty()) return ack;
    StoredSegments::Range tail = list_.back();
    for (auto each = list_.rbegin(); each != list_.rend(); ++each) {
      if (each->seq < ack) continue;
      tail = {each->seq, each->end == tail.seq ? tail.end : each->end};
    }
    return tail.seq == ack && ack < tail.end ? tail.end : ack;
  }
  size_t size() const { return list_.size(); }

 private:
  std::vector<StoredSegments::Range> list_;
};

// Numbers around `centre`, so that ranges touch, overlap and repeat; now and then one from
// anywhere, and acknowledgments that go back.
void CompareWithPlainList(uint32_t seed, bool wild) {
  std::mt19937 engine(seed);
  const auto random = [&engine] { return static_cast<uint32_t>(engine()); };
  StoredSegments segments;
  PlainList plain;
  uint32_t centre = random();
  for (int i = 0; i < 4000; ++i) {
    if (random() % 50 == 0) centre += 20;
    const uint32_t at = wild && random() % 20 == 0 ? random() : centre + random() % 40;
    const uint32_t length = 1 + random() % 12;
    switch (random() % 4) {
      case 0:
        if (segments.full()) break;
        segments.Add({Seq(at), Seq(at + length)});
        plain.Add(at, at + length);
        break;
      case 1:
        segments.Acknowledge(Seq(at));
        plain.Acknowledge(Seq(at));
        break;
      case 2:
        ASSERT_EQ(segments.Holds(Seq(at), Seq(at + length)),
                  plain.Holds(Seq(at), Seq(at + length)));
        break;
      default:
        ASSERT_EQ(segments.EndOfRun(Seq(at)), plain.EndOfRun(Seq(at)));
    }
    ASSERT_EQ(segments.size(), plain.size()) << "seed " << seed << ", step " << i;
  }
}

TEST(StoredSegments, AsThePlainListInSaneTraffic) {
  for (uint32_t seed = 1; seed <= 40; ++seed) CompareWithPlainList(seed, false);
}

TEST(StoredSegments, AsThePlainListAroundTheWholeCircle) {
  for (uint32_t seed = 1; seed <= 40; ++seed) CompareWithPlainList(seed, true);
}

TEST(StoredSegments, HalfTheCircleAwayCountsAsAfter) {
  StoredSegments segments;
  Add(segments, 4, 5);
  segments.Acknowledge(Seq(5 + 0x80000000));
  EXPECT_EQ(segments.size(), 1U);
}

TEST(StoredSegments, MovesWithItsBlock) {
  StoredSegments segments;
  for (uint32_t i = 0; i < 20; ++i) Add(segments, i, i + 1);
  StoredSegments other(std::move(segments));
  StoredSegments third;
  Add(third, 7, 8);
  third = std::move(other);
  EXPECT_EQ(third.size(), 20U);
  EXPECT_TRUE(third.Holds(Seq(19), Seq(20)));
}

}  // namespace
}  // namespace tcpladder
