#include "core/tcp/received_ranges.h"

#include <gtest/gtest.h>

namespace tcpladder {
namespace {

class ReceivedRangesTest : public testing::Test {
 protected:
  // Numbers count from a base shortly before the wrap.
  static Seq At(uint32_t n) { return Seq(0xffffff00 + n); }
  uint32_t Take(uint32_t begin, uint32_t end) {
    next_ = ranges_.Take(next_, At(begin), At(end));
    return next_.raw() - At(0).raw();
  }

  ReceivedRanges ranges_;
  Seq next_ = At(0);
};

TEST_F(ReceivedRangesTest, InOrder) {
  EXPECT_EQ(Take(0, 100), 100u);
  EXPECT_EQ(Take(100, 300), 300u);
  EXPECT_TRUE(ranges_.empty());
}

TEST_F(ReceivedRangesTest, OldAndOverlapping) {
  Take(0, 100);
  EXPECT_EQ(Take(0, 100), 100u);
  EXPECT_EQ(Take(50, 150), 150u);
}

TEST_F(ReceivedRangesTest, HoleIsFilled) {
  EXPECT_EQ(Take(200, 300), 0u);
  EXPECT_EQ(ranges_.Missing(next_, At(300)), 200u);
  EXPECT_TRUE(ranges_.Covers(At(220), At(300)));
  EXPECT_FALSE(ranges_.Covers(At(190), At(210)));
  EXPECT_EQ(Take(0, 200), 300u);
}

TEST_F(ReceivedRangesTest, RangesGrowTogether) {
  Take(100, 110);
  Take(130, 140);
  Take(105, 130);
  EXPECT_EQ(ranges_.Missing(next_, At(140)), 100u);
  EXPECT_EQ(Take(0, 100), 140u);
  EXPECT_TRUE(ranges_.empty());
}

TEST_F(ReceivedRangesTest, FilledBackwards) {
  for (uint32_t n = 90; n > 0; n -= 10) EXPECT_EQ(Take(n, n + 10), 0u);
  EXPECT_EQ(Take(0, 10), 100u);
}

TEST_F(ReceivedRangesTest, AFifthHoleForgetsTheHighestRange) {
  for (uint32_t n = 10; n <= 90; n += 20) Take(n, n + 10);
  EXPECT_EQ(ranges_.Missing(next_, At(100)), 60u) << "50 missing, 10 forgotten";
  Take(0, 10);
  for (uint32_t n = 20; n <= 80; n += 20) Take(n, n + 10);
  EXPECT_EQ(Take(80, 90), 90u);
  EXPECT_EQ(Take(90, 100), 100u);
}

TEST_F(ReceivedRangesTest, ALowerRangeDrivesOutTheHighest) {
  for (uint32_t n = 30; n <= 90; n += 20) Take(n, n + 10);
  Take(10, 20);
  EXPECT_TRUE(ranges_.Covers(At(10), At(20)));
  EXPECT_FALSE(ranges_.Covers(At(90), At(100)));
}

TEST_F(ReceivedRangesTest, AbsorbsWhatOtherEvidenceShows) {
  Take(100, 110);
  Take(130, 140);
  EXPECT_EQ(ranges_.Absorb(At(105)), At(110));
  EXPECT_EQ(ranges_.Absorb(At(120)), At(120));
  EXPECT_TRUE(ranges_.Covers(At(130), At(140)));
  EXPECT_EQ(ranges_.Absorb(At(500)), At(500));
  EXPECT_TRUE(ranges_.empty());
}

}  // namespace
}  // namespace tcpladder
