#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/engine/tables.h"
#include "core/net/tcp_flags.h"
#include "core/tcp/verdict.h"
#include "tests/core/engine/talk_capture.h"

namespace tcpladder {
namespace {

using test::RunEngine;
using test::TalkCapture;
using ::testing::ElementsAre;

VerdictTable VerdictAt(const Engine& engine, uint32_t connection) {
  return TableOfVerdict(engine, connection, TableOfSegments(engine, connection));
}

VerdictTable VerdictIn(const TalkCapture& talk) {
  Engine engine;
  RunEngine(engine, talk.File());
  return VerdictAt(engine, 0);
}

Closer CloserIn(const TalkCapture& talk) {
  Engine engine;
  RunEngine(engine, talk.File());
  return static_cast<Closer>(TableOfConnections(engine, 0, 1).closer[0]);
}

TEST(VerdictTableTest, NamesTheSegmentsOfAWholeConnection) {
  const TalkCapture talk = TalkCapture()
                               .Handshake()
                               .Client(kPsh | kAck, 10)
                               .Server(kPsh | kAck, 20)
                               .Server(kFin | kAck)
                               .Client(kFin | kAck)
                               .Server(kAck);
  const VerdictTable table = VerdictIn(talk);
  EXPECT_THAT(table.syn, ElementsAre(0, 1));
  EXPECT_THAT(table.syn_ack, ElementsAre(kNone, 1));
  EXPECT_EQ(table.opener, 0u);
  EXPECT_EQ(table.third, 2u);
  EXPECT_THAT(table.data, ElementsAre(3, 4));
  EXPECT_THAT(table.fin, ElementsAre(6, 5));
  EXPECT_THAT(table.fin_number, ElementsAre(1011, 5021));
  EXPECT_THAT(table.fin_acked, ElementsAre(7, 6));
  EXPECT_EQ(table.reset, kNone);
  EXPECT_EQ(table.end, 5u);
  EXPECT_NEAR(table.idle, 0.001, 1e-9);
  EXPECT_NEAR(table.fin_idle[1], 0.001, 1e-9);
  EXPECT_THAT(table.fin_probes, ElementsAre(0, 0));
  EXPECT_NEAR(table.handshake, 0.002, 1e-9);
  EXPECT_EQ(table.syns_cross + table.fins_cross + table.seen_twice, 0);
  EXPECT_EQ(CloserIn(talk), Closer::server);
}

TEST(VerdictTableTest, AFinCapturedAfterItsAckIsAcknowledgedThere) {
  TalkCapture talk;
  talk.Handshake().Client(kFin | kAck).Server(kAck).Server(kFin | kAck).Client(kAck).CopyOf(3);
  Engine engine;
  RunEngine(engine, talk.File(3));
  const VerdictTable table = VerdictAt(engine, 0);
  EXPECT_THAT(table.fin, ElementsAre(6, 4));
  EXPECT_THAT(table.fin_acked, ElementsAre(3, 5));
  EXPECT_EQ(table.fins_cross, 0);
}

TEST(VerdictTableTest, OnlyATakenResetIsNamedAsOne) {
  EXPECT_EQ(VerdictIn(TalkCapture().Handshake().Server(kRst | kAck)).taken_reset, 3u);
  EXPECT_EQ(VerdictIn(TalkCapture().Client(kSyn).Server(kRst | kAck)).taken_reset, 1u);
  // Without ACK it answers no SYN.
  const VerdictTable refused =
      VerdictIn(TalkCapture().Client(kSyn).Server(kRst).Again(1001, 5000).Server(kSyn | kAck));
  EXPECT_EQ(refused.reset, 1u);
  EXPECT_EQ(refused.taken_reset, kNone);
}

TEST(VerdictTableTest, ACaptureThatEndsTooSoonTellsOfNoSilence) {
  EXPECT_EQ(VerdictIn(TalkCapture().Client(kSyn)).cut_short, 1);
  EXPECT_EQ(VerdictIn(TalkCapture().Client(kSyn).Server(kSyn | kAck)).cut_short, 1);
  EXPECT_EQ(VerdictIn(TalkCapture().Handshake()).cut_short, 0);
}

TEST(VerdictTableTest, ACaptureThatGoesOnForASecondTellsOfOne) {
  test::PcapWriter writer;
  const TalkCapture asked = TalkCapture().Client(kSyn);
  const TalkCapture other = TalkCapture(40001).Client(kSyn);
  writer.Frame(test::kStartNs, asked.frames()[0]);
  writer.Frame(test::kStartNs + 1000 * test::kStepNs, other.frames()[0]);
  Engine engine;
  RunEngine(engine, writer.file());
  EXPECT_EQ(VerdictAt(engine, 0).cut_short, 0);
  EXPECT_EQ(VerdictAt(engine, 1).cut_short, 1);
}

TEST(VerdictTableTest, FinsThatCrossAreClosedByBoth) {
  TalkCapture talk = TalkCapture().Handshake();
  talk.Client(kFin | kAck);
  // Sent before the client's FIN was there.
  TalkCapture server = TalkCapture().Handshake().Server(kFin | kAck);
  Engine engine;
  test::PcapWriter writer;
  int64_t time_ns = test::kStartNs;
  for (const auto& frame : talk.frames()) writer.Frame(time_ns += test::kStepNs, frame);
  writer.Frame(time_ns += test::kStepNs, server.frames().back());
  RunEngine(engine, writer.file());
  EXPECT_EQ(VerdictAt(engine, 0).fins_cross, 1);
  EXPECT_EQ(static_cast<Closer>(TableOfConnections(engine, 0, 1).closer[0]), Closer::both);
}

TEST(VerdictTableTest, ResetIsTheEnd) {
  const TalkCapture talk = TalkCapture().Handshake().Client(kPsh | kAck, 10).Server(kRst | kAck);
  const VerdictTable table = VerdictIn(talk);
  EXPECT_EQ(table.reset, 4u);
  EXPECT_EQ(table.end, 4u);
  EXPECT_EQ(CloserIn(talk), Closer::server);
}

TEST(VerdictTableTest, RefusedAndUnansweredSynsHaveNoThirdSegment) {
  const VerdictTable refused = VerdictIn(TalkCapture().Client(kSyn).Server(kRst | kAck));
  EXPECT_EQ(refused.third, kNone);
  EXPECT_EQ(refused.end, 1u);
  EXPECT_LT(refused.handshake, 0);
  EXPECT_EQ(CloserIn(TalkCapture().Client(kSyn)), Closer::none);
  EXPECT_EQ(VerdictIn(TalkCapture().Client(kSyn)).end, kNone);
}

TEST(VerdictTableTest, KnowsNothingOfAConnectionThatIsNotThere) {
  const VerdictTable table = TableOfVerdict(Engine(), 7, {});
  EXPECT_THAT(table.syn, ElementsAre(kNone, kNone));
  EXPECT_EQ(table.end, kNone);
  EXPECT_EQ(TableOfPort(Engine(), 7).count, 0u);
}

}  // namespace
}  // namespace tcpladder
