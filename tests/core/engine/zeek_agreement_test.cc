// When Zeek's state says what the verdict says, and when it says something else.
#include <gtest/gtest.h>

#include "core/engine/tables.h"
#include "core/net/tcp_flags.h"
#include "tests/core/engine/talk_capture.h"

namespace tcpladder {
namespace {

bool ZeekDiffers(const test::TalkCapture& talk, size_t without = SIZE_MAX) {
  Engine engine;
  test::RunEngine(engine, talk.File(without));
  return TableOfConnections(engine, 0, 1).zeek_differs[0] != 0;
}

test::TalkCapture Closed() {
  test::TalkCapture talk;
  return talk.Handshake().Client(kFin | kAck).Server(kFin | kAck).Client(kAck);
}

TEST(ZeekAgreementTest, AWholeConnection) { EXPECT_FALSE(ZeekDiffers(Closed())); }

TEST(ZeekAgreementTest, AnAttempt) { EXPECT_FALSE(ZeekDiffers(test::TalkCapture().Client(kSyn))); }

TEST(ZeekAgreementTest, ARefusal) {
  EXPECT_FALSE(ZeekDiffers(test::TalkCapture().Client(kSyn).Server(kRst | kAck)));
}

// SF, although the opening was not captured.
TEST(ZeekAgreementTest, ACloseCapturedFromTheMiddle) {
  test::TalkCapture talk;
  talk.Client(kAck, 5).Server(kAck, 5).Client(kFin | kAck).Server(kFin | kAck).Client(kAck);
  EXPECT_TRUE(ZeekDiffers(talk));
}

// S0, although the client acknowledges what the server sends.
TEST(ZeekAgreementTest, OneDirectionOfAConnection) {
  test::TalkCapture talk;
  talk.Client(kSyn).Server(kSyn | kAck).Client(kAck).Client(kAck, 50);
  EXPECT_TRUE(ZeekDiffers(talk, 1));
}

// SHR, although no SYN ACK was captured.
TEST(ZeekAgreementTest, AFinAlone) {
  test::TalkCapture talk;
  talk.Server(kAck, 5).Server(kFin | kAck);
  EXPECT_TRUE(ZeekDiffers(talk));
}

// S1, although the third segment never came.
TEST(ZeekAgreementTest, AHalfOpenConnection) {
  EXPECT_TRUE(ZeekDiffers(test::TalkCapture().Client(kSyn).Server(kSyn | kAck)));
}

// Zeek's word says no more than who reset, or who closed.
TEST(ZeekAgreementTest, AnEndWithoutAWholeOpening) {
  const test::TalkCapture half = test::TalkCapture().Client(kSyn).Server(kSyn | kAck);
  EXPECT_FALSE(ZeekDiffers(test::TalkCapture(half).Server(kRst)));
  const test::TalkCapture late = test::TalkCapture().Client(kAck, 5).Server(kAck, 5);
  EXPECT_FALSE(ZeekDiffers(test::TalkCapture(late).Client(kRst | kAck)));
  EXPECT_FALSE(ZeekDiffers(test::TalkCapture(half).Server(kFin | kAck)));
}

TEST(ResetAfterBothFins, IsNoNormalCloseBeforeTheLastAck) {
  const test::TalkCapture closed =
      test::TalkCapture().Handshake().Client(kFin | kAck).Server(kFin | kAck);
  EXPECT_TRUE(ZeekDiffers(test::TalkCapture(closed).Client(kRst)));
  EXPECT_TRUE(ZeekDiffers(test::TalkCapture(closed).Client(kRst | kAck)));
  const test::TalkCapture half = test::TalkCapture().Handshake().Server(kFin | kAck).Client(kAck);
  EXPECT_TRUE(ZeekDiffers(test::TalkCapture(half).Client(kFin | kAck, 9).Server(kRst)));
}

TEST(ResetAfterBothFins, TakesNothingBackOnceBothAreAcknowledged) {
  const test::TalkCapture closed =
      test::TalkCapture().Handshake().Client(kFin | kAck).Server(kFin | kAck);
  EXPECT_FALSE(ZeekDiffers(test::TalkCapture(closed).Client(kAck)));
  EXPECT_FALSE(ZeekDiffers(test::TalkCapture(closed).Client(kAck).Client(kRst)));
}

}  // namespace
}  // namespace tcpladder
