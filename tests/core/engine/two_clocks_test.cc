// Times of two clocks in one connection: no duration across them is told.
#include <gtest/gtest.h>

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

TEST_F(TwoClocksTest, AreNotMadeOfPacketsFiledLate) {
  test::TalkCapture talk;
  talk.Handshake().Client(kAck, 10).Server(kAck);
  Read(talk, {0, 10, 5, 30, 700});
  EXPECT_FALSE(Told());
  EXPECT_EQ(Of(SummaryItemId::stall).size(), 1U);
}

}  // namespace
}  // namespace tcpladder
