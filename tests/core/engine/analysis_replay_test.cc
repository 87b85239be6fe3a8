#include "core/engine/analysis_replay.h"

#include <gtest/gtest.h>

#include "core/net/tcp_flags.h"
#include "tests/core/engine/talk_capture.h"

namespace tcpladder {
namespace {

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
  EXPECT_EQ(reasons[0].terms.args[2], test::kStepNs);
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
  ASSERT_EQ(replay.fields.size(), 7U);
  EXPECT_EQ(replay.fields[1].acks_frame, 1U);
  EXPECT_EQ(replay.fields[1].ack_rtt_ns, test::kStepNs);
  EXPECT_EQ(replay.fields[3].bytes_in_flight, 100U);
  EXPECT_EQ(replay.fields[4].bytes_in_flight, 150U);
  EXPECT_EQ(replay.fields[5].bytes_in_flight, 0U);
  EXPECT_EQ(replay.fields[5].acks_frame, 5U);
  EXPECT_EQ(replay.fields[6].bytes_in_flight, 10U);
  EXPECT_EQ(replay.fields[1].initial_rtt_ns, 0);
  EXPECT_EQ(replay.fields[2].initial_rtt_ns, 2 * test::kStepNs);
  EXPECT_EQ(replay.fields[2].completeness, 1 | 2);
  EXPECT_EQ(replay.completeness, 1 | 2 | 4 | 8 | 16);
}

TEST(AnalysisReplay, CountsATimerFromTheOldestSegmentNotAcknowledged) {
  TalkCapture talk;
  talk.Handshake().Client(kAck, 100).Client(kAck, 50).CopyOf(4);
  Engine engine;
  RunEngine(engine, talk.File());
  const AnalysisReplay replay = ReplayAnalysis(engine, engine.connections()[0], {});
  ASSERT_EQ(replay.fields.size(), 6U);
  EXPECT_EQ(replay.fields[5].rto_frame, 4U);
  EXPECT_EQ(replay.fields[5].rto_ns, 2 * test::kStepNs);
}

}  // namespace
}  // namespace tcpladder
