// RFC 9293 section 3.6: from ESTABLISHED to CLOSED.
#include "tests/core/tcp/talk.h"

namespace tcpladder {
namespace {

class TrackerClosing : public Talk {
 protected:
  void SetUp() override { Establish(); }

  void FourSegments(Side& first, Side& second) {
    first.Fin();
    second.Ack();
    second.Fin();
    first.Ack();
  }
};

TEST_F(TrackerClosing, EstablishedSendsFin) {
  client.Fin();
  EXPECT_EQ(client.now(), Sure(State::fin_wait_1));
  EXPECT_TRUE(Said(EventId::sends_fin_first));
}

TEST_F(TrackerClosing, EstablishedReceivesFinInOrder) {
  client.Fin();
  EXPECT_EQ(server.now(), Expected(State::close_wait));
  EXPECT_TRUE(Find(EventId::fin_in_order)->passed);
}

TEST_F(TrackerClosing, CloseWaitIsSureByItsAck) {
  client.Fin();
  server.Ack();
  EXPECT_EQ(server.now(), Sure(State::close_wait));
}

TEST_F(TrackerClosing, CloseWaitIsNotProvenByAnEarlierAck) {
  client.OnTheWay().Data(10);
  client.OnTheWay().Fin();
  server.Ack();
  EXPECT_EQ(server.now(), Expected(State::close_wait));
}

TEST_F(TrackerClosing, FinWait1ReceivesAckOfFin) {
  client.Fin();
  server.Ack();
  EXPECT_EQ(client.now(), Expected(State::fin_wait_2));
  EXPECT_EQ(Find(EventId::fin_acked)->args[1], (client.nxt() - 1).raw());
}

TEST_F(TrackerClosing, FinWait1ReceivesAckOfLess) {
  client.OnTheWay().Fin();
  server.Ack();
  EXPECT_EQ(client.now(), Sure(State::fin_wait_1));
}

TEST_F(TrackerClosing, FinWait1ReceivesFinWithAckOfFin) {
  client.Fin();
  server.Fin();
  EXPECT_EQ(client.now(), Expected(State::time_wait));
  EXPECT_EQ(server.now(), Sure(State::last_ack));
  EXPECT_TRUE(Said(EventId::carries_ack_and_fin));
  client.Ack();
  EXPECT_EQ(client.now(), Sure(State::time_wait));
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED FIN-WAIT-1 TIME-WAIT");
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED");
}

TEST_F(TrackerClosing, FinWait2ReceivesFin) {
  FourSegments(client, server);
  EXPECT_EQ(client.now(), Sure(State::time_wait));
  EXPECT_EQ(server.now(), Expected(State::closed));
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT");
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED");
  EXPECT_EQ(verdict().outcome, Outcome::closed_by_client);
}

TEST_F(TrackerClosing, FinWait2ReceivesFinAtTheServer) {
  FourSegments(server, client);
  EXPECT_EQ(server.now(), Sure(State::time_wait));
  EXPECT_EQ(client.now(), Expected(State::closed));
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED");
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT");
  EXPECT_EQ(verdict().outcome, Outcome::closed_by_server);
}

TEST_F(TrackerClosing, FinWait2ReceivesData) {
  client.Fin();
  server.Ack();
  server.Data(1000);
  EXPECT_EQ(server.now(), Sure(State::close_wait));
  EXPECT_EQ(client.now(), Expected(State::fin_wait_2));
  const Event* annotation = Find(EventId::half_closed_data);
  ASSERT_NE(annotation, nullptr);
  EXPECT_EQ(annotation->args[0], 1000);
  client.Ack();
  EXPECT_EQ(client.now(), Sure(State::fin_wait_2)) << "the data acknowledged its FIN too";
  EXPECT_EQ(verdict().outcome, Outcome::half_closed_by_client);
}

TEST_F(TrackerClosing, FinWait1ReceivesFinThatCrossed) {
  client.OnTheWay().Fin();
  EXPECT_EQ(server.now(), Expected(State::close_wait));
  server.OnTheWay().Fin();
  EXPECT_EQ(server.now(), Sure(State::fin_wait_1)) << "its FIN does not acknowledge the other";
  EXPECT_TRUE(Said(EventId::withdrawn));
  EXPECT_EQ(client.now(), Expected(State::closing));
  EXPECT_TRUE(Said(EventId::fins_cross));
}

TEST_F(TrackerClosing, ClosingReceivesAckOfFin) {
  client.OnTheWay().Fin();
  server.OnTheWay().Fin();
  Arrive();
  client.OnTheWay().Ack();
  EXPECT_EQ(client.now(), Sure(State::closing));
  EXPECT_TRUE(Said(EventId::fin_acked)) << "why the server is expected to wait";
  server.OnTheWay().Ack();
  EXPECT_EQ(client.now(), Expected(State::time_wait));
  EXPECT_EQ(server.now(), Expected(State::time_wait));
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED FIN-WAIT-1 CLOSING TIME-WAIT");
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED FIN-WAIT-1 CLOSING TIME-WAIT");
  EXPECT_EQ(verdict().outcome, Outcome::closed_together);
}

TEST_F(TrackerClosing, ClosingWhateverTheOrderOfCapture) {
  client.OnTheWay().Fin();
  server.OnTheWay().Fin();
  Arrive();
  server.OnTheWay().Ack();
  EXPECT_EQ(server.now(), Sure(State::closing));
  client.OnTheWay().Ack();
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED FIN-WAIT-1 CLOSING TIME-WAIT");
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED FIN-WAIT-1 CLOSING TIME-WAIT");
  EXPECT_EQ(verdict().outcome, Outcome::closed_together);
}

TEST_F(TrackerClosing, LastAckReceivesAckOfFin) {
  client.Fin();
  server.Fin();
  client.Ack();
  EXPECT_EQ(server.now(), Expected(State::closed));
  EXPECT_TRUE(Said(EventId::last_ack_acked));
}

TEST_F(TrackerClosing, LastAckRepeatsFinThatWasNotAcknowledged) {
  client.Fin();
  server.Fin();
  client.Lost().Ack();
  EXPECT_EQ(server.now(), Expected(State::closed));
  server.Again();
  EXPECT_EQ(server.now(), Sure(State::last_ack));
  EXPECT_TRUE(Said(EventId::withdrawn));
  EXPECT_TRUE(Said(EventId::restarts_time_wait));
  EXPECT_EQ(client.now(), Sure(State::time_wait));
  client.Ack();
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED");
}

TEST_F(TrackerClosing, LastAckReceivesChallengeAck) {
  // An acknowledgment of everything but the FIN answers something else.
  client.Fin();
  server.Fin();
  client.Lost().Raw(kSyn, Seq(0x70000000), Seq(0));
  client.AckTo(server.nxt() - 1);
  EXPECT_EQ(server.now(), Sure(State::last_ack));
  client.Ack();
  EXPECT_EQ(server.now(), Expected(State::closed));
}

TEST_F(TrackerClosing, FinWait1RepeatsFinThatWasLost) {
  client.Lost().Fin();
  client.Again();
  EXPECT_EQ(client.now(), Sure(State::fin_wait_1));
  EXPECT_EQ(Find(EventId::retransmits)->args[0], 6);
  server.Fin();
  client.Ack();
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED FIN-WAIT-1 TIME-WAIT");
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED");
}

TEST_F(TrackerClosing, FinWait2IsWithdrawnWhenTheFinIsRepeated) {
  client.Fin();
  server.Lost().Ack();
  EXPECT_EQ(client.now(), Expected(State::fin_wait_2));
  client.Again();
  EXPECT_EQ(client.now(), Sure(State::fin_wait_1));
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED FIN-WAIT-1");
}

TEST_F(TrackerClosing, TimeWaitIsWithdrawnWhenTheFinIsRepeated) {
  client.Fin();
  server.Lost().Fin();
  EXPECT_EQ(client.now(), Expected(State::time_wait));
  client.Again();
  EXPECT_EQ(client.now(), Sure(State::fin_wait_1));
  server.Again();
  client.Ack();
  EXPECT_EQ(client.now(), Sure(State::time_wait));
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED FIN-WAIT-1 TIME-WAIT");
}

TEST_F(TrackerClosing, TimeWaitReceivesRepeatedFin) {
  client.Fin();
  server.Fin();
  client.Ack();
  server.Again();
  EXPECT_EQ(client.now(), Sure(State::time_wait));
  EXPECT_TRUE(Said(EventId::restarts_time_wait));
}

TEST_F(TrackerClosing, BothFinsAreLost) {
  client.Lost().Fin();
  server.Lost().Fin();
  client.Again();
  server.Again();
  client.Ack();
  server.Ack();
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED FIN-WAIT-1 CLOSING TIME-WAIT");
  EXPECT_EQ(verdict().outcome, Outcome::closed_together);
}

TEST_F(TrackerClosing, EstablishedReceivesFinWithData) {
  client.DataFin(352);
  EXPECT_EQ(client.now(), Sure(State::fin_wait_1));
  EXPECT_EQ(server.now(), Expected(State::close_wait));
  server.Ack();
  EXPECT_EQ(server.now(), Sure(State::close_wait));
}

TEST_F(TrackerClosing, EstablishedReceivesFinBeforeEarlierData) {
  client.Unseen().Data(10);  // overtaken on the way to the capture point
  client.Fin();
  EXPECT_EQ(client.now(), Sure(State::fin_wait_1));
  EXPECT_EQ(server.now(), Sure(State::established));
  const Event* early = Find(EventId::fin_early);
  ASSERT_NE(early, nullptr);
  EXPECT_FALSE(early->passed);
  EXPECT_EQ(early->args[2], 10);
  client.Again(1);
  EXPECT_EQ(server.now(), Expected(State::close_wait)) << "the hole before the FIN is filled";
}

TEST_F(TrackerClosing, EstablishedReceivesFinBeforeDataThatWasNeverCaptured) {
  client.Unseen().Data(10);
  client.Fin();
  EXPECT_EQ(server.now(), Sure(State::established));
  server.Ack();
  EXPECT_EQ(server.now(), Sure(State::close_wait)) << "it acknowledges the FIN";
  EXPECT_EQ(client.now(), Expected(State::fin_wait_2));
}

TEST_F(TrackerClosing, EstablishedReceivesFinBeforeManyHoles) {
  for (int i = 0; i < 12; ++i) {
    client.Unseen().Data(10);
    client.Data(10);
  }
  client.Fin();
  EXPECT_EQ(server.now(), Sure(State::established));
  for (size_t back = 24; back >= 2; --back) {
    client.Again(back);
    EXPECT_EQ(server.now(), Sure(State::established)) << back;
  }
  client.Again(1);
  EXPECT_EQ(server.now(), Expected(State::close_wait));
}

TEST_F(TrackerClosing, CloseWaitIsWithdrawnByAResetThatKnowsNoFin) {
  client.OnTheWay().Fin();
  server.Rst();
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED CLOSED");
}

TEST_F(TrackerClosing, CloseWaitSendsData) {
  client.Fin();
  server.Data(50);
  EXPECT_EQ(server.now(), Sure(State::close_wait));
  EXPECT_TRUE(Said(EventId::half_closed_data));
}

TEST_F(TrackerClosing, EstablishedFinUncaptured) {
  client.Unseen().Fin();
  server.Ack();
  EXPECT_TRUE(Said(EventId::acks_uncaptured));
  EXPECT_EQ(server.now(), Assumed(State::established)) << "it may have taken a FIN";
  EXPECT_EQ(client.now(), Assumed(State::established)) << "it may have sent one";
  server.Fin();
  EXPECT_EQ(server.now().certainty, Certainty::assumed);
  client.Again();
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED")
      << "the client's FIN came first, by its number";
  EXPECT_EQ(verdict().outcome, Outcome::closed_by_client);
}

TEST_F(TrackerClosing, EstablishedUncapturedDataIsNoFin) {
  client.Unseen().Data(100);
  server.Ack();
  EXPECT_EQ(server.now(), Assumed(State::established));
  client.Data(10);
  server.Ack();
  EXPECT_EQ(client.now(), Sure(State::established)) << "it went on: no FIN went before";
  EXPECT_EQ(server.now(), Sure(State::established));
}

TEST_F(TrackerClosing, FinsFiledInTheWrongOrder) {
  client.Unseen().Fin();
  server.Fin();
  client.FiledLate();
  EXPECT_TRUE(Said(EventId::filed_late));
  client.Ack();
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED");
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED FIN-WAIT-1 TIME-WAIT");
  EXPECT_EQ(verdict().closer, Closer::client);
}

TEST_F(TrackerClosing, EstablishedKeepAliveChangesNothing) {
  const TrackedEnd before = client.tracked();
  for (int i = 0; i < 3; ++i) {
    client.KeepAlive();
    EXPECT_TRUE(Said(EventId::keep_alive_probe));
    server.Ack();
    const Event* answer = Find(EventId::keep_alive_answer);
    ASSERT_NE(answer, nullptr);
    EXPECT_EQ(answer->args[0], row - 2);
  }
  EXPECT_EQ(client.now(), before.now);
  EXPECT_EQ(client.tracked().snd_nxt, before.snd_nxt);
  EXPECT_EQ(server.now(), Sure(State::established));
}

TEST_F(TrackerClosing, EstablishedKeepAliveOfOneByteChangesNothing) {
  client.Raw(kAck, client.nxt() - 1, client.rcv(), 1);
  EXPECT_TRUE(Said(EventId::keep_alive_probe));
  EXPECT_FALSE(Said(EventId::retransmits));
  EXPECT_EQ(server.now(), Sure(State::established));
}

TEST_F(TrackerClosing, EstablishedWindowProbeChangesNothing) {
  server.window = 0;
  server.Ack();
  client.Raw(kAck, client.nxt(), client.rcv(), 1);
  server.AckTo(client.nxt());
  EXPECT_EQ(client.now(), Sure(State::established));
  EXPECT_EQ(server.now(), Sure(State::established));
}

TEST_F(TrackerClosing, EstablishedRepeatedDataIsToldFromAFilledGap) {
  client.Data(100);
  client.Again();
  EXPECT_TRUE(Said(EventId::retransmits));
  client.Unseen().Data(100);
  client.Data(100);
  client.Again(1);
  EXPECT_TRUE(Said(EventId::fills_gap));
  EXPECT_FALSE(Said(EventId::retransmits));
}

TEST_F(TrackerClosing, EstablishedReceivesSyn) {
  client.Lost().Raw(kSyn, Seq(0x12345678), Seq(0));
  EXPECT_EQ(client.now(), Sure(State::established));
  EXPECT_EQ(server.now(), Sure(State::established));
  EXPECT_FALSE(Find(EventId::syn_in_connection)->passed);
  server.Ack();
  EXPECT_TRUE(Said(EventId::challenge_ack));
}

TEST_F(TrackerClosing, EstablishedReceivesAckBeyondReason) {
  server.Raw(kAck, server.nxt(), client.nxt() + 0x50000000);
  EXPECT_FALSE(Find(EventId::ack_beyond)->passed);
  EXPECT_EQ(client.tracked().snd_nxt, client.nxt());
  EXPECT_EQ(client.now(), Sure(State::established));
}

TEST_F(TrackerClosing, EstablishedGoesOnBehindAHoleOfGigabytes) {
  client.GoOn(client.nxt().raw() + 0x60000000, client.rcv().raw());
  client.Data(10);
  EXPECT_EQ(client.tracked().snd_nxt, client.nxt());
  client.Fin();
  EXPECT_EQ(server.now(), Expected(State::close_wait));
}

TEST_F(TrackerClosing, EstablishedIgnoresAForgedNumber) {
  const Seq before = client.tracked().snd_nxt;
  client.Raw(kAck, client.nxt() + 0x60000000, Seq(0x11223344), 10);
  EXPECT_EQ(client.tracked().snd_nxt, before);
}

}  // namespace
}  // namespace tcpladder
