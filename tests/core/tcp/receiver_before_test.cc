// What the first segment finds, where something else than the capture tells it.
#include "tests/core/tcp/talk.h"

namespace tcpladder {
namespace {

class TrackerReceiverBefore : public Talk {
 protected:
  void Finds(State state, Certainty certainty) { tracker.KnowReceiver({state, certainty}); }
};

TEST_F(TrackerReceiverBefore, AListenerTakesNoAck) {
  Finds(State::listen, Certainty::sure);
  client.GoOn(1000, 9000);
  client.Data(10);
  EXPECT_EQ(server.now().state, State::listen);
  EXPECT_EQ(client.now(), Assumed(State::established)) << "it believes in a connection";
  EXPECT_EQ(server.path(), "");
}

TEST_F(TrackerReceiverBefore, AListenerTakesASyn) {
  Finds(State::listen, Certainty::sure);
  client.Syn();
  EXPECT_EQ(server.now(), Expected(State::syn_received));
}

TEST_F(TrackerReceiverBefore, AClosedPortTakesNoSyn) {
  Finds(State::closed, Certainty::sure);
  client.Syn();
  EXPECT_EQ(server.now(), Sure(State::closed));
  server.Raw(kRst | kAck, Seq(0), client.nxt());
  EXPECT_EQ(client.now(), Expected(State::closed));
  EXPECT_EQ(server.path(), "");
}

TEST_F(TrackerReceiverBefore, AnotherConnectionTakesNoSyn) {
  Finds(State::close_wait, Certainty::expected);
  client.Syn();
  EXPECT_EQ(server.now(), Expected(State::close_wait));
  EXPECT_EQ(server.path(), "");
}

TEST_F(TrackerReceiverBefore, ASynAckShowsThatItWasLeft) {
  Finds(State::established, Certainty::expected);
  client.Syn();
  server.SynAck();
  EXPECT_EQ(server.now(), Sure(State::syn_received));
  EXPECT_EQ(client.now(), Expected(State::established));
  client.Ack();
  EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED");
}

}  // namespace
}  // namespace tcpladder
