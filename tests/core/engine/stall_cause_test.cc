// What is made responsible for the longest time without progress, and when nothing is.
#include <gtest/gtest.h>

#include "core/net/tcp_flags.h"
#include "tests/core/engine/summary_fixture.h"

namespace tcpladder {
namespace {

class StallCauseTest : public SummaryTest {
 protected:
  // Of the only stall.
  StallCause Cause() const {
    const auto stall = Of(SummaryItemId::stall);
    EXPECT_EQ(stall.size(), 1U);
    return stall.empty() ? StallCause::untold : static_cast<StallCause>(stall[0].args[0]);
  }
  int64_t From() const {
    const auto stall = Of(SummaryItemId::stall);
    return stall.empty() ? -1 : stall[0].args[1];
  }
};

TEST_F(StallCauseTest, IsTheApplicationWhereAllIsAcknowledged) {
  test::TalkCapture talk;
  talk.Handshake().Client(kAck, 100).Server(kAck).Client(kAck, 100).Server(kAck);
  Read(talk, {0, 1, 2, 3, 4, 2004, 2005});
  EXPECT_EQ(Cause(), StallCause::idle);
}

TEST_F(StallCauseTest, IsNotTheApplicationWhileItsDataIsUnacknowledged) {
  test::TalkCapture talk;
  talk.Handshake().Client(kAck, 100).Client(kAck, 100).Server(kAck);
  Read(talk, {0, 1, 2, 3, 2003, 2004});
  EXPECT_EQ(Cause(), StallCause::untold);
}

TEST_F(StallCauseTest, IsNotTheApplicationWhereOneDirectionIsMissing) {
  Read(test::TalkCapture().Client(kSyn).Client(kAck, 100).Client(kAck, 100), {0, 1, 1001});
  EXPECT_EQ(Cause(), StallCause::untold);
}

TEST_F(StallCauseTest, IsNotTheApplicationWhereTheCaptureLacksAnAck) {
  test::TalkCapture talk;
  talk.Handshake().Server(kAck, 500).Client(kAck, 40).Server(kAck);
  Read(talk, {0, 1, 2, 3, 18'003, 18'004});
  EXPECT_EQ(Cause(), StallCause::untold);
}

TEST_F(StallCauseTest, IsNotTheApplicationForAPauseOfOneRoundTrip) {
  test::TalkCapture talk;
  talk.Handshake().Client(kAck, 100).Server(kAck, 500).Client(kAck).Server(kAck, 500).Client(kAck);
  Read(talk, {0, 320, 321, 322, 642, 643, 1008, 1009});
  EXPECT_EQ(Cause(), StallCause::untold);
}

TEST_F(StallCauseTest, IsTheAnswerOfTheEndThatOwesOne) {
  test::TalkCapture talk;
  talk.Handshake().Client(kAck, 100).Server(kAck, 500).Client(kAck);
  Read(talk, {0, 1, 2, 3, 703, 704});
  EXPECT_EQ(Cause(), StallCause::acknowledgment);
}

TEST_F(StallCauseTest, CountsTheThirdSegmentAsProgress) {
  test::TalkCapture talk;
  talk.Handshake().Client(kAck, 100).Server(kAck);
  Read(talk, {0, 1, 600, 1300, 1301});
  EXPECT_EQ(From(), 2);
}

TEST_F(StallCauseTest, CountsTheFirstAckOfACaptureFromTheMiddle) {
  test::TalkCapture talk;
  talk.Server(kAck, 475).Client(kAck).Server(kAck, 100).Client(kAck);
  Read(talk, {0, 700, 1500, 1501});
  EXPECT_EQ(From(), 1);
}

}  // namespace
}  // namespace tcpladder
