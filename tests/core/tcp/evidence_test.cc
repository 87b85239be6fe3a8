// What late copies, resets and lost first copies tell of the states they were sent in. Each rule
// was learnt from what Linux went through under a random network (tests/differential).
#include "tests/core/tcp/talk.h"

namespace tcpladder {
namespace {

class TrackerEvidence : public Talk {};

TEST_F(TrackerEvidence, SynReceivedSynFiledBehindItsSynAck) {
  client.OnTheWay().Syn();
  server.Unseen().OnTheWay().Syn();
  Arrive();
  server.SynAck();
  EXPECT_EQ(server.path(), "SYN-RECEIVED");
  client.Ack();
  server.FiledLate(1);
  EXPECT_TRUE(Said(EventId::filed_late));
  EXPECT_EQ(server.path(), "SYN-SENT SYN-RECEIVED ESTABLISHED");
  EXPECT_EQ(verdict().opening, Opening::simultaneous);
}

TEST_F(TrackerEvidence, EstablishedSynAckFiledBehindItsFirstAck) {
  client.OnTheWay().Syn();
  server.OnTheWay().Syn();
  Arrive();
  client.Unseen().Lost().SynAck();
  server.SynAck();
  client.Ack();
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED") << "as though the crossing SYN were lost";
  client.FiledLate();
  EXPECT_EQ(client.path(), "SYN-SENT SYN-RECEIVED ESTABLISHED");
  EXPECT_EQ(client.now(), Sure(State::established));
}

TEST_F(TrackerEvidence, SynSentCopyWithinTheTimeoutProvesNothing) {
  client.Syn();
  server.SynAck();
  client.FiledLate();
  EXPECT_EQ(client.now(), Expected(State::established));
  client.Again();
  EXPECT_EQ(client.now(), Sure(State::syn_sent)) << "a timeout later it is a retransmission";
}

TEST_F(TrackerEvidence, SynReceivedAnswersARepeatedSynAtOnce) {
  client.Syn();
  server.Lost().SynAck();
  client.Again();
  time_ns -= 150'000'000;
  server.Lost().Again();
  time_ns -= 150'000'000;
  server.Again();
  EXPECT_EQ(client.now(), Expected(State::established));
}

TEST_F(TrackerEvidence, SynReceivedReceivesTheSameSynAgain) {
  client.Syn();
  server.Lost().SynAck();
  client.Again();
  EXPECT_EQ(server.now(), Sure(State::syn_received));
  EXPECT_EQ(client.now(), Sure(State::syn_sent));
  server.Again();
  EXPECT_EQ(server.path(), "SYN-RECEIVED");
  EXPECT_EQ(client.now(), Expected(State::established));
}

TEST_F(TrackerEvidence, EstablishedReceivesTheSameSynAgain) {
  Establish();
  client.FiledLate(1);
  EXPECT_EQ(client.now(), Sure(State::established));
  EXPECT_EQ(server.now(), Sure(State::established));
}

TEST_F(TrackerEvidence, SynReceivedClosesBeforeTheAckOfItsSynAck) {
  client.OnTheWay().Syn();
  server.OnTheWay().Syn();
  Arrive();
  server.SynAck();
  server.Fin();
  EXPECT_EQ(server.path(), "SYN-SENT SYN-RECEIVED FIN-WAIT-1");
  client.Ack();
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED CLOSE-WAIT");
}

TEST_F(TrackerEvidence, FinWait1AnswersDataWithReset) {
  Establish();
  client.OnTheWay().Fin();
  server.OnTheWay().DataFin(50);
  EXPECT_EQ(client.now().state, State::closing);
  Arrive();
  client.BareRst(client.nxt() - 1);
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED FIN-WAIT-1 CLOSED") << "it took no FIN";
}

TEST_F(TrackerEvidence, FinWait2AnswersDataWithReset) {
  Establish();
  client.Fin();
  server.DataFin(50);
  EXPECT_EQ(client.now().state, State::time_wait);
  client.BareRst(client.nxt());
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 CLOSED")
      << "the number of the reset is the acknowledgment of the FIN that it answers";
}

TEST_F(TrackerEvidence, FinWait2IsWithdrawnByAResetThatAnswersWhatCameBefore) {
  Establish();
  client.OnTheWay().Fin();
  server.OnTheWay().Data(50);
  Arrive();
  server.Ack();
  EXPECT_EQ(client.now(), Expected(State::fin_wait_2));
  client.BareRst(client.nxt() - 1);
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED FIN-WAIT-1 CLOSED");
}

TEST_F(TrackerEvidence, CloseWaitIsWithdrawnByAResetWithoutAck) {
  Establish();
  client.Lost().Fin();
  client.Again();
  EXPECT_EQ(server.now(), Expected(State::close_wait));
  server.BareRst(server.nxt());
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED CLOSED");
}

TEST_F(TrackerEvidence, ClosingReceivesResetOfTheFinsOwnNumber) {
  Establish();
  client.OnTheWay().Fin();
  server.OnTheWay().Fin();
  Arrive();
  server.Ack();
  EXPECT_EQ(server.now(), Sure(State::closing));
  client.BareRst(client.nxt() - 1);
  EXPECT_EQ(server.now(), Sure(State::closing)) << "the RFCs put the number outside the window";
  EXPECT_TRUE(Said(EventId::rst_waits));
  EXPECT_EQ(server.settled(), "SYN-RECEIVED ESTABLISHED FIN-WAIT-1 CLOSING CLOSED")
      << "Linux takes it, and nothing that follows denies it";
}

TEST_F(TrackerEvidence, FinWait1TakesTheFinBeforeTheResetBehindIt) {
  Establish();
  client.OnTheWay().Fin();
  server.Data(50);
  client.OnTheWay().BareRst(client.nxt() - 1);
  server.Fin();
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED FIN-WAIT-1 CLOSING CLOSED");
}

TEST_F(TrackerEvidence, ClosingOfAFinWhoseFirstCopyWasNotCaptured) {
  Establish();
  client.OnTheWay().Fin();
  server.Unseen().Lost().Fin();
  Arrive();
  server.Ack();  // in numbers behind a FIN that nobody saw
  EXPECT_EQ(client.now().state, State::fin_wait_2);
  server.Again();
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED FIN-WAIT-1 CLOSING");
  EXPECT_EQ(server.now(), Assumed(State::closing));
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT");
  client.Ack();
  EXPECT_EQ(server.now().state, State::time_wait);
  EXPECT_EQ(verdict().outcome, Outcome::closed_together);
}

TEST_F(TrackerEvidence, TimeWaitLateCopyOfItsFinChangesNothing) {
  Establish();
  server.OnTheWay().Fin();
  client.OnTheWay().Fin();
  Arrive();
  server.Ack();
  client.Ack();
  EXPECT_EQ(client.now(), Expected(State::time_wait));
  time_ns += 30'000'000;
  client.FiledLate();  // it acknowledges less than the segment before it
  EXPECT_EQ(client.now(), Expected(State::time_wait));
}

TEST_F(TrackerEvidence, EstablishedResetOfADoubtfulNumberIsNotSure) {
  Establish();
  client.RstAt(client.nxt() + 200);
  EXPECT_EQ(client.now(), Assumed(State::closed));
  client.Data(10);
  EXPECT_EQ(client.now(), Sure(State::established));
}

TEST_F(TrackerEvidence, EstablishedChallengesTheResetBehindALostFin) {
  Establish();
  server.Data(100);
  client.Ack();
  client.Lost().Fin();
  client.Lost().Rst();
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED CLOSE-WAIT CLOSED");
  server.Ack();
  EXPECT_TRUE(Said(EventId::challenge_ack));
  EXPECT_EQ(server.now(), Sure(State::established));
  client.BareRst(client.nxt() - 1);
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED CLOSED");
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED FIN-WAIT-1 CLOSED");
  EXPECT_EQ(verdict().outcome, Outcome::reset_by_client);
}

// A reset sent in each state that has a connection, and one received.
class TrackerResetInEachState : public Talk {};

TEST_F(TrackerResetInEachState, SynSentSendsReset) {
  client.Syn();
  client.Rst();
  EXPECT_EQ(client.settled(), "SYN-SENT CLOSED");
}

TEST_F(TrackerResetInEachState, SynReceivedSendsReset) {
  client.Syn();
  server.SynAck();
  server.Rst();
  EXPECT_EQ(server.settled(), "SYN-RECEIVED CLOSED");
  EXPECT_EQ(client.settled(), "SYN-SENT ESTABLISHED CLOSED");
}

TEST_F(TrackerResetInEachState, FinWait1SendsReset) {
  Establish();
  client.Fin();
  client.Rst();
  EXPECT_EQ(client.settled(), "SYN-SENT ESTABLISHED FIN-WAIT-1 CLOSED");
}

TEST_F(TrackerResetInEachState, FinWait1ReceivesReset) {
  Establish();
  client.Lost().Fin();
  server.Rst();
  EXPECT_EQ(client.settled(), "SYN-SENT ESTABLISHED FIN-WAIT-1 CLOSED");
  EXPECT_EQ(server.settled(), "SYN-RECEIVED ESTABLISHED CLOSED");
}

TEST_F(TrackerResetInEachState, FinWait2ReceivesReset) {
  Establish();
  client.Fin();
  server.Ack();
  server.Rst();
  EXPECT_EQ(client.settled(), "SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 CLOSED");
  EXPECT_EQ(server.settled(), "SYN-RECEIVED ESTABLISHED CLOSE-WAIT CLOSED");
}

TEST_F(TrackerResetInEachState, CloseWaitReceivesReset) {
  Establish();
  client.Fin();
  server.Ack();
  client.Rst();
  EXPECT_EQ(server.settled(), "SYN-RECEIVED ESTABLISHED CLOSE-WAIT CLOSED");
}

TEST_F(TrackerResetInEachState, ClosingSendsReset) {
  Establish();
  client.OnTheWay().Fin();
  server.OnTheWay().Fin();
  Arrive();
  server.Ack();
  server.Rst();
  EXPECT_EQ(server.settled(), "SYN-RECEIVED ESTABLISHED FIN-WAIT-1 CLOSING CLOSED");
}

TEST_F(TrackerResetInEachState, LastAckSendsReset) {
  Establish();
  client.Fin();
  server.Fin();
  server.Rst();
  EXPECT_EQ(server.settled(), "SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED");
}

// What changes no state.
class TrackerUnchanged : public Talk {};

TEST_F(TrackerUnchanged, ListenReceivesReset) {
  client.BareRst(Seq(77));
  EXPECT_EQ(server.path(), "");
  Open();
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED");
}

TEST_F(TrackerUnchanged, FinWait1ReceivesData) {
  Establish();
  client.Lost().Fin();
  server.Data(100);
  EXPECT_EQ(client.now(), Sure(State::fin_wait_1));
}

TEST_F(TrackerUnchanged, EstablishedUrgentDataAndCongestionMarks) {
  Establish();
  client.Raw(kAck | kUrg | kEce | kCwr, client.nxt(), client.rcv(), 5);
  EXPECT_EQ(client.now(), Sure(State::established));
  EXPECT_EQ(server.now(), Sure(State::established));
}

TEST_F(TrackerUnchanged, EstablishedReceivesAnAckFarTooOld) {
  Establish();
  server.AckTo(client.iss() + 1);
  EXPECT_EQ(client.now(), Sure(State::established));
  EXPECT_EQ(server.tracked().acked, client.nxt());
}

TEST_F(TrackerUnchanged, CloseWaitReceivesAKeepAlive) {
  Establish();
  client.Fin();
  server.Ack();
  client.KeepAlive();
  EXPECT_EQ(server.now(), Sure(State::close_wait));
  EXPECT_EQ(client.now(), Expected(State::fin_wait_2));
}

}  // namespace
}  // namespace tcpladder
