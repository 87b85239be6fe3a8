// Resets, judged by their numbers (RFC 9293 section 3.10.7, RFC 5961).
#include "tests/core/tcp/talk.h"

namespace tcpladder {
namespace {

class TrackerReset : public Talk {};

TEST_F(TrackerReset, ClosedReceivesSyn) {
  client.Syn();
  server.Raw(kRst | kAck, Seq(0), client.nxt());
  EXPECT_EQ(server.now(), Sure(State::closed));
  EXPECT_EQ(client.now(), Expected(State::closed));
  EXPECT_TRUE(Said(EventId::refused_by_peer));
  EXPECT_EQ(client.settled(), "SYN-SENT CLOSED");
  EXPECT_EQ(server.settled(), "");
  EXPECT_EQ(verdict().opening, Opening::refused);
  EXPECT_EQ(verdict().outcome, Outcome::refused);
}

TEST_F(TrackerReset, SynSentReceivesResetWithoutAck) {
  client.Syn();
  server.BareRst(Seq(0));
  EXPECT_EQ(client.now(), Sure(State::syn_sent));
  EXPECT_FALSE(Find(EventId::rst_acks_syn)->passed);
}

TEST_F(TrackerReset, SynSentReceivesResetOfAnotherNumber) {
  client.Syn();
  server.Raw(kRst | kAck, Seq(0), client.nxt() + 5);
  EXPECT_EQ(client.now(), Sure(State::syn_sent));
}

TEST_F(TrackerReset, SynSentIsRefusedAndTriesAgain) {
  client.Syn();
  server.Lost().Raw(kRst | kAck, Seq(0), client.nxt());
  client.Again();
  EXPECT_EQ(client.now(), Sure(State::syn_sent));
  EXPECT_EQ(client.path(), "SYN-SENT");
  server.SynAck();
  client.Ack();
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED");
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED");
  EXPECT_EQ(verdict().opening, Opening::three_way);
}

TEST_F(TrackerReset, SynReceivedReceivesReset) {
  client.Syn();
  server.SynAck();
  client.BareRst(client.nxt());
  EXPECT_EQ(server.now(), Expected(State::listen));
  EXPECT_TRUE(Said(EventId::returns_to_listen));
  EXPECT_EQ(client.now(), Sure(State::closed));
  EXPECT_EQ(client.path(), "SYN-SENT CLOSED") << "it answers as one that knows of no connection";
  EXPECT_EQ(verdict().outcome, Outcome::reset_by_client);
}

TEST_F(TrackerReset, SynReceivedReceivesResetAfterASimultaneousOpening) {
  client.OnTheWay().Syn();
  server.OnTheWay().Syn();
  Arrive();
  server.OnTheWay().SynAck();
  client.Rst();
  EXPECT_EQ(server.now(), Expected(State::closed));
}

TEST_F(TrackerReset, EstablishedSendsReset) {
  Establish();
  client.Rst();
  EXPECT_EQ(client.now(), Sure(State::closed));
  EXPECT_EQ(server.now(), Expected(State::closed));
  EXPECT_TRUE(Find(EventId::rst_exact)->passed);
  EXPECT_EQ(verdict().outcome, Outcome::reset_by_client);
  EXPECT_EQ(verdict().reset_row, 6u);
}

TEST_F(TrackerReset, EstablishedReceivesResetAtItsLastAck) {
  Establish();
  client.OnTheWay().Data(500);  // the reset comes from someone who has not seen it
  client.RstAt(server.rcv());
  EXPECT_EQ(server.now(), Expected(State::closed));
}

TEST_F(TrackerReset, EstablishedReceivesResetInsideTheWindow) {
  Establish();
  client.RstAt(client.nxt() + 10);
  EXPECT_EQ(server.now(), Sure(State::established)) << "nothing is decided yet";
  EXPECT_TRUE(Said(EventId::rst_waits));
  EXPECT_FALSE(Find(EventId::rst_in_window)->passed);
  EXPECT_EQ(Find(EventId::rst_in_window)->args[2], 1000);
}

TEST_F(TrackerReset, EstablishedChallengedResetComesAgainExactly) {
  Establish();
  client.RstAt(client.nxt() + 10);
  server.Ack();
  EXPECT_TRUE(Said(EventId::challenge_ack));
  EXPECT_EQ(server.now(), Sure(State::established));
  client.BareRst(server.rcv());
  EXPECT_EQ(server.now(), Expected(State::closed));
  EXPECT_EQ(verdict().outcome, Outcome::reset_by_client);
}

TEST_F(TrackerReset, EstablishedResetInsideTheWindowIsIgnored) {
  Establish();
  client.RstAt(client.nxt() + 10);
  client.Data(50);
  EXPECT_EQ(client.now(), Sure(State::established)) << "it goes on: the reset was not its own";
  server.Data(50);
  EXPECT_EQ(server.now(), Sure(State::established));
  EXPECT_EQ(server.settled(), "SYN-RECEIVED ESTABLISHED");
  EXPECT_EQ(verdict().outcome, Outcome::still_open);
}

TEST_F(TrackerReset, EstablishedReceiverGoesOnAfterResetInsideTheWindow) {
  Establish();
  client.RstAt(client.nxt() + 10);
  server.Data(50);
  EXPECT_TRUE(Said(EventId::rst_ignored));
  EXPECT_EQ(server.settled(), "SYN-RECEIVED ESTABLISHED");
}

TEST_F(TrackerReset, EstablishedResetInsideTheWindowThenSilence) {
  Establish();
  client.RstAt(client.nxt() + 10);
  EXPECT_EQ(server.settled(), "SYN-RECEIVED ESTABLISHED CLOSED");
  EXPECT_EQ(verdict().outcome, Outcome::reset_by_client);
}

TEST_F(TrackerReset, EstablishedReceivesResetOutsideTheWindow) {
  Establish();
  client.RstAt(client.nxt() + 5000);
  EXPECT_EQ(client.now(), Sure(State::established)) << "nothing tells that it sent this";
  EXPECT_EQ(server.now(), Sure(State::established));
  EXPECT_FALSE(Find(EventId::rst_outside)->passed);
  EXPECT_EQ(verdict().outcome, Outcome::still_open);
}

TEST_F(TrackerReset, EstablishedForgedResetIsNotObeyed) {
  Establish();
  client.Rst();
  EXPECT_EQ(client.now(), Sure(State::closed));
  client.Data(40);
  EXPECT_EQ(client.now(), Sure(State::established));
  EXPECT_TRUE(Said(EventId::withdrawn));
  server.Ack();
  EXPECT_EQ(server.now(), Sure(State::established)) << "it acknowledges what came after the reset";
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED");
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED");
  EXPECT_EQ(verdict().outcome, Outcome::still_open);
}

TEST_F(TrackerReset, ClosedByResetOlderSegmentsFiledLate) {
  Establish();
  client.Rst();
  client.Again();
  EXPECT_EQ(client.now(), Sure(State::closed));
  EXPECT_EQ(verdict().outcome, Outcome::reset_by_client);
}

TEST_F(TrackerReset, ClosingReceivesResetBeforeItsLastAckIsCaptured) {
  Establish();
  client.OnTheWay().Fin();
  server.OnTheWay().Fin();
  client.BareRst(server.rcv());
  Arrive();
  server.Ack();  // of the FIN, not of anything behind the reset
  EXPECT_EQ(server.now(), Expected(State::closed));
}

TEST_F(TrackerReset, CloseWaitSendsReset) {
  Establish();
  server.Fin();
  client.Rst();
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED CLOSE-WAIT CLOSED");
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED FIN-WAIT-1 CLOSED");
  EXPECT_EQ(verdict().outcome, Outcome::reset_by_client);
}

TEST_F(TrackerReset, FinWait2SendsReset) {
  Establish();
  client.Fin();
  server.Ack();
  server.Data(100);
  client.BareRst(client.nxt());
  EXPECT_EQ(client.now(), Sure(State::closed));
  EXPECT_EQ(server.now(), Expected(State::closed));
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 CLOSED");
}

TEST_F(TrackerReset, LastAckReceivesReset) {
  Establish();
  client.Fin();
  server.Fin();
  client.Rst();
  EXPECT_EQ(server.now(), Expected(State::closed));
  EXPECT_EQ(verdict().outcome, Outcome::closed_by_client) << "both FINs went before";
}

TEST_F(TrackerReset, TimeWaitReceivesReset) {
  Establish();
  client.Fin();
  server.Fin();
  client.Ack();
  server.Rst();
  EXPECT_EQ(client.now(), Expected(State::closed));
  EXPECT_EQ(client.settled(), "SYN-SENT ESTABLISHED FIN-WAIT-1 TIME-WAIT");
}

TEST_F(TrackerReset, ClosedAnswersWithReset) {
  Establish();
  client.Fin();
  server.Fin();
  client.Ack();
  server.BareRst(server.nxt());
  EXPECT_EQ(server.now(), Sure(State::closed));
}

TEST_F(TrackerReset, EstablishedBothSendReset) {
  Establish();
  client.OnTheWay().Rst();
  server.Rst();
  EXPECT_EQ(client.now(), Sure(State::closed));
  EXPECT_EQ(server.now(), Sure(State::closed));
  EXPECT_EQ(verdict().outcome, Outcome::reset_by_client);
}

TEST_F(TrackerReset, UnknownSendsReset) {
  server.GoOn(1000, 2000);
  server.Rst();
  EXPECT_EQ(server.now(), Assumed(State::closed));
  EXPECT_EQ(client.now(), kUnknown);
  EXPECT_EQ(verdict().outcome, Outcome::unclear);
}

}  // namespace
}  // namespace tcpladder
