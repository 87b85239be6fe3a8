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
  for (uint16_t port = 1; port <= 10000; ++port) {
    talks.emplace_back(port);
    talks.back().Handshake().Client(kFin | kAck).Server(kFin | kAck).Client(kAck);
  }
  Engine engine;
  RunEngine(engine, Together(talks));
  ASSERT_EQ(engine.connections().size(), 10000u);
  ASSERT_EQ(engine.segments().size(), 60000u);
  EXPECT_LE(engine.memory(), kPerSegment * 60000 + kPerConnection * 10000 + kSpare);
}

TEST(IndexMemoryTest, StaysBelowItsLimitsWithOneConnection) {
  TalkCapture talk;
  talk.Handshake();
  for (int i = 0; i < 25000; ++i) talk.Server(kAck, 1).Client(kAck);
  Engine engine;
  RunEngine(engine, talk.File());
  ASSERT_EQ(engine.segments().size(), 50003u);
  EXPECT_LE(engine.memory(), kPerSegment * 50003 + kPerConnection + kSpare);
}

// What is kept of cut headers does not grow while they are cut at the same place.
TEST(IndexMemoryTest, StaysBelowItsLimitsWhereEveryHeaderIsCut) {
  TalkCapture talk;
  const auto times = test::Bytes::Of({1, 1, 8, 10}).U64(0);
  for (int i = 0; i < 25000; ++i) talk.Options(times).Server(kAck, 1).Options(times).Client(kAck);
  Engine engine;
  RunEngine(engine, talk.CutFile(60));
  ASSERT_EQ(engine.segments().size(), 50000u);
  ASSERT_EQ(engine.segments()[49999].captured_extent(), CapturedExtent::cut_header);
  EXPECT_EQ(engine.CapturedHeaderLength(49999), 60u - 34);
  EXPECT_LE(engine.memory(), kPerSegment * 50000 + kPerConnection + kSpare);
}

}  // namespace
}  // namespace tcpladder
