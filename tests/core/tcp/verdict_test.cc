#include "core/tcp/verdict.h"

#include "tests/core/tcp/talk.h"

namespace tcpladder {
namespace {

class VerdictTest : public Talk {};

TEST_F(VerdictTest, NothingSeen) {
  EXPECT_EQ(verdict().outcome, Outcome::unclear);
  EXPECT_EQ(verdict().closer, Closer::none);
}

TEST_F(VerdictTest, ThreeWayAndStillOpen) {
  Open();
  EXPECT_EQ(verdict().opening, Opening::three_way);
  EXPECT_EQ(verdict().outcome, Outcome::still_open);
  EXPECT_EQ(verdict().syn_rows, (std::array<uint32_t, 2>{0, 1}));
  EXPECT_EQ(verdict().third_row, 2u);
}

TEST_F(VerdictTest, HalfOpen) {
  client.Syn();
  server.SynAck();
  EXPECT_EQ(verdict().opening, Opening::half_open);
  EXPECT_EQ(verdict().outcome, Outcome::half_open);
}

TEST_F(VerdictTest, ReplyOnly) {
  client.Unseen().Syn();
  server.SynAck();
  EXPECT_EQ(verdict().opening, Opening::reply_only);
  EXPECT_EQ(verdict().outcome, Outcome::half_open);
  client.Ack();
  EXPECT_EQ(verdict().outcome, Outcome::still_open);
}

TEST_F(VerdictTest, NoAnswer) {
  client.Lost().Syn();
  EXPECT_EQ(verdict().opening, Opening::unanswered);
  EXPECT_EQ(verdict().outcome, Outcome::no_answer);
}

TEST_F(VerdictTest, ClosedByServerWithItsEvidence) {
  Open();
  server.Fin();
  client.Ack();
  client.Fin();
  server.Ack();
  EXPECT_EQ(verdict().outcome, Outcome::closed_by_server);
  EXPECT_EQ(verdict().closer, Closer::server);
  EXPECT_EQ(verdict().fin_rows, (std::array<uint32_t, 2>{5, 3}));
  EXPECT_EQ(verdict().fin_acked_rows, (std::array<uint32_t, 2>{6, 4}));
}

TEST_F(VerdictTest, ClosedTogether) {
  Open();
  server.OnTheWay().Fin();
  client.OnTheWay().Fin();
  Arrive();
  client.Ack();
  server.Ack();
  EXPECT_EQ(verdict().outcome, Outcome::closed_together);
  EXPECT_EQ(verdict().closer, Closer::both);
}

TEST_F(VerdictTest, HalfClosedByServer) {
  Open();
  server.Fin();
  client.Ack();
  client.Data(10);
  EXPECT_EQ(verdict().outcome, Outcome::half_closed_by_server);
}

TEST_F(VerdictTest, ResetBehindBothFinsEndsNothing) {
  Open();
  server.Fin();
  client.Fin();
  server.BareRst(server.nxt());
  EXPECT_EQ(verdict().outcome, Outcome::closed_by_server);
}

TEST_F(VerdictTest, ResetBehindOneFin) {
  Open();
  server.Fin();
  client.Rst();
  EXPECT_EQ(verdict().outcome, Outcome::reset_by_client);
  EXPECT_EQ(verdict().closer, Closer::client);
}

TEST_F(VerdictTest, SilentKeepAliveEndsInReset) {
  Establish();
  for (int i = 0; i < 3; ++i) client.Lost().KeepAlive();
  client.Rst();
  EXPECT_EQ(verdict().outcome, Outcome::reset_by_client);
}

}  // namespace
}  // namespace tcpladder
