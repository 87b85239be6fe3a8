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
  const auto reasons = AnalysisReasonsOf(engine, engine.connections()[0]);
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
  const auto reasons = AnalysisReasonsOf(engine, engine.connections()[1]);
  ASSERT_EQ(reasons.size(), 1U);
  EXPECT_EQ(reasons[0].row, 0U);
  EXPECT_EQ(reasons[0].terms.analysis, Analysis::reused_ports);
  EXPECT_EQ(reasons[0].terms.args[0], 700000);
  EXPECT_EQ(reasons[0].terms.args[1], 1000);
}

}  // namespace
}  // namespace tcpladder
