// A SYN that falls into a connection which goes on is answered there.
#include <gtest/gtest.h>

#include "core/engine/tables.h"
#include "core/net/tcp_flags.h"
#include "tests/core/engine/talk_capture.h"

namespace tcpladder {
namespace {

// Where the SYN of the second connection is answered.
uint32_t AnsweredIn(const std::vector<test::TalkCapture>& talks) {
  Engine engine;
  test::RunEngine(engine, test::Together(talks));
  EXPECT_EQ(engine.connections().size(), 2U);
  return TableOfVerdict(engine, 1, TableOfSegments(engine, 1)).answered_in;
}

test::TalkCapture Opened() { return test::TalkCapture().Handshake().Client(kAck, 10); }
test::TalkCapture NewSyn() { return test::TalkCapture(40000, 900'000).Client(kSyn); }
// The challenge ACK, with the numbers of the connection before.
test::TalkCapture Challenge() { return test::TalkCapture(40000, 1011, 5001).Server(kAck); }

TEST(AnsweredElsewhereTest, ByAChallengeAck) {
  EXPECT_EQ(AnsweredIn({Opened(), NewSyn(), Challenge()}), 0U);
}

TEST(AnsweredElsewhereTest, ByDataOfThatConnection) {
  const auto data = test::TalkCapture(40000, 1011, 5001).Server(kAck, 30);
  EXPECT_EQ(AnsweredIn({Opened(), NewSyn(), data}), 0U);
}

TEST(AnsweredElsewhereTest, NotWhereThatConnectionIsSilent) {
  EXPECT_EQ(AnsweredIn({Opened(), NewSyn()}), kNone);
}

TEST(AnsweredElsewhereTest, NotOnOtherPorts) {
  const auto other = test::TalkCapture(40001, 900'000).Client(kSyn);
  EXPECT_EQ(AnsweredIn({Opened(), other, Challenge()}), kNone);
}

}  // namespace
}  // namespace tcpladder
