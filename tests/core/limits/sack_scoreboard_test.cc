#include "core/limits/sack_scoreboard.h"

#include <gtest/gtest.h>

namespace tcpladder::test {
namespace {

TEST(SackScoreboard, CountsEachByteOnce) {
  SackScoreboard board;
  board.Add(100, 200);
  board.Add(300, 400);
  EXPECT_EQ(board.bytes(), 200);
  board.Add(150, 250);
  EXPECT_EQ(board.bytes(), 250);
  board.Add(250, 300);
  EXPECT_EQ(board.bytes(), 300);
  board.Add(100, 400);
  EXPECT_EQ(board.bytes(), 300);
}

TEST(SackScoreboard, LosesWhatIsAcknowledged) {
  SackScoreboard board;
  board.Add(100, 200);
  board.Add(300, 400);
  board.AckUpTo(150);
  EXPECT_EQ(board.bytes(), 150);
  board.AckUpTo(300);
  EXPECT_EQ(board.bytes(), 100);
  board.AckUpTo(1000);
  EXPECT_EQ(board.bytes(), 0);
}

TEST(SackScoreboard, IgnoresBlocksBelowTheAcknowledgment) {
  SackScoreboard board;
  board.AckUpTo(500);
  board.Add(100, 200);
  board.Add(450, 600);
  board.Add(700, 700);
  EXPECT_EQ(board.bytes(), 100);
}

TEST(SackScoreboard, IsBounded) {
  SackScoreboard board;
  const auto most = static_cast<int64_t>(SackScoreboard::kMost);
  for (int64_t i = 0; i < most + 10; ++i) board.Add(10 * i, 10 * i + 5);
  EXPECT_EQ(board.bytes(), 5 * most);
  board.Add(0, 10 * most);
  EXPECT_EQ(board.bytes(), 10 * most);
}

}  // namespace
}  // namespace tcpladder::test
