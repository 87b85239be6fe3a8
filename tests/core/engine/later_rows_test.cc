// What later segments make of gaps and of acknowledgments of what was not captured.
#include "core/engine/later_rows.h"

#include <gtest/gtest.h>

#include "core/engine/tables.h"
#include "core/net/tcp_flags.h"
#include "tests/core/engine/talk_capture.h"

namespace tcpladder {
namespace {

constexpr double kNoLaterRow = -1;

// The last argument of the first event by that name; what is left out of `talk` was not captured.
double LaterRowOf(EventId id, const test::TalkCapture& talk, size_t without = SIZE_MAX) {
  Engine engine;
  test::RunEngine(engine, talk.File(without));
  const EventTable table = TableOfEvents(engine, 0);
  for (size_t i = 0; i < table.count; ++i) {
    if (table.id[i] == static_cast<uint16_t>(id)) return table.args[4 * i + 3];
  }
  ADD_FAILURE() << "no such event";
  return kNoLaterRow;
}

TEST(LaterRowsTest, AGapIsFilledByTheSegmentThatCarriesIt) {
  test::TalkCapture talk;
  talk.Handshake().Client(kAck, 100).Client(kAck, 50).CopyOf(3).Server(kAck);
  EXPECT_EQ(LaterRowOf(EventId::seq_ahead, talk, 3), 4);
}

TEST(LaterRowsTest, AGapIsOfTheCaptureWhereTheReceiverAcknowledgesIt) {
  test::TalkCapture talk;
  talk.Handshake().Client(kAck, 100).Client(kAck, 50).Server(kAck).CopyOf(3);
  EXPECT_EQ(LaterRowOf(EventId::seq_ahead, talk, 3), 4);
}

TEST(LaterRowsTest, AGapMayStay) {
  test::TalkCapture talk;
  talk.Handshake().Client(kAck, 100).Client(kAck, 50).Client(kAck, 50);
  EXPECT_EQ(LaterRowOf(EventId::seq_ahead, talk, 3), kNoLaterRow);
}

TEST(LaterRowsTest, AnAckBelowTheGapSettlesNothing) {
  test::TalkCapture talk;
  talk.Handshake().Client(kAck, 100).Client(kAck, 50).CopyOf(2);
  EXPECT_EQ(LaterRowOf(EventId::seq_ahead, talk, 3), kNoLaterRow);
}

TEST(LaterRowsTest, AGapBeforeAFinIsFilledToo) {
  test::TalkCapture talk;
  talk.Handshake().Client(kAck, 100).Client(kFin | kAck).CopyOf(3);
  EXPECT_EQ(LaterRowOf(EventId::fin_early, talk, 3), 4);
}

TEST(LaterRowsTest, WhatWasAcknowledgedTooEarlyComesLater) {
  test::TalkCapture talk;
  talk.Handshake().Client(kAck, 100).Server(kAck).CopyOf(3);
  EXPECT_EQ(LaterRowOf(EventId::acks_uncaptured, talk, 3), 4);
}

TEST(LaterRowsTest, WhatWasAcknowledgedMayNeverCome) {
  test::TalkCapture talk;
  talk.Handshake().Client(kAck, 100).Server(kAck).Client(kAck, 70);
  EXPECT_EQ(LaterRowOf(EventId::acks_uncaptured, talk, 3), kNoLaterRow);
}

TEST(LaterRowsTest, NumbersMayWrap) {
  test::TalkCapture talk(40000, 0xffffffce, 5000);
  talk.Handshake().Client(kAck, 30).Client(kAck, 50).Server(kAck);
  EXPECT_EQ(LaterRowOf(EventId::seq_ahead, talk, 3), 4);
}

}  // namespace
}  // namespace tcpladder
