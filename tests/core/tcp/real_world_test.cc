// Faults that other trackers were reported for, each by the number of its report at PcapPlusPlus.
#include "tests/core/tcp/talk.h"

namespace tcpladder {
namespace {

class TrackerRealWorld : public Talk {
 protected:
  void SetUp() override { Establish(); }
};

TEST_F(TrackerRealWorld, Issue967ResetIsNoFin) {
  client.Rst();
  EXPECT_FALSE(client.tracked().fin_sent);
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED CLOSED");
  EXPECT_EQ(verdict().outcome, Outcome::reset_by_client);
}

TEST_F(TrackerRealWorld, Issue1450FinThenResetOfTheSameSide) {
  client.Fin();
  client.Rst();
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED FIN-WAIT-1 CLOSED");
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED CLOSE-WAIT CLOSED");
  EXPECT_EQ(verdict().outcome, Outcome::reset_by_client);
  EXPECT_EQ(verdict().fin_rows[0], 6u);
  EXPECT_EQ(verdict().reset_row, 7u);
}

TEST_F(TrackerRealWorld, Issue1979FinArrivesEarlyAndDataFollows) {
  server.Unseen().Data(100);
  server.Fin();
  EXPECT_EQ(client.now(), Sure(State::established));
  server.Again(1);
  EXPECT_EQ(client.now(), Expected(State::close_wait));
  client.Ack();
  EXPECT_EQ(client.now(), Sure(State::close_wait));
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED CLOSE-WAIT");
}

TEST_F(TrackerRealWorld, Issue513DataOutOfOrderBehindTheFinIsKept) {
  server.Unseen().Data(100);
  server.Unseen().Data(100);
  server.Fin();
  server.Again(1);  // the second hundred first
  EXPECT_EQ(client.now(), Sure(State::established));
  server.Again(2);
  EXPECT_EQ(client.now(), Expected(State::close_wait));
  EXPECT_EQ(client.tracked().rcv_nxt, server.nxt());
}

TEST_F(TrackerRealWorld, Issue1333MissingBytesAreCountedOnce) {
  server.Unseen().Data(100);
  server.Data(50);
  server.Unseen().Data(30);
  server.Fin();
  EXPECT_EQ(Find(EventId::fin_early)->args[2], 130);
  server.Again(1);
  EXPECT_TRUE(Said(EventId::fills_gap));
  server.Again();
  EXPECT_EQ(Find(EventId::fin_early)->args[2], 100);
}

TEST_F(TrackerRealWorld, Issue843NothingEndsByTimeAlone) {
  time_ns += 86'400'000'000'000;
  client.Data(1);
  EXPECT_EQ(client.now(), Sure(State::established));
  TrackedSegment next;
  next.seq = client.nxt();
  next.flags = kAck;
  EXPECT_EQ(tracker.Judge(next), Incarnation::same);
}

}  // namespace
}  // namespace tcpladder
