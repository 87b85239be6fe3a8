// What the index may take: bytes for a segment, and for a connection with all that hangs on it.
#include <gtest/gtest.h>

#include "core/engine/engine.h"
#include "tests/core/engine/talk_capture.h"
#include "tests/support/cases.h"

namespace tcpladder {
namespace {

using test::Cases;
using test::RunEngine;
using test::TalkCapture;
using test::Together;

constexpr uint64_t kPerSegment = 48;
constexpr uint64_t kPerConnection = 512;
// Chunks that are not full.
constexpr uint64_t kSpare = 256 << 10;

TEST(IndexMemoryTest, StaysBelowItsLimitsWithManyConnections) {
  std::vector<TalkCapture> talks;
  const uint32_t count = Cases(20000);
  for (uint32_t port = 1; port <= count; ++port) {
    talks.emplace_back(static_cast<uint16_t>(port));
    talks.back().Handshake().Client(kFin | kAck).Server(kFin | kAck).Client(kAck);
  }
  Engine engine;
  RunEngine(engine, Together(talks));
  ASSERT_EQ(engine.connections().size(), count);
  ASSERT_EQ(engine.segments().size(), 6 * count);
  EXPECT_LE(engine.memory(), kPerSegment * 6 * count + kPerConnection * count + kSpare);
}

TEST(IndexMemoryTest, StaysBelowItsLimitsWithOneConnection) {
  TalkCapture talk;
  talk.Handshake();
  const uint32_t pairs = Cases(50000);
  for (uint32_t i = 0; i < pairs; ++i) talk.Server(kAck, 1).Client(kAck);
  Engine engine;
  RunEngine(engine, talk.File());
  ASSERT_EQ(engine.segments().size(), 2 * pairs + 3);
  EXPECT_LE(engine.memory(), kPerSegment * (2 * pairs + 3) + kPerConnection + kSpare);
}

// What is kept of cut headers does not grow while they are cut at the same place.
TEST(IndexMemoryTest, StaysBelowItsLimitsWhereEveryHeaderIsCut) {
  TalkCapture talk;
  const auto times = test::Bytes::Of({1, 1, 8, 10}).U64(0);
  const uint32_t pairs = Cases(50000);
  for (uint32_t i = 0; i < pairs; ++i) {
    talk.Options(times).Server(kAck, 1).Options(times).Client(kAck);
  }
  Engine engine;
  RunEngine(engine, talk.CutFile(60));
  ASSERT_EQ(engine.segments().size(), 2 * pairs);
  ASSERT_EQ(engine.segments()[2 * pairs - 1].captured_extent(), CapturedExtent::cut_header);
  EXPECT_EQ(engine.CapturedHeaderLength(2 * pairs - 1), 60u - 34);
  EXPECT_LE(engine.memory(), kPerSegment * 2 * pairs + kPerConnection + kSpare);
}

}  // namespace
}  // namespace tcpladder
