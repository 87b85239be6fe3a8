// Numbers that cannot be the connection's: nothing is below the number of a SYN.
#include <vector>

#include "tests/core/tcp/talk.h"

namespace tcpladder {
namespace {

class ForeignNumbersTest : public Talk {
 protected:
  void ClientSends(Seq seq, uint32_t length, int flags = kAck | kPsh) {
    client.Raw(flags, seq, server.nxt(), length);
  }
};

TEST_F(ForeignNumbersTest, DataBelowTheSynIsStray) {
  Establish();
  ClientSends(client.iss() - 554'700'816, 1448);
  EXPECT_TRUE(Said(EventId::stray));
  EXPECT_FALSE(Said(EventId::retransmits));
  ClientSends(client.iss() - 100, 100);
  EXPECT_TRUE(Said(EventId::stray));
  server.Raw(kAck | kPsh, server.iss() - 1, client.nxt(), 1);
  EXPECT_TRUE(Said(EventId::stray));
  EXPECT_EQ(server.now(), Sure(State::established));
}

TEST_F(ForeignNumbersTest, WhatBeginsAtTheSynIsNot) {
  Establish();
  ClientSends(client.iss(), 0, kAck);  // a keep-alive before any data
  EXPECT_FALSE(Said(EventId::stray));
  ClientSends(client.iss(), 1, kAck);
  EXPECT_FALSE(Said(EventId::stray));
  ClientSends(client.iss(), 101);  // a sender that does not count its SYN
  EXPECT_FALSE(Said(EventId::stray));
}

TEST_F(ForeignNumbersTest, WithoutTheSynNothingIsBelowIt) {
  client.Data(100);
  server.Data(300);
  ClientSends(client.nxt() - 5000, 100);
  EXPECT_FALSE(Said(EventId::stray));
}

TEST_F(ForeignNumbersTest, AfterAllNumbersWereUsedOldOnesAreBelowIt) {
  Establish();
  for (int i = 0; i < 16; ++i) server.AckTo(client.tracked().snd_nxt + (1U << 28));
  ClientSends(client.iss() - 200, 100);
  EXPECT_FALSE(Said(EventId::stray));
}

TEST_F(ForeignNumbersTest, TheTrackerSaysWhichSegmentsItIgnores) {
  Tracker other;
  const auto step = [&](int flags, uint32_t seq, uint32_t length) {
    return other.Step({.seq = Seq(seq),
                       .ack = Seq(flags & kAck ? 1 : 0),
                       .length = length,
                       .flags = static_cast<uint16_t>(flags)},
                      0, nullptr);
  };
  EXPECT_TRUE(step(kSyn, 1000, 0));
  EXPECT_FALSE(step(kFin, 1000, 0));
  EXPECT_FALSE(step(kAck, 500, 100));
  EXPECT_TRUE(step(kSyn, 1000, 0));
}

// A reset that does not acknowledge the SYN proves nothing about the end whose name it bears.
class ResetOfASynTest : public Talk {};

TEST_F(ResetOfASynTest, WithAnotherAcknowledgmentIsDoubtful) {
  client.Syn();
  server.Raw(kRst | kAck, Seq(0), client.iss());
  EXPECT_EQ(server.now(), Assumed(State::closed));
  EXPECT_EQ(client.now(), Sure(State::syn_sent));
}

TEST_F(ResetOfASynTest, WithoutAnAcknowledgmentIsDoubtful) {
  client.Syn();
  server.BareRst(Seq(12345));
  EXPECT_EQ(server.now(), Assumed(State::closed));
}

TEST_F(ResetOfASynTest, ThatAcknowledgesItIsTheServers) {
  client.Syn();
  server.Raw(kRst | kAck, Seq(0), client.iss() + 1);
  EXPECT_EQ(server.now(), Sure(State::closed));
  EXPECT_EQ(client.now(), Expected(State::closed));
}

// A SYN without the data of the first one was sent again: the capture does not change segments.
class RepeatedSynTest : public Talk {};

TEST_F(RepeatedSynTest, WithoutItsDataIsNoCopy) {
  client.SynData(517);
  server.Raw(kSyn | kAck, server.iss(), client.iss() + 1);
  for (int i = 0; i < 3; ++i) {
    time_ns += 34'000'000;
    client.Raw(kSyn, client.iss(), Seq(0));
    EXPECT_TRUE(Said(EventId::retransmits)) << i;
    EXPECT_FALSE(Said(EventId::seen_twice)) << i;
  }
}

TEST_F(RepeatedSynTest, WithoutItsDataIsNoCopyBeforeAnyAnswer) {
  client.SynData(517);
  client.Raw(kSyn, client.iss(), Seq(0));
  EXPECT_TRUE(Said(EventId::retransmits));
}

TEST_F(RepeatedSynTest, WithItsDataIsACopy) {
  client.SynData(517);
  client.Raw(kSyn, client.iss(), Seq(0), 517);
  EXPECT_TRUE(Said(EventId::seen_twice));
  EXPECT_FALSE(Said(EventId::retransmits));
}

// FINs that do not acknowledge each other cross only if they were on the way at the same time.
class FinsApartTest : public Talk {
 protected:
  void FinsAfter(int64_t seconds) {
    Establish();
    client.Lost().Fin();
    time_ns += seconds * 1'000'000'000;
    server.Fin();
  }
};

TEST_F(FinsApartTest, CrossWithinARoundTrip) {
  FinsAfter(1);
  EXPECT_EQ(verdict().outcome, Outcome::closed_together);
  EXPECT_EQ(verdict().closer, Closer::both);
}

TEST_F(FinsApartTest, DoNotCrossAfterMinutes) {
  FinsAfter(235);
  EXPECT_EQ(verdict().outcome, Outcome::closed_by_client);
  EXPECT_EQ(verdict().closer, Closer::client);
}

TEST_F(FinsApartTest, TheEarlierOneIsTheFirst) {
  Establish();
  server.Lost().Fin();
  time_ns += 10'000'000'000;
  client.Fin();
  EXPECT_EQ(verdict().outcome, Outcome::closed_by_server);
}

TEST_F(FinsApartTest, ARepeatedFinMayStillCross) {
  Establish();
  client.Lost().Fin();
  time_ns += 10'000'000'000;
  client.Lost().Again();
  time_ns += 100'000'000;
  server.Fin();
  EXPECT_EQ(verdict().outcome, Outcome::closed_together);
}

}  // namespace
}  // namespace tcpladder
