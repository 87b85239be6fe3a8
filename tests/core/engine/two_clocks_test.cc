// Times of two clocks in one connection: no duration across them is told.
#include <gtest/gtest.h>

#include "core/engine/outcome.h"
#include "core/engine/tables.h"
#include "core/net/tcp_flags.h"
#include "tests/core/engine/summary_fixture.h"

namespace tcpladder {
namespace {

class TwoClocksTest : public SummaryTest {
 protected:
  bool Told() const {
    return !Of(SummaryItemId::two_clocks).empty() &&
           TableOfVerdict(engine_, 0, TableOfSegments(engine_, 0)).two_clocks != 0;
  }
};

TEST_F(TwoClocksTest, OfTheAnswersLeaveNoDuration) {
  test::TalkCapture talk;
  talk.Handshake().Client(kAck, 10).Server(kAck).Client(kFin | kAck).Server(kFin | kAck);
  Read(talk.Client(kAck), {4000'000, 10, 4000'020, 4000'030, 40, 4000'050, 60, 4000'070});
  EXPECT_TRUE(Told());
  EXPECT_TRUE(Of(SummaryItemId::stall).empty());
  EXPECT_TRUE(Of(SummaryItemId::time_wait).empty());
  EXPECT_TRUE(Of(SummaryItemId::handshake_gaps).empty());
  EXPECT_LT(TableOfVerdict(engine_, 0, TableOfSegments(engine_, 0)).handshake, 0);
}

TEST_F(TwoClocksTest, OfASecondPartLeaveNone) {
  test::TalkCapture talk;
  talk.Handshake().Client(kAck, 10).Server(kAck);
  Read(talk, {5000, 5010, 5020, 10, 20});
  EXPECT_TRUE(Told());
}

// The FINs cross, whatever the clock of the second one shows.
class CrossingFinsTest : public TwoClocksTest, public testing::WithParamInterface<int64_t> {};

TEST_P(CrossingFinsTest, AreNotApartByTwoClocks) {
  test::TalkCapture talk;
  talk.Handshake().Client(kFin | kAck).Again(1001, 5001).Server(kFin | kAck);
  talk.Again(1002, 5002).Client(kAck).Server(kAck);
  const int64_t other = GetParam();
  Read(talk, {0, other + 10, 20, 30, other + 35, 45, other + 50});
  EXPECT_TRUE(Told());
  EXPECT_EQ(VerdictOf(engine_, 0).closer, Closer::both);
}

INSTANTIATE_TEST_SUITE_P(Milliseconds, CrossingFinsTest,
                         testing::Values(-5000, 3500, 5000, 90'000));

TEST_F(TwoClocksTest, AreNotMadeOfPacketsFiledLate) {
  test::TalkCapture talk;
  talk.Handshake().Client(kAck, 10).Server(kAck);
  Read(talk, {0, 10, 5, 30, 700});
  EXPECT_FALSE(Told());
  EXPECT_EQ(Of(SummaryItemId::stall).size(), 1U);
}

}  // namespace
}  // namespace tcpladder
