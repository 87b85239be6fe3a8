// Segments that no stack would send: the tracker stays within its states and says the same with and
// without an audience.
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "core/net/tcp_flags.h"
#include "core/tcp/tracker.h"
#include "core/tcp/verdict.h"
#include "tests/support/cases.h"

namespace tcpladder {
namespace {

class TrackerHostile : public testing::Test {
 protected:
  // Numbers close to each other, so that they mean something now and then; and far ones.
  Seq Number() {
    if (random_() % 8 == 0) return Seq(static_cast<uint32_t>(random_()));
    return Seq(base_ + static_cast<uint32_t>(random_() % 8) * 5);
  }

  TrackedSegment Segment() {
    static constexpr std::array kFlags = {kSyn, kAck, kFin, kRst, kPsh};
    TrackedSegment segment;
    segment.time_ns = static_cast<int64_t>(random_() % 50) * 100'000'000;
    segment.seq = Number();
    segment.ack = Number();
    segment.length = random_() % 3 == 0 ? static_cast<uint32_t>(random_() % 12) : 0;
    if (random_() % 50 == 0) segment.length = static_cast<uint32_t>(random_());
    for (const TcpFlag flag : kFlags) {
      if (random_() % 3 == 0) segment.flags |= flag;
    }
    segment.window = static_cast<uint16_t>(random_());
    segment.from = static_cast<uint8_t>(random_() % 2);
    segment.fast_open = random_() % 10 == 0;
    segment.window_shift = static_cast<uint8_t>(random_() % 15);
    return segment;
  }

  std::mt19937 random_{1};
  uint32_t base_ = 0xfffffff0;
};

void ExpectWellFormed(const Tracker& tracker) {
  for (size_t i = 0; i < 2; ++i) {
    const TrackedEnd& end = tracker.end(i);
    ASSERT_LT(static_cast<size_t>(end.now.state), kStateNames.size());
    ASSERT_LE(end.path.size(), StatePath::kMax);
    if (end.now.state == State::unknown) continue;
    const bool outside = end.now.state == State::closed || end.now.state == State::listen;
    if (!outside) {
      ASSERT_EQ(end.path.back(), end.now.state);
    }
  }
}

TEST_F(TrackerHostile, RandomSegments) {
  for (uint32_t conversation = 0; conversation < test::Cases(20'000); ++conversation) {
    base_ = static_cast<uint32_t>(random_());
    Tracker silent, spoken;
    Events events;
    for (uint32_t row = 0; row < 24; ++row) {
      const TrackedSegment segment = Segment();
      silent.Judge(segment);
      silent.Step(segment, row, nullptr);
      spoken.Step(segment, row, &events);
      ExpectWellFormed(silent);
      for (size_t i = 0; i < 2; ++i) {
        ASSERT_EQ(silent.end(i).now, spoken.end(i).now);
        ASSERT_EQ(silent.end(i).snd_nxt, spoken.end(i).snd_nxt);
      }
    }
    VerdictOf(silent);
    for (const Event& event : events) {
      ASSERT_LT(event.row, 24u);
      ASSERT_LT(event.end, 2);
      ASSERT_LT(static_cast<size_t>(event.id), AllEventInfos().size());
    }
  }
}

}  // namespace
}  // namespace tcpladder
