// What the index may take: bytes for a segment, and for a connection with all that hangs on it.
#include <gtest/gtest.h>

#include "core/engine/engine.h"
#include "tests/core/engine/talk_capture.h"

namespace tcpladder {
namespace {

using test::RunEngine;
using test::TalkCapture;
using test::Together;

constexpr uint64_t kPerSegment = 48;
constexpr uint64_t kPerConnection = 512;
// Chunks that are not full.
constexpr uint64_t kSpare = 256 << 10;

TEST(IndexMemoryTest, StaysBelowItsLimitsWithManyConnections) {
  std::vector<TalkCapture> talks;
  for (uint16_t port = 1; port <= 20000; ++port) {
    talks.emplace_back(port);
    talks.back().Handshake().Client(kFin | kAck).Server(kFin | kAck).Client(kAck);
  }
  Engine engine;
  RunEngine(engine, Together(talks));
  ASSERT_EQ(engine.connections().size(), 20000u);
  ASSERT_EQ(engine.segments().size(), 120000u);
  EXPECT_LE(engine.memory(), kPerSegment * 120000 + kPerConnection * 20000 + kSpare);
}

TEST(IndexMemoryTest, StaysBelowItsLimitsWithOneConnection) {
  TalkCapture talk;
  talk.Handshake();
  for (int i = 0; i < 50000; ++i) talk.Server(kAck, 1).Client(kAck);
  Engine engine;
  RunEngine(engine, talk.File());
  ASSERT_EQ(engine.segments().size(), 100003u);
  EXPECT_LE(engine.memory(), kPerSegment * 100003 + kPerConnection + kSpare);
}

// What is kept of cut headers does not grow while they are cut at the same place.
TEST(IndexMemoryTest, StaysBelowItsLimitsWhereEveryHeaderIsCut) {
  TalkCapture talk;
  const auto times = test::Bytes::Of({1, 1, 8, 10}).U64(0);
  for (int i = 0; i < 50000; ++i) talk.Options(times).Server(kAck, 1).Options(times).Client(kAck);
  Engine engine;
  RunEngine(engine, talk.CutFile(60));
  ASSERT_EQ(engine.segments().size(), 100000u);
  ASSERT_EQ(engine.segments()[99999].captured_extent(), CapturedExtent::cut_header);
  EXPECT_EQ(engine.CapturedHeaderLength(99999), 60u - 34);
  EXPECT_LE(engine.memory(), kPerSegment * 100000 + kPerConnection + kSpare);
}

}  // namespace
}  // namespace tcpladder
