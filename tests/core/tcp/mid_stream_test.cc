// Captures that begin late or see one direction only.
#include "tests/core/tcp/talk.h"

namespace tcpladder {
namespace {

class TrackerMidStream : public Talk {
 protected:
  void SetUp() override {
    client.GoOn(1000, 9000);
    server.GoOn(9000, 1000);
  }
};

TEST_F(TrackerMidStream, UnknownSendsData) {
  client.Data(10);
  EXPECT_EQ(client.now(), Assumed(State::established));
  EXPECT_EQ(server.now(), Assumed(State::established));
  ASSERT_TRUE(Said(EventId::seen_mid_stream));
  EXPECT_EQ(Find(EventId::seen_mid_stream)->args[0], 1000) << "the first number seen";
  EXPECT_EQ(verdict().opening, Opening::mid_stream);
  EXPECT_EQ(verdict().outcome, Outcome::still_open);
}

TEST_F(TrackerMidStream, ConfirmsNothingBelowTheFirstNumberSeen) {
  client.Data(10);
  EXPECT_FALSE(Said(EventId::ack_new_data)) << "what it confirms came before the capture";
  ASSERT_TRUE(Said(EventId::ack_acceptable));
  EXPECT_TRUE(Find(EventId::ack_acceptable)->passed);
  server.Data(20);
  ASSERT_TRUE(Said(EventId::ack_new_data));
  EXPECT_EQ(Find(EventId::ack_new_data)->args[0], 1000) << "SND.UNA";
  EXPECT_EQ(Find(EventId::ack_new_data)->args[3], 10) << "numbers confirmed";
}

TEST_F(TrackerMidStream, EstablishedStaysAssumed) {
  client.Data(10);
  server.Data(20);
  client.Data(10);
  server.Ack();
  EXPECT_EQ(client.now(), Assumed(State::established));
  EXPECT_EQ(server.now(), Assumed(State::established));
}

TEST_F(TrackerMidStream, UnknownSendsFin) {
  client.Fin();
  EXPECT_EQ(client.now(), Assumed(State::fin_wait_1)) << "or LAST-ACK: the peer's FIN may be gone";
  EXPECT_EQ(server.now(), Assumed(State::close_wait));
}

TEST_F(TrackerMidStream, EstablishedSendsFinAfterThePeersData) {
  server.Data(20);
  client.Fin();
  EXPECT_EQ(client.now(), Sure(State::fin_wait_1));
  EXPECT_EQ(server.now(), Expected(State::close_wait));
  server.Fin();
  EXPECT_EQ(server.now(), Sure(State::last_ack));
  client.Ack();
  EXPECT_EQ(client.now(), Sure(State::time_wait));
  EXPECT_EQ(client.path(), "ESTABLISHED FIN-WAIT-1 TIME-WAIT");
  EXPECT_EQ(server.path(), "ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED");
}

TEST_F(TrackerMidStream, OnlyTheLastTwoSegments) {
  // What is left of a four-segment close that the server began.
  client.Fin();
  server.Ack();
  EXPECT_EQ(client.now(), Assumed(State::fin_wait_2));
  EXPECT_EQ(server.now().certainty, Certainty::assumed);
  EXPECT_EQ(verdict().outcome, Outcome::half_closed_by_client);
}

TEST_F(TrackerMidStream, OnlyTheClientIsCaptured) {
  client.NewIss(4000);
  server.NewIss(6000);
  client.Syn();
  server.Unseen().SynAck();
  client.Ack();
  EXPECT_EQ(client.now(), Sure(State::established));
  EXPECT_EQ(server.now(), Expected(State::established));
  client.Data(100);
  server.Unseen().Data(500);
  client.Ack();
  EXPECT_EQ(client.now(), Assumed(State::established)) << "the numbers it took may end in a FIN";
  client.Fin();
  server.Unseen().Fin();
  client.Ack();
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED FIN-WAIT-1");
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED CLOSE-WAIT");
  EXPECT_EQ(verdict().outcome, Outcome::half_closed_by_client);
}

TEST_F(TrackerMidStream, OnlyTheServerIsCaptured) {
  client.NewIss(4000);
  server.NewIss(6000);
  client.Unseen().Syn();
  server.SynAck();
  EXPECT_EQ(server.now(), Sure(State::syn_received));
  EXPECT_EQ(client.now().state, State::established);
  client.Unseen().Ack();
  client.Unseen().Data(50);
  server.Data(10);
  EXPECT_EQ(server.now().state, State::established);
  EXPECT_EQ(verdict().opening, Opening::reply_only);
}

TEST_F(TrackerMidStream, SynFiledBehindItsData) {
  client.NewIss(4000);
  client.Unseen().Syn();
  server.GoOn(6001, 4001);
  client.GoOn(4001, 6001);
  client.Data(10);
  client.Raw(kSyn, Seq(4000), Seq(0));
  EXPECT_TRUE(Said(EventId::filed_late));
  EXPECT_EQ(client.tracked().iss, Seq(4000));
  EXPECT_EQ(client.now().state, State::established);
}

TEST_F(TrackerMidStream, UnknownSendsFinWithoutAck) {
  client.Raw(kFin, Seq(1000), Seq(0));  // a scan, not the end of a connection
  EXPECT_EQ(client.now(), kUnknown);
  EXPECT_EQ(server.now(), kUnknown);
  EXPECT_EQ(verdict().outcome, Outcome::unclear);
}

TEST_F(TrackerMidStream, ConnectionAfterALoneReset) {
  server.BareRst(Seq(77));
  client.Data(10);
  EXPECT_EQ(client.now(), Assumed(State::established));
}

}  // namespace
}  // namespace tcpladder
