// RFC 9293 section 3.5: from CLOSED and LISTEN to ESTABLISHED.
#include "tests/core/tcp/talk.h"

namespace tcpladder {
namespace {

class TrackerOpening : public Talk {};

TEST_F(TrackerOpening, ClosedSendsSyn) {
  client.Syn();
  EXPECT_EQ(client.now(), Sure(State::syn_sent));
  EXPECT_TRUE(Said(EventId::opens_actively));
}

TEST_F(TrackerOpening, ListenReceivesSyn) {
  client.Syn();
  EXPECT_EQ(server.now(), Expected(State::syn_received));
  EXPECT_TRUE(Said(EventId::opens_passively));
  EXPECT_EQ(Find(EventId::syn_opens)->args[1], (client.iss() + 1).raw());
}

TEST_F(TrackerOpening, SynReceivedSendsSynAck) {
  client.Syn();
  server.SynAck();
  EXPECT_EQ(server.now(), Sure(State::syn_received));
  EXPECT_TRUE(Said(EventId::carries_ack_and_syn));
}

TEST_F(TrackerOpening, SynSentReceivesSynAck) {
  client.Syn();
  server.SynAck();
  EXPECT_EQ(client.now(), Expected(State::established));
  const Event* check = Find(EventId::syn_ack_acks_syn);
  ASSERT_NE(check, nullptr);
  EXPECT_TRUE(check->passed);
  EXPECT_EQ(check->args, (std::array<int64_t, 4>{client.iss().raw(), client.nxt().raw(),
                                                 client.nxt().raw(), 0}));
}

TEST_F(TrackerOpening, SynSentReceivesSynAckOfAnotherSyn) {
  client.Syn();
  server.Raw(kSyn | kAck, server.iss(), client.iss() + 77);
  EXPECT_EQ(client.now(), Sure(State::syn_sent));
  EXPECT_FALSE(Find(EventId::syn_ack_acks_syn)->passed);
  client.BareRst(client.iss() + 77);
  EXPECT_EQ(client.now(), Sure(State::syn_sent));
  EXPECT_TRUE(Said(EventId::rst_answers_ack));
}

TEST_F(TrackerOpening, EstablishedIsExpectedUntilItsOwnAck) {
  client.Syn();
  server.SynAck();
  client.Ack();
  EXPECT_EQ(client.now(), Sure(State::established));
  const Event* confirmed = Find(EventId::confirmed);
  ASSERT_NE(confirmed, nullptr);
  EXPECT_EQ(confirmed->args,
            (std::array<int64_t, 4>{2, 1, static_cast<int64_t>(State::established), 0}));
}

TEST_F(TrackerOpening, SynReceivedReceivesAck) {
  Open();
  EXPECT_EQ(server.now(), Expected(State::established));
  client.Data(365);
  EXPECT_EQ(server.now(), Expected(State::established));
  server.Ack();
  EXPECT_EQ(server.now(), Sure(State::established));
}

TEST_F(TrackerOpening, SynReceivedReceivesAckInsideData) {
  client.Syn();
  server.SynAck();
  client.Data(10);
  EXPECT_EQ(client.now(), Sure(State::established));
  EXPECT_EQ(server.now(), Expected(State::established));
}

TEST_F(TrackerOpening, SynReceivedReceivesFinWithTheAck) {
  client.Syn();
  server.SynAck();
  client.Fin();
  EXPECT_EQ(client.now(), Sure(State::fin_wait_1));
  EXPECT_EQ(server.now(), Expected(State::close_wait));
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED CLOSE-WAIT");
}

TEST_F(TrackerOpening, SynReceivedProvesEstablishedByItsData) {
  Open();
  server.Data(20);
  EXPECT_EQ(server.now(), Sure(State::established));
}

TEST_F(TrackerOpening, SynReceivedPureAckProvesNothing) {
  Open();
  server.Ack();
  EXPECT_EQ(server.now(), Expected(State::established));
}

TEST_F(TrackerOpening, SynReceivedSendsFin) {
  client.Syn();
  server.SynAck();
  server.Fin();
  EXPECT_EQ(server.now(), Sure(State::fin_wait_1));
  EXPECT_EQ(server.path(), "SYN-RECEIVED FIN-WAIT-1");
}

TEST_F(TrackerOpening, SynSentReceivesFinWithoutSyn) {
  client.Syn();
  server.Raw(kFin | kAck, Seq(9000), client.nxt());
  EXPECT_EQ(client.now(), Sure(State::syn_sent));
}

TEST_F(TrackerOpening, SynSentRepeatsSynThatWasLost) {
  client.Lost().Syn();
  client.Again();
  EXPECT_EQ(client.now(), Sure(State::syn_sent));
  EXPECT_EQ(Find(EventId::retransmits)->args[0], 0);
  server.SynAck();
  client.Ack();
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED");
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED");
}

TEST_F(TrackerOpening, EstablishedExpectedIsWithdrawnWhenTheSynIsRepeated) {
  client.Syn();
  server.Lost().SynAck();
  EXPECT_EQ(client.now(), Expected(State::established));
  client.Again();
  EXPECT_EQ(client.now(), Sure(State::syn_sent));
  EXPECT_EQ(client.path(), "SYN-SENT");
  const Event* withdrawn = Find(EventId::withdrawn);
  ASSERT_NE(withdrawn, nullptr);
  EXPECT_EQ(withdrawn->args[1], 1);
  EXPECT_EQ(withdrawn->args[2], static_cast<int64_t>(State::established));
}

TEST_F(TrackerOpening, EstablishedExpectedIsWithdrawnWhenTheSynAckIsRepeated) {
  client.Syn();
  server.SynAck();
  client.Lost().Ack();
  EXPECT_EQ(server.now(), Expected(State::established));
  server.Again();
  EXPECT_EQ(server.now(), Sure(State::syn_received));
  EXPECT_TRUE(Said(EventId::withdrawn));
  EXPECT_EQ(client.now(), Sure(State::established));
  client.Ack();
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED");
}

TEST_F(TrackerOpening, EstablishedSureIgnoresALateSynAck) {
  Establish();
  server.Again(1);
  EXPECT_EQ(server.now(), Sure(State::established));
  EXPECT_EQ(client.now(), Sure(State::established));
}

TEST_F(TrackerOpening, SynReceivedAnotherSynAckNumber) {
  // A listener that forgot its first answer: a SYN cookie, a restart, a balancer.
  client.Syn();
  server.Lost().SynAck();
  server.NewIss(777000);
  client.Again();
  server.SynAck();
  EXPECT_TRUE(Said(EventId::new_iss));
  client.Ack();
  server.Data(10);
  EXPECT_EQ(client.now(), Sure(State::established));
  EXPECT_EQ(server.now(), Sure(State::established));
  EXPECT_EQ(server.tracked().iss, Seq(777000));
}

TEST_F(TrackerOpening, EstablishedAnotherSynAckNumberIsIgnored) {
  Establish();
  server.Raw(kSyn | kAck, Seq(888000), client.nxt());
  EXPECT_EQ(server.tracked().iss, server.iss());
  EXPECT_EQ(server.now(), Sure(State::established));
}

TEST_F(TrackerOpening, SynAckUncaptured) {
  client.Syn();
  server.Unseen().SynAck();
  client.Ack();
  EXPECT_EQ(client.now(), Sure(State::established));
  EXPECT_EQ(server.now(), Expected(State::established));
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED");
  client.Data(5);
  server.Ack();
  EXPECT_EQ(server.now(), Sure(State::established));
}

TEST_F(TrackerOpening, ThirdSegmentUncaptured) {
  client.Syn();
  server.SynAck();
  client.Unseen().Ack();
  EXPECT_EQ(client.now(), Expected(State::established));
  server.Data(7);
  EXPECT_EQ(server.now(), Sure(State::established));
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED");
  client.Ack();
  EXPECT_EQ(client.now(), Sure(State::established));
}

TEST_F(TrackerOpening, SynFiledBehindTheSynAck) {
  client.Unseen().Syn();
  server.SynAck();
  EXPECT_EQ(server.now(), Sure(State::syn_received));
  EXPECT_EQ(client.now().state, State::established);
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED");
  client.Raw(kSyn, client.iss(), Seq(0));
  EXPECT_TRUE(Said(EventId::filed_late));
  client.Ack();
  EXPECT_EQ(client.now(), Sure(State::established));
  EXPECT_EQ(server.now(), Expected(State::established));
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED");
  EXPECT_EQ(verdict().opening, Opening::three_way);
}

TEST_F(TrackerOpening, SynAckFiledBehindTheAck) {
  client.Syn();
  server.Unseen().SynAck();
  client.Ack();
  server.Raw(kSyn | kAck, server.iss(), client.nxt());
  EXPECT_TRUE(Said(EventId::filed_late));
  EXPECT_EQ(client.now(), Sure(State::established));
  EXPECT_EQ(server.now(), Expected(State::established));
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED");
}

TEST_F(TrackerOpening, SynSentReceivesSyn) {
  client.OnTheWay().Syn();
  server.OnTheWay().Syn();
  EXPECT_EQ(server.now(), Sure(State::syn_sent));
  EXPECT_EQ(client.now(), Expected(State::syn_received));
  EXPECT_TRUE(Said(EventId::opens_simultaneously));
  EXPECT_TRUE(Said(EventId::withdrawn));
}

TEST_F(TrackerOpening, SynReceivedSendsSynAckOfTheSameNumber) {
  client.OnTheWay().Syn();
  server.OnTheWay().Syn();
  Arrive();
  client.OnTheWay().SynAck();
  EXPECT_EQ(client.now(), Sure(State::syn_received));
  EXPECT_FALSE(Said(EventId::retransmits));
  server.OnTheWay().SynAck();
  EXPECT_EQ(server.now(), Sure(State::syn_received));
  EXPECT_FALSE(Said(EventId::retransmits));
  Arrive();
  client.Ack();
  server.Ack();
  EXPECT_EQ(client.now(), Sure(State::established));
  EXPECT_EQ(server.now(), Sure(State::established));
  EXPECT_EQ(client.path(), "SYN-SENT SYN-RECEIVED ESTABLISHED");
  EXPECT_EQ(server.path(), "SYN-SENT SYN-RECEIVED ESTABLISHED");
  EXPECT_EQ(verdict().opening, Opening::simultaneous);
}

TEST_F(TrackerOpening, SynReceivedSendsSynAckOfTheSameNumberInTheOtherOrder) {
  client.OnTheWay().Syn();
  server.OnTheWay().Syn();
  Arrive();
  server.OnTheWay().SynAck();
  client.OnTheWay().SynAck();
  Arrive();
  server.Ack();
  client.Ack();
  EXPECT_EQ(client.path(), "SYN-SENT SYN-RECEIVED ESTABLISHED");
  EXPECT_EQ(server.path(), "SYN-SENT SYN-RECEIVED ESTABLISHED");
  EXPECT_EQ(client.now(), Sure(State::established));
  EXPECT_EQ(server.now(), Sure(State::established));
}

TEST_F(TrackerOpening, SynSentFastOpenTaken) {
  client.SynData(50);
  server.SynAck();
  const Event* taken = Find(EventId::fast_open_taken);
  ASSERT_NE(taken, nullptr);
  EXPECT_EQ(taken->args[2], 50);
  // The answer may leave before the third segment: it does not prove ESTABLISHED.
  server.Data(500);
  EXPECT_EQ(server.now(), Sure(State::syn_received));
  client.Ack();
  EXPECT_EQ(server.now(), Expected(State::established));
  EXPECT_EQ(verdict().opening, Opening::fast_open);
  client.Data(1);
  server.Ack();
  EXPECT_EQ(server.now(), Sure(State::established));
}

TEST_F(TrackerOpening, SynSentFastOpenIgnored) {
  client.SynData(50);
  server.Raw(kSyn | kAck, server.iss(), client.iss() + 1);
  EXPECT_TRUE(Said(EventId::fast_open_ignored));
  EXPECT_EQ(client.now(), Expected(State::established));
  client.Raw(kAck | kPsh, client.iss() + 1, server.iss() + 1, 50);
  EXPECT_EQ(client.now(), Sure(State::established));
  EXPECT_FALSE(Said(EventId::retransmits)) << "sent again after the handshake: no loss";
  EXPECT_EQ(verdict().opening, Opening::three_way);
}

TEST_F(TrackerOpening, SynSentFastOpenFallsBack) {
  client.Lost().SynData(50);
  time_ns += 1'000'000'000;
  client.Raw(kSyn, client.iss(), Seq(0));
  server.Raw(kSyn | kAck, server.iss(), client.iss() + 1);
  EXPECT_EQ(client.now(), Expected(State::established));
  EXPECT_EQ(verdict().opening, Opening::half_open);
}

TEST_F(TrackerOpening, SynSentReceivesAckOfAnEarlierConnection) {
  // RFC 9293 figure 9: the other end still lives in an earlier connection.
  client.Syn();
  server.Raw(kAck, Seq(300), Seq(100));
  EXPECT_EQ(client.now(), Sure(State::syn_sent));
  EXPECT_EQ(server.now(), kUnknown);
  EXPECT_TRUE(Said(EventId::half_open_discovered));
  client.BareRst(Seq(100));
  EXPECT_EQ(client.now(), Sure(State::syn_sent));
  client.Again();
  server.SynAck();
  EXPECT_EQ(server.now(), Sure(State::syn_received));
  EXPECT_EQ(client.now(), Expected(State::established));
  client.Ack();
  EXPECT_EQ(client.settled(), "SYN-SENT ESTABLISHED");
  EXPECT_EQ(server.settled(), "SYN-RECEIVED ESTABLISHED");
  EXPECT_EQ(verdict().outcome, Outcome::still_open);
}

TEST_F(TrackerOpening, SynReceivedReceivesUnacceptableAck) {
  client.Syn();
  server.SynAck();
  client.Lost().Raw(kAck, client.nxt(), server.nxt() + 5000);
  EXPECT_EQ(server.now(), Sure(State::syn_received));
  EXPECT_FALSE(Find(EventId::ack_beyond)->passed);
  server.BareRst(server.nxt() + 5000);
  EXPECT_EQ(server.now(), Sure(State::syn_received));
  EXPECT_TRUE(Said(EventId::rst_answers_ack));
  client.Ack();
  EXPECT_EQ(server.now(), Expected(State::established));
}

TEST_F(TrackerOpening, SynReceivedOfAnOldDuplicate) {
  // RFC 9293 figure 8, as the tracker of the newer attempt sees it.
  client.Lost().Syn();
  server.Raw(kSyn | kAck, server.iss(), client.iss() - 9);
  EXPECT_EQ(client.now(), Sure(State::syn_sent));
  client.BareRst(client.iss() - 9);
  EXPECT_EQ(client.now(), Sure(State::syn_sent));
  EXPECT_EQ(server.now(), Expected(State::listen));
  client.Again();
  server.NewIss(400000);
  client.Again();
  server.SynAck();
  client.Ack();
  EXPECT_EQ(client.now(), Sure(State::established));
  EXPECT_EQ(server.now(), Expected(State::established));
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED");
}

TEST_F(TrackerOpening, SynSentIsNeverAnswered) {
  client.Lost().Syn();
  EXPECT_EQ(client.settled(), "SYN-SENT");
  client.Lost().Again();
  client.Lost().Again();
  EXPECT_EQ(client.now(), Sure(State::syn_sent));
  EXPECT_EQ(client.settled(), "SYN-SENT CLOSED");
  EXPECT_EQ(server.settled(), "");
  EXPECT_EQ(verdict().outcome, Outcome::no_answer);
}

TEST_F(TrackerOpening, SynSentIsNeverAnsweredForLong) {
  client.Lost().Syn();
  EXPECT_EQ(TextOf(tracker.SettledPath(0, 1'000'000'000)), "SYN-SENT");
  EXPECT_EQ(TextOf(tracker.SettledPath(0, 4'000'000'000)), "SYN-SENT CLOSED");
}

TEST_F(TrackerOpening, SynReceivedIsNeverAnswered) {
  client.Syn();
  server.Lost().SynAck();
  server.Lost().Again();
  server.Lost().Again();
  EXPECT_EQ(server.now(), Sure(State::syn_received));
  EXPECT_EQ(verdict().outcome, Outcome::half_open);
}

}  // namespace
}  // namespace tcpladder
