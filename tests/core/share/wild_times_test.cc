// Times as far apart as a capture may have them: nothing that is worked out of them overflows,
// which a build with -fsanitize=undefined would tell.
#include <gtest/gtest.h>

#include "core/engine/analysis_replay.h"
#include "core/engine/endpoint_statistics.h"
#include "core/engine/outcome.h"
#include "core/engine/replay.h"
#include "core/engine/summary.h"
#include "core/engine/tables.h"
#include "core/net/tcp_flags.h"
#include "tests/core/share/shared_capture.h"
#include "tests/support/pcapng_writer.h"

namespace tcpladder::test {
namespace {

// An opening, data, repetitions, a keep-alive, a closing; a refused and a half-open attempt.
std::vector<Bytes> Frames() {
  TalkCapture talk;
  talk.Handshake().Client(kAck, 100).Repeat().Server(kAck).Server(kAck).Server(kAck, 50).CopyOf(3);
  talk.Client(kAck).Client(kFin | kAck).Repeat().Server(kFin | kAck).Client(kAck);
  std::vector<Bytes> frames = talk.frames();
  for (const uint16_t port : std::initializer_list<uint16_t>{40001, 40002, 40003}) {
    TalkCapture attempt(port);
    attempt.Client(kSyn).Repeat().Server(port == 40001 ? kRst | kAck : kSyn | kAck).Repeat();
    if (port == 40003) attempt.Client(kAck).Client(kAck, 10).Client(kRst | kAck);
    frames.insert(frames.end(), attempt.frames().begin(), attempt.frames().end());
  }
  return frames;
}

// Interface 0 tells the earliest time there is, interface 1 the latest.
Bytes Capture(const std::vector<bool>& late) {
  constexpr int64_t kSecond = 1'000'000'000;
  PcapngWriter writer;
  const auto earliest = static_cast<uint64_t>(kEarliestTime / kSecond);
  writer.Interface(1, 0, writer.Options().U8(9, 9).U64(14, earliest).End());
  writer.Interface(1, 0, writer.Options().U8(9, 9).End());
  const std::vector<Bytes> frames = Frames();
  for (size_t i = 0; i < frames.size(); ++i) {
    const bool is_late = late[i % late.size()];
    writer.EnhancedPacket(is_late ? 1 : 0, is_late ? kTimeLimit - 1 : 0, frames[i]);
  }
  return writer.file();
}

class WildTimes : public testing::TestWithParam<std::vector<bool>> {};
INSTANTIATE_TEST_SUITE_P(Orders, WildTimes,
                         testing::Values(std::vector<bool>{false, true},
                                         std::vector<bool>{true, false},
                                         std::vector<bool>{false, true, true},
                                         std::vector<bool>{true, false, false},
                                         std::vector<bool>{false, false, true, true, true}));

TEST_P(WildTimes, OverflowNowhere) {
  const Bytes file = Capture(GetParam());
  Engine engine;
  RunEngine(engine, file);
  ASSERT_EQ(engine.connections().size(), 4u);
  EXPECT_GE(engine.totals().duration_ns, 0);
  EXPECT_EQ(EndpointStatisticsOf(engine).listeners.size(), 1u);
  EXPECT_EQ(TableOfConnections(engine, 0, 4).count, 4u);
  for (uint32_t i = 0; i < 4; ++i) {
    const Connection& connection = engine.connections()[i];
    const auto bytes = ReadAgain(engine, connection, file);
    const Rereads rereads(SegmentsToReread(engine, connection), bytes);
    const AnalysisReplay replay = ReplayAnalysis(engine, connection, rereads);
    EXPECT_EQ(replay.segments.size(), connection.segments[0] + connection.segments[1]);
    for (const ReplayedSegment& segment : replay.segments) {
      const WiresharkFields& fields = segment.fields;
      EXPECT_LE(fields.ack_rtt_ns, kTimeLimit - kEarliestTime);
      EXPECT_GE(fields.ack_rtt_ns, kEarliestTime - kTimeLimit);
    }
    SummaryOf(engine, connection, rereads);
    EXPECT_GT(TableOfEvents(engine, i).count, 0u);
    EXPECT_NE(VerdictOf(engine, i).opening, Opening::mid_stream);
    EXPECT_FALSE(ZeekOf(engine, connection).Rows().empty());
  }
}

TEST_P(WildTimes, SharedAsCapturedOrMoved) {
  const Bytes file = Capture(GetParam());
  for (const uint32_t flags : std::initializer_list<uint32_t>{0, kShareTimes}) {
    const SharedFile shared = ShareFrom(file, {.flags = flags});
    EXPECT_EQ(shared.missing, 0u);
    EXPECT_FALSE(shared.bytes.empty());
  }
}

}  // namespace
}  // namespace tcpladder::test
