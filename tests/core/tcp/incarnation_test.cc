// Does a SYN open the next connection on the same ports?
#include "tests/core/tcp/talk.h"

namespace tcpladder {
namespace {

class TrackerIncarnation : public Talk {
 protected:
  Incarnation Judge(Side& from, int flags, Seq seq, Seq ack = Seq(0)) {
    return tracker.Judge({.seq = seq,
                          .ack = ack,
                          .flags = static_cast<uint16_t>(flags),
                          .from = static_cast<uint8_t>(&from == &client ? 0 : 1)});
  }
  void Close() {
    client.Fin();
    server.Fin();
    client.Ack();
  }
};

TEST_F(TrackerIncarnation, NothingSeenYet) {
  EXPECT_EQ(Judge(client, kSyn, client.iss()), Incarnation::same);
}

TEST_F(TrackerIncarnation, SynSentSameSyn) {
  client.Syn();
  EXPECT_EQ(Judge(client, kSyn, client.iss()), Incarnation::same);
}

TEST_F(TrackerIncarnation, SynSentAnotherSyn) {
  client.Syn();
  EXPECT_EQ(Judge(client, kSyn, client.iss() + 64000), Incarnation::next);
}

TEST_F(TrackerIncarnation, SynSentSynFromThePeer) {
  client.Syn();
  EXPECT_EQ(Judge(server, kSyn, server.iss()), Incarnation::same) << "a simultaneous opening";
}

TEST_F(TrackerIncarnation, SynSentSynAck) {
  client.Syn();
  EXPECT_EQ(Judge(server, kSyn | kAck, server.iss(), client.nxt()), Incarnation::same);
}

TEST_F(TrackerIncarnation, RefusedSameSyn) {
  client.Syn();
  server.Raw(kRst | kAck, Seq(0), client.nxt());
  EXPECT_EQ(Judge(client, kSyn, client.iss()), Incarnation::same) << "another try of the same";
  EXPECT_EQ(Judge(client, kSyn, client.iss() + 9), Incarnation::next);
}

TEST_F(TrackerIncarnation, EstablishedAnotherSyn) {
  Establish();
  EXPECT_EQ(Judge(client, kSyn, client.iss() + 100000), Incarnation::next);
  EXPECT_EQ(Judge(server, kSyn, Seq(42)), Incarnation::next);
}

TEST_F(TrackerIncarnation, EstablishedSameSyn) {
  Establish();
  EXPECT_EQ(Judge(client, kSyn, client.iss()), Incarnation::same) << "a late duplicate";
}

TEST_F(TrackerIncarnation, EstablishedSynAckOfAnUnseenSyn) {
  Establish();
  EXPECT_EQ(Judge(server, kSyn | kAck, Seq(42), Seq(43)), Incarnation::next);
  EXPECT_EQ(Judge(server, kSyn | kAck, server.iss(), client.iss() + 1), Incarnation::same);
}

TEST_F(TrackerIncarnation, TimeWaitAnotherSyn) {
  Establish();
  Close();
  EXPECT_EQ(Judge(client, kSyn, client.nxt() + 1000), Incarnation::next);
  EXPECT_EQ(Judge(server, kSyn, server.nxt() + 1000), Incarnation::next);
}

TEST_F(TrackerIncarnation, TimeWaitSameNumberAgain) {
  Establish();
  Close();
  EXPECT_EQ(Judge(client, kSyn, client.iss()), Incarnation::next);
}

TEST_F(TrackerIncarnation, TimeWaitRepeatedFin) {
  Establish();
  Close();
  EXPECT_EQ(Judge(server, kFin | kAck, server.nxt() - 1), Incarnation::same);
}

TEST_F(TrackerIncarnation, ClosedByResetAnotherSyn) {
  Establish();
  client.Rst();
  EXPECT_EQ(Judge(client, kSyn, client.iss() + 100000), Incarnation::next);
}

TEST_F(TrackerIncarnation, MidStreamSyn) {
  client.GoOn(1000, 9000);
  client.Data(10);
  EXPECT_EQ(Judge(client, kSyn, Seq(70000)), Incarnation::next);
  EXPECT_EQ(Judge(client, kSyn, Seq(999)), Incarnation::same) << "filed behind its data";
}

}  // namespace
}  // namespace tcpladder
