#include "core/engine/engine.h"

#include <gtest/gtest.h>

#include "core/engine/replay.h"
#include "core/engine/tables.h"
#include "core/tcp/verdict.h"
#include "tests/core/engine/talk_capture.h"

namespace tcpladder {
namespace {

using test::Bytes;
using test::RunEngine;
using test::TalkCapture;

// The story: request, response, the server closes first, four segments.
TalkCapture Story() {
  TalkCapture talk;
  talk.Handshake().Client(kPsh | kAck, 365).Server(kAck).Server(kPsh | kAck, 1248).Client(kAck);
  talk.Server(kFin | kAck).Client(kAck).Client(kFin | kAck).Server(kAck);
  return talk;
}

State StateAfter(const Engine& engine, uint32_t segment, int end) {
  const SegmentRecord& record = engine.segments()[segment];
  return EndState::Unpack(end == 0 ? record.client_state : record.server_state).state;
}

TEST(EngineTest, StoryHasItsStates) {
  const Bytes file = Story().File();
  Engine engine;
  RunEngine(engine, file);
  ASSERT_EQ(engine.status(), EngineStatus::finished);
  ASSERT_EQ(engine.connections().size(), 1u);
  ASSERT_EQ(engine.segments().size(), 11u);
  const std::array<State, 11> client = {State::syn_sent,    State::established, State::established,
                                        State::established, State::established, State::established,
                                        State::established, State::close_wait,  State::close_wait,
                                        State::last_ack,    State::closed};
  const std::array<State, 11> server = {
      State::syn_received, State::syn_received, State::established, State::established,
      State::established,  State::established,  State::established, State::fin_wait_1,
      State::fin_wait_2,   State::time_wait,    State::time_wait};
  for (uint32_t i = 0; i < 11; ++i) {
    EXPECT_EQ(StateAfter(engine, i, 0), client[i]) << "client after segment " << i;
    EXPECT_EQ(StateAfter(engine, i, 1), server[i]) << "server after segment " << i;
  }
  EXPECT_EQ(VerdictOf(engine.connections()[0].tracker).outcome, Outcome::closed_by_server);
}

TEST(EngineTest, CountsWhatEachEndSent) {
  Engine engine;
  RunEngine(engine, Story().File());
  const Connection& connection = engine.connections()[0];
  EXPECT_EQ(connection.segments, (std::array<uint32_t, 2>{6, 5}));
  EXPECT_EQ(connection.payload, (std::array<uint64_t, 2>{365, 1248}));
  const ConnectionEnds ends = engine.EndsOf(connection);
  EXPECT_EQ(ends.addresses[0].ToString(), "10.0.0.1");
  EXPECT_EQ(ends.addresses[1].ToString(), "10.0.0.2");
  EXPECT_EQ(ends.ports, (std::array<uint16_t, 2>{40000, 80}));
}

TEST(EngineTest, AnySplitGivesTheSameResult) {
  const Bytes file = Story().File();
  Engine whole;
  RunEngine(whole, file);
  for (size_t chunk = 1; chunk < file.size(); ++chunk) {
    Engine split;
    split.Push(file.span().first(chunk));
    split.Push(file.span().subspan(chunk));
    split.Finish();
    ASSERT_EQ(split.segments().size(), whole.segments().size()) << "cut at byte " << chunk;
    for (size_t i = 0; i < whole.segments().size(); ++i) {
      ASSERT_EQ(split.segments()[i].seq, whole.segments()[i].seq) << chunk;
      ASSERT_EQ(split.segments()[i].offset(), whole.segments()[i].offset()) << chunk;
      ASSERT_EQ(split.segments()[i].server_state, whole.segments()[i].server_state) << chunk;
      ASSERT_EQ(split.segments()[i].analysis, whole.segments()[i].analysis) << chunk;
    }
  }
}

TEST(EngineTest, OneByteAtATimeGivesTheSameResult) {
  const Bytes file = Story().File();
  Engine engine;
  RunEngine(engine, file, 1);
  EXPECT_EQ(engine.segments().size(), 11u);
  EXPECT_EQ(engine.totals().bytes, file.size());
  EXPECT_EQ(VerdictOf(engine.connections()[0].tracker).outcome, Outcome::closed_by_server);
}

TEST(EngineTest, OffsetsPointAtTheFrames) {
  const TalkCapture talk = Story();
  const Bytes file = talk.File();
  Engine engine;
  RunEngine(engine, file);
  for (uint32_t i = 0; i < engine.segments().size(); ++i) {
    const SegmentRecord& record = engine.segments()[i];
    const Bytes& frame = talk.frames()[i];
    const auto there = file.span().subspan(static_cast<size_t>(record.offset()), frame.size());
    EXPECT_TRUE(std::equal(there.begin(), there.end(), frame.span().begin()));
    EXPECT_EQ(record.header_offset, 34) << "behind Ethernet and IPv4";
  }
}

TEST(EngineTest, ReusedPortsAreTwoConnections) {
  TalkCapture talk;
  talk.Handshake().Client(kRst | kAck).Again(90000, 70000).Handshake().Client(kPsh | kAck, 5);
  Engine engine;
  RunEngine(engine, talk.File());
  ASSERT_EQ(engine.connections().size(), 2u);
  EXPECT_EQ(engine.connections()[0].segments[0] + engine.connections()[0].segments[1], 4u);
  EXPECT_EQ(VerdictOf(engine.connections()[0].tracker).outcome, Outcome::reset_by_client);
  EXPECT_EQ(VerdictOf(engine.connections()[1].tracker).outcome, Outcome::still_open);
}

TEST(EngineTest, RefusesWhatIsNoCapture) {
  Engine engine;
  RunEngine(engine, Bytes::Text("\xff\xd8\xff\xe0 a picture, not a capture"));
  EXPECT_EQ(engine.status(), EngineStatus::refused);
  ASSERT_FALSE(engine.findings().entries().empty());
  EXPECT_EQ(engine.findings().entries()[0].id, FindingId::k_not_a_capture);
}

TEST(EngineTest, CutTailKeepsWhatCameBefore) {
  const Bytes file = Story().File();
  Engine engine;
  RunEngine(engine, file.First(file.size() - 10));
  EXPECT_EQ(engine.status(), EngineStatus::finished);
  EXPECT_EQ(engine.segments().size(), 10u);
}

TEST(EngineTest, FullIndexStopsAndKeepsWhatItHas) {
  Engine engine({.memory_limit = 1});
  TalkCapture talk;
  talk.Handshake();
  for (int i = 0; i < 5000; ++i) talk.Client(kPsh | kAck, 10);
  RunEngine(engine, talk.File());
  EXPECT_EQ(engine.status(), EngineStatus::index_full);
  EXPECT_GT(engine.segments().size(), 0u);
  EXPECT_LT(engine.segments().size(), 5003u);
  EXPECT_EQ(engine.connections().size(), 1u);
}

TEST(EngineTest, HashSeedChangesNothing) {
  Engine one({.hash_seed = 1}), two({.hash_seed = 0x123456789abcdef});
  RunEngine(one, Story().File());
  RunEngine(two, Story().File());
  EXPECT_EQ(one.segments()[10].server_state, two.segments()[10].server_state);
  EXPECT_EQ(one.connections().size(), two.connections().size());
}

TEST(EngineTablesTest, SegmentsOfOneConnection) {
  Engine engine;
  RunEngine(engine, Story().File());
  const SegmentTable table = TableOfSegments(engine, 0);
  ASSERT_EQ(table.count, 11u);
  EXPECT_EQ(table.seq[0], 1000u);
  EXPECT_DOUBLE_EQ(table.time[10], 0.010);
  EXPECT_EQ(table.length[3], 365u);
  EXPECT_EQ(table.original[10], kNone);
  EXPECT_EQ(TableOfSegments(engine, 1).count, 0u) << "no such connection";
}

TEST(EngineTablesTest, ConnectionsInPages) {
  Engine engine;
  RunEngine(engine, Story().File());
  const ConnectionTable table = TableOfConnections(engine, 0, 100);
  ASSERT_EQ(table.count, 1u);
  EXPECT_EQ(table.ports, (std::vector<uint16_t>{40000, 80}));
  EXPECT_EQ(table.isn, (std::vector<uint32_t>{1000, 5000}));
  EXPECT_EQ(table.histories, "ShADadfF");
  EXPECT_EQ(table.analyses, (std::vector<uint32_t>{0}));
  EXPECT_EQ(TableOfConnections(engine, 1, 100).count, 0u);
}

TEST(EngineTablesTest, ConnectionsHaveTheAnalysesOfTheirSegments) {
  TalkCapture talk;
  talk.Handshake().Client(kPsh | kAck, 365).Repeat().Server(kAck).Client(kPsh | kAck, 10);
  Engine engine;
  RunEngine(engine, talk.File());
  const SegmentTable segments = TableOfSegments(engine, 0);
  uint32_t all = 0;
  for (const uint32_t analysis : segments.analysis) all |= analysis;
  EXPECT_NE(all, 0U);
  EXPECT_EQ(TableOfConnections(engine, 0, 1).analyses, (std::vector<uint32_t>{all}));
}

TEST(EngineTablesTest, EventsCoverEverySegment) {
  Engine engine;
  RunEngine(engine, Story().File());
  const EventTable table = TableOfEvents(engine, 0);
  std::array<bool, 11> covered{};
  for (uint32_t row : table.row) covered.at(row) = true;
  for (size_t i = 0; i < covered.size(); ++i) EXPECT_TRUE(covered[i]) << "segment " << i;
  EXPECT_EQ(table.args.size(), size_t{table.count} * 4);
}

TEST(EngineTest, SynInsideALivingConnectionTakesNothingFromIt) {
  test::TalkCapture talk;
  talk.Handshake().Client(kAck | kPsh, 100).Server(kAck | kPsh, 50);
  talk.Again(900'000'000, 5051).Client(kSyn);
  talk.Again(1101, 5051).Server(kAck).Client(kAck | kPsh, 10);
  talk.Client(kAck | kFin).Server(kAck | kFin).Client(kAck);
  Engine engine;
  test::RunEngine(engine, talk.File());
  ASSERT_EQ(engine.connections().size(), 2u);
  const Connection& living = engine.connections()[0];
  EXPECT_EQ(living.segments[0], 6u);
  EXPECT_EQ(living.segments[1], 4u);
  EXPECT_EQ(ZeekOf(engine, living).State(), ZeekState::SF);
  EXPECT_TRUE(living.tracker.end(0).path.Passed(State::time_wait));
  EXPECT_EQ(engine.connections()[1].segments[0], 1u);
}

TEST(EngineTest, SynThatIsAnsweredBeginsTheNextConnection) {
  test::TalkCapture talk;
  talk.Handshake().Client(kAck | kPsh, 100).Server(kAck | kPsh, 50);
  talk.Again(900'000'000, 70'000).Handshake().Client(kAck | kPsh, 10);
  Engine engine;
  test::RunEngine(engine, talk.File());
  ASSERT_EQ(engine.connections().size(), 2u);
  EXPECT_EQ(engine.connections()[0].segments[0], 3u);
  EXPECT_EQ(engine.connections()[1].segments[0], 3u);
}

}  // namespace
}  // namespace tcpladder
