// A reset that its receiver must not take ends nothing, and one that it takes ends it for good.
#include "tests/core/tcp/talk.h"

namespace tcpladder {
namespace {

class TrackerRefusedReset : public Talk {};

TEST_F(TrackerRefusedReset, WithoutAckBeforeTheSynAck) {
  client.Syn();
  server.BareRst(Seq(1));
  server.SynAck();
  client.Ack();
  EXPECT_EQ(verdict().outcome, Outcome::still_open);
  EXPECT_EQ(verdict().closer, Closer::none);
  EXPECT_EQ(verdict().reset_row, kNoRow);
}

TEST_F(TrackerRefusedReset, OfAnotherNumberBeforeTheSynAck) {
  client.Syn();
  server.Raw(kRst | kAck, Seq(0), client.nxt() + 7);
  server.SynAck();
  client.Ack();
  client.Data(10);
  EXPECT_EQ(verdict().outcome, Outcome::still_open);
  EXPECT_EQ(verdict().opening, Opening::three_way);
}

TEST_F(TrackerRefusedReset, BeforeAnOrderlyClose) {
  client.Syn();
  server.BareRst(Seq(1));
  server.SynAck();
  client.Ack();
  client.Fin();
  server.Fin();
  client.Ack();
  EXPECT_EQ(verdict().outcome, Outcome::closed_by_client);
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED");
}

TEST_F(TrackerRefusedReset, TakenByTheOpenerThatThenAnswersTheSynAck) {
  client.Syn();
  server.Lost().Raw(kRst | kAck, Seq(0), client.nxt());
  EXPECT_EQ(client.now(), Expected(State::closed));
  server.SynAck();
  EXPECT_EQ(client.now(), Expected(State::closed));
  EXPECT_EQ(server.now(), Sure(State::syn_received));
  client.BareRst(client.nxt());
  EXPECT_EQ(client.now(), Sure(State::closed));
  EXPECT_EQ(client.path(), "SYN-SENT CLOSED");
  EXPECT_EQ(verdict().outcome, Outcome::refused);
  EXPECT_EQ(verdict().closer, Closer::server);
  EXPECT_EQ(verdict().reset_row, 1U);
}

TEST_F(TrackerRefusedReset, TakenThreeTimes) {
  client.Syn();
  for (int i = 0; i < 3; ++i) server.Lost().Raw(kRst | kAck, Seq(0), client.nxt());
  server.SynAck();
  client.BareRst(client.nxt());
  EXPECT_EQ(client.now(), Sure(State::closed));
  EXPECT_EQ(verdict().outcome, Outcome::refused);
}

TEST_F(TrackerRefusedReset, LostOnItsWayToTheOpener) {
  client.Syn();
  server.Lost().Raw(kRst | kAck, Seq(0), client.nxt());
  server.SynAck();
  client.Ack();
  EXPECT_EQ(client.now(), Sure(State::established));
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED");
  EXPECT_EQ(verdict().opening, Opening::three_way);
  EXPECT_EQ(verdict().outcome, Outcome::still_open);
}

class TrackerThirdSegmentNotTaken : public Talk {
 protected:
  // The SYN ACK again and again, each time acknowledged in vain.
  void OpenInVain(int repeats) {
    client.Syn();
    server.SynAck();
    client.Ack();
    for (int i = 0; i < repeats; ++i) {
      server.Again();
      client.Ack();
    }
  }
};

TEST_F(TrackerThirdSegmentNotTaken, ResetAnswersTheRequest) {
  OpenInVain(5);
  client.Data(100);
  server.BareRst(client.rcv());
  EXPECT_EQ(server.path(), "SYN-RECEIVED CLOSED");
  EXPECT_EQ(client.path(), "SYN-SENT ESTABLISHED CLOSED");
}

TEST_F(TrackerThirdSegmentNotTaken, ResetAnswersAnAcknowledgment) {
  OpenInVain(1);
  server.BareRst(client.rcv());
  EXPECT_EQ(server.path(), "SYN-RECEIVED CLOSED");
}

TEST_F(TrackerThirdSegmentNotTaken, ResetAnswersTheFin) {
  OpenInVain(2);
  client.Fin();
  server.BareRst(client.rcv());
  EXPECT_EQ(server.path(), "SYN-RECEIVED CLOSED");
}

TEST_F(TrackerThirdSegmentNotTaken, TakenInTheEnd) {
  OpenInVain(2);
  client.Data(100);
  server.Data(50);
  server.Rst();
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED CLOSED");
}

TEST_F(TrackerRefusedReset, ThatTheReceiverAsksBackAbout) {
  Open();
  server.Lost().RstAt(server.nxt() + 10);
  EXPECT_EQ(verdict().outcome, Outcome::reset_by_server);  // as far as is known yet
  client.Ack();
  EXPECT_EQ(verdict().outcome, Outcome::still_open);
  EXPECT_EQ(verdict().reset_row, kNoRow);
}

TEST_F(TrackerRefusedReset, ThatTheReceiverAsksBackAboutAndItsSenderRepeats) {
  Open();
  server.Lost().RstAt(server.nxt() + 10);
  client.Ack();
  server.BareRst(server.nxt());
  EXPECT_EQ(verdict().outcome, Outcome::reset_by_server);
  EXPECT_EQ(client.now().state, State::closed);
}

TEST_F(TrackerRefusedReset, ThatTheReceiverAsksBackAboutBeforeAnOrderlyClose) {
  Open();
  server.Lost().RstAt(server.nxt() + 10);
  client.Ack();
  client.Fin();
  server.Fin();
  client.Ack();
  EXPECT_EQ(verdict().outcome, Outcome::closed_by_client);
}

}  // namespace
}  // namespace tcpladder
