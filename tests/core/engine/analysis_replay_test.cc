#include "core/engine/analysis_replay.h"

#include <gtest/gtest.h>

#include "core/net/tcp_flags.h"
#include "tests/core/engine/talk_capture.h"

namespace tcpladder {
namespace {

using test::Bytes;
using test::FirstReadAgain;
using test::RunEngine;
using test::TalkCapture;

TEST(AnalysisReplay, TellsTheNumbersOfARetransmission) {
  TalkCapture talk;
  talk.Handshake().Client(kAck, 100).Repeat();
  Engine engine;
  RunEngine(engine, talk.File());
  const auto reasons = ReplayAnalysis(engine, engine.connections()[0], {}).reasons;
  ASSERT_EQ(reasons.size(), 1U);
  EXPECT_EQ(reasons[0].row, 4U);
  EXPECT_EQ(reasons[0].terms.analysis, Analysis::retransmission);
  EXPECT_EQ(reasons[0].terms.args[0], 1001);
  EXPECT_EQ(reasons[0].terms.args[1], 1101);
  EXPECT_EQ(reasons[0].terms.args[2], 3 * test::kStepNs) << "since the SYN ACK";
}

TEST(AnalysisReplay, TellsNoAgeOfAPeerThatHasSentNothing) {
  for (const int repeats : {1, 2, 3}) {
    TalkCapture talk;
    talk.Client(kSyn);
    for (int i = 0; i < repeats; ++i) talk.Repeat();
    Engine engine;
    RunEngine(engine, talk.File());
    const auto reasons = ReplayAnalysis(engine, engine.connections()[0], {}).reasons;
    ASSERT_EQ(reasons.size(), static_cast<size_t>(repeats));
    for (const auto& reason : reasons) EXPECT_EQ(reason.terms.args[2], int64_t{1} << 62);
  }
}

TEST(AnalysisReplay, KnowsWhatWentBeforeOnTheSamePorts) {
  TalkCapture talk;
  talk.Handshake().Client(kFin | kAck).Server(kFin | kAck).Client(kAck);
  talk.Again(700000, 900000).Handshake();
  Engine engine;
  RunEngine(engine, talk.File());
  ASSERT_EQ(engine.connections().size(), 2U);
  const auto reasons = ReplayAnalysis(engine, engine.connections()[1], {}).reasons;
  ASSERT_EQ(reasons.size(), 1U);
  EXPECT_EQ(reasons[0].row, 0U);
  EXPECT_EQ(reasons[0].terms.analysis, Analysis::reused_ports);
  EXPECT_EQ(reasons[0].terms.args[0], 700000);
  EXPECT_EQ(reasons[0].terms.args[1], 1000);
}

TEST(AnalysisReplay, CountsWhatIsInFlightAndWhatIsAcknowledged) {
  TalkCapture talk;
  talk.Handshake().Client(kAck, 100).Client(kAck, 50).Server(kAck).Client(kAck | kFin, 10);
  Engine engine;
  RunEngine(engine, talk.File());
  const AnalysisReplay replay = ReplayAnalysis(engine, engine.connections()[0], {});
  ASSERT_EQ(replay.segments.size(), 7U);
  EXPECT_EQ(replay.segments[1].fields.acks_frame, 1U);
  EXPECT_EQ(replay.segments[1].fields.ack_rtt_ns, test::kStepNs);
  EXPECT_EQ(replay.segments[3].fields.bytes_in_flight, 100U);
  EXPECT_EQ(replay.segments[4].fields.bytes_in_flight, 150U);
  EXPECT_EQ(replay.segments[5].fields.bytes_in_flight, 0U);
  EXPECT_EQ(replay.segments[5].fields.acks_frame, 5U);
  EXPECT_EQ(replay.segments[6].fields.bytes_in_flight, 10U);
  EXPECT_EQ(replay.segments[1].fields.initial_rtt_ns, 0);
  EXPECT_EQ(replay.segments[2].fields.initial_rtt_ns, 2 * test::kStepNs);
  EXPECT_EQ(replay.segments[2].fields.completeness, 1 | 2);
  EXPECT_EQ(replay.LastStream().completeness, 1 | 2 | 4 | 8 | 16);
}

TEST(AnalysisReplay, CountsATimerFromTheOldestSegmentThatBeginsThere) {
  TalkCapture talk;
  talk.Handshake().Client(kAck, 100).Client(kAck, 50).CopyOf(4);
  Engine engine;
  RunEngine(engine, talk.File());
  const AnalysisReplay replay = ReplayAnalysis(engine, engine.connections()[0], {});
  ASSERT_EQ(replay.segments.size(), 6U);
  EXPECT_EQ(replay.segments[5].fields.rto_frame, 5U);
  EXPECT_EQ(replay.segments[5].fields.rto_ns, test::kStepNs);
}

// The acknowledgment's third block was read on into the record behind it.
TEST(AnalysisReplay, SacksThatTheSnapLengthCutsCountWithTheirWholeBlocks) {
  constexpr size_t kOptionsAt = 14 + 20 + 20, kBlocksAt = kOptionsAt + 4;
  constexpr uint32_t kLength = 10, kFlight = 6 * kLength;
  TalkCapture talk(40000, 1000);
  talk.Handshake();
  for (int i = 0; i < 5; ++i) talk.Client(kAck, kLength);
  Bytes sack = Bytes::Of({1, 1, 5, 26});
  for (const uint32_t left : {1041u, 1031u, 1011u}) sack.U32(left).U32(left + 10);
  // Nothing of it is acknowledged but by SACK.
  talk.Again(1001, 5001).Options(sack).Server(kAck).Again(1051, 5001).Client(kAck, kLength);
  for (size_t snap_length = kOptionsAt; snap_length <= kOptionsAt + 28; ++snap_length) {
    const FirstReadAgain cut(talk.CutFile(snap_length));
    const AnalysisReplay replay = ReplayAnalysis(cut.engine, cut.connection(), cut.rereads);
    ASSERT_EQ(replay.segments.size(), 10U);
    const size_t blocks = snap_length < kBlocksAt ? 0 : (snap_length - kBlocksAt) / 8;
    EXPECT_EQ(replay.segments[9].fields.bytes_in_flight, kFlight - blocks * 10) << snap_length;
  }
}

}  // namespace
}  // namespace tcpladder
