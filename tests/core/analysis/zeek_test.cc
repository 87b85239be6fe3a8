#include "core/analysis/zeek.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/net/tcp_flags.h"

namespace tcpladder {
namespace {

constexpr int64_t kSecond = 1'000'000'000;

// A connection written down segment by segment. Numbers are relative to the initial ones.
class ZeekTest : public testing::Test {
 protected:
  struct Wire {
    uint32_t seq = 1, ack = 1, length = 0;
    uint16_t flags = kAck;
    uint16_t window = 1000;
    uint32_t trailing_bytes = 0;
    bool cut_payload = false;
    Checksum checksum = Checksum::good;
  };

  void Client(const Wire& wire) { Send(0, wire); }
  void Server(const Wire& wire) { Send(1, wire); }
  void After(int64_t ns) { now_ += ns; }

  void Syn() { Client({.seq = 0, .flags = kSyn}); }
  void SynAck() { Server({.seq = 0, .flags = kSyn | kAck}); }
  void Handshake() {
    Syn();
    SynAck();
    Client({});
  }

  // State and history of every row, joined by commas.
  std::string Log() const {
    std::string log;
    for (const ZeekRow& row : zeek_.Rows()) {
      if (!log.empty()) log += ", ";
      log += std::string(NameOf(row.state)) + " " + row.history;
    }
    return log;
  }

  ZeekConnection zeek_;

 private:
  void Send(uint8_t from, const Wire& wire) {
    const uint32_t isn[2] = {1000, 0xfffffff0};
    const TrackedSegment segment{.time_ns = now_,
                                 .seq = Seq(isn[from] + wire.seq),
                                 .ack = Seq(isn[1 - from] + wire.ack),
                                 .length = wire.length,
                                 .flags = wire.flags,
                                 .window = wire.window,
                                 .from = from};
    zeek_.Step(segment, {.payload_whole = !wire.cut_payload,
                         .trailing_bytes = wire.trailing_bytes,
                         .checksum = wire.checksum});
  }

  int64_t now_ = 0;
};

TEST_F(ZeekTest, SynAlone) {
  Syn();
  EXPECT_EQ(Log(), "S0 S");
}

TEST_F(ZeekTest, EstablishedWithoutTheThirdSegment) {
  Syn();
  SynAck();
  EXPECT_EQ(Log(), "S1 Sh");
}

TEST_F(ZeekTest, NormalClose) {
  Handshake();
  Client({.length = 10});
  Server({.ack = 11, .length = 20});
  Client({.seq = 11, .ack = 21, .flags = kFin | kAck});
  Server({.seq = 21, .ack = 12, .flags = kFin | kAck});
  Client({.seq = 12, .ack = 22});
  EXPECT_EQ(Log(), "SF ShADdFf");
}

TEST_F(ZeekTest, CloseByOneEndOnly) {
  Handshake();
  Client({.flags = kFin | kAck});
  Server({.ack = 2});
  EXPECT_EQ(Log(), "S2 ShAFa");
}

TEST_F(ZeekTest, CloseByTheResponderOnly) {
  Handshake();
  Server({.flags = kFin | kAck});
  Client({.ack = 2});
  EXPECT_EQ(Log(), "S3 ShAf");
}

TEST_F(ZeekTest, Refused) {
  Syn();
  Server({.seq = 0, .flags = kRst | kAck, .window = 0});
  EXPECT_EQ(Log(), "REJ Sr");
}

TEST_F(ZeekTest, ResetByEitherEnd) {
  Handshake();
  Client({.flags = kRst});
  EXPECT_EQ(Log(), "RSTO ShAR");
}

TEST_F(ZeekTest, ResetByTheResponder) {
  Handshake();
  Server({.flags = kRst});
  EXPECT_EQ(Log(), "RSTR ShAr");
}

TEST_F(ZeekTest, SynThenResetWithoutAnswer) {
  Syn();
  Client({.seq = 1, .flags = kRst});
  EXPECT_EQ(Log(), "RSTOS0 SR");
}

TEST_F(ZeekTest, SynThenAckThenResetIsSomethingElse) {
  Syn();
  Client({});
  Client({.flags = kRst});
  EXPECT_EQ(Log(), "OTH SAR");
}

TEST_F(ZeekTest, SynAckThenResetWithoutSyn) {
  SynAck();
  Server({.seq = 1, .flags = kRst});
  EXPECT_EQ(Log(), "RSTRH ^hr");
}

TEST_F(ZeekTest, OneDirectionOfTheOriginator) {
  Syn();
  Client({});
  Client({.length = 10});
  Client({.seq = 11, .flags = kFin | kAck});
  EXPECT_EQ(Log(), "SH SADF");
}

TEST_F(ZeekTest, OneDirectionOfTheResponder) {
  SynAck();
  Server({.length = 10});
  Server({.seq = 11});
  Server({.seq = 11, .flags = kFin | kAck});
  EXPECT_EQ(Log(), "SHR ^hdaf");
}

TEST_F(ZeekTest, MiddleOfAConnection) {
  Client({.length = 10});
  Server({.ack = 11});
  EXPECT_EQ(Log(), "OTH Da");
}

TEST_F(ZeekTest, SynAckWithoutSynIsSwappedAndEstablished) {
  SynAck();
  Client({});
  EXPECT_EQ(Log(), "S1 ^hA");
}

TEST_F(ZeekTest, FinThenResetIsNormalOnceThePeersFinFollows) {
  Handshake();
  Client({.flags = kFin | kAck});
  Client({.seq = 2, .flags = kRst});
  Server({.ack = 2, .flags = kFin | kAck});
  EXPECT_EQ(Log(), "SF ShAFRf");
}

TEST_F(ZeekTest, ResetAfterBothFinsUndoesNothing) {
  Handshake();
  Client({.flags = kFin | kAck});
  Server({.ack = 2, .flags = kFin | kAck});
  Server({.seq = 2, .ack = 2, .flags = kRst});
  EXPECT_EQ(Log(), "SF ShAFfr");
}

TEST_F(ZeekTest, RepeatedSynIsWrittenOnlyWithAnotherNumber) {
  Syn();
  Syn();
  EXPECT_EQ(Log(), "S0 S");
  Client({.seq = 500, .flags = kSyn});
  EXPECT_EQ(Log(), "S0 S");  // numbers are counted anew from each believed SYN
}

TEST_F(ZeekTest, RetransmissionsAreWrittenAtPowersOfTen) {
  Handshake();
  Client({.length = 10});
  for (int i = 0; i < 100; ++i) Client({.length = 10});
  EXPECT_EQ(Log(), "S1 ShADTTT");
}

TEST_F(ZeekTest, ZeroWindowsButNotOnReset) {
  Handshake();
  Server({.window = 0});
  Server({.window = 0});
  Server({.flags = kRst, .window = 0});
  EXPECT_EQ(Log(), "RSTR ShAawr");
}

TEST_F(ZeekTest, AcknowledgedDataNeverSeenIsAGap) {
  Handshake();
  Client({.length = 10});
  Server({.ack = 31});
  EXPECT_EQ(Log(), "S1 ShADaG");
}

TEST_F(ZeekTest, DataOutOfOrderIsNoGap) {
  Handshake();
  Client({.seq = 11, .length = 10});
  Client({.seq = 1, .length = 10});
  Server({.ack = 21});
  EXPECT_EQ(Log(), "S1 ShADTa");
}

TEST_F(ZeekTest, CutPayloadCountsAsNotSeen) {
  Handshake();
  Client({.length = 10, .cut_payload = true});
  Server({.ack = 11});
  EXPECT_EQ(Log(), "S1 ShADaG");
}

TEST_F(ZeekTest, BytesThatOnlyTheIpHeaderCountsAreData) {
  Handshake();
  Server({.trailing_bytes = 6});
  EXPECT_EQ(Log(), "S1 ShAd");
}

TEST_F(ZeekTest, ContradictingFlags) {
  Client({.seq = 0, .flags = kSyn | kFin});
  Client({.seq = 1, .flags = kFin | kRst});
  EXPECT_EQ(zeek_.History(), "QI");
}

TEST_F(ZeekTest, BadChecksumLeavesOnlyAMark) {
  Handshake();
  Client({.length = 10, .checksum = Checksum::bad});
  EXPECT_EQ(Log(), "S1 ShAC");
}

TEST_F(ZeekTest, AnEndWithoutAnyGoodChecksumIsBelieved) {
  Client({.seq = 0, .flags = kSyn, .checksum = Checksum::bad});
  SynAck();
  Client({.checksum = Checksum::bad});
  Client({.length = 10, .checksum = Checksum::bad});
  EXPECT_EQ(Log(), "S1 ShAD");
}

TEST_F(ZeekTest, UnansweredAttemptEndsAfterFiveSeconds) {
  Syn();
  Client({});
  Client({.length = 10});
  After(5 * kSecond);
  Client({.seq = 11, .length = 10});
  Client({.seq = 21, .flags = kFin | kAck});
  EXPECT_EQ(Log(), "S0 SAD, SH DF");
}

TEST_F(ZeekTest, AnsweredAttemptGoesOn) {
  Syn();
  SynAck();
  After(6 * kSecond);
  Client({});
  EXPECT_EQ(Log(), "S1 ShA");
}

TEST_F(ZeekTest, ClosedConnectionIsForgottenAfterFiveSeconds) {
  Handshake();
  Client({.flags = kFin | kAck});
  Server({.ack = 2, .flags = kFin | kAck});
  After(4 * kSecond);
  Client({.seq = 2, .ack = 2});
  EXPECT_EQ(Log(), "SF ShAFf");
  After(2 * kSecond);
  Client({.seq = 2, .ack = 2, .flags = kRst});
  EXPECT_EQ(Log(), "SF ShAFf, OTH R");
  EXPECT_EQ(zeek_.History(), "ShAFf");
}

TEST_F(ZeekTest, IdleConnectionIsForgottenAfterFiveMinutes) {
  Handshake();
  After(299 * kSecond);
  Client({.length = 10});
  EXPECT_EQ(Log(), "S1 ShAD");
  After(300 * kSecond);
  Client({.seq = 11, .length = 10});
  EXPECT_EQ(Log(), "S1 ShAD, OTH D");
}

TEST_F(ZeekTest, HistoryLongerThanTheRoomForIt) {
  Handshake();
  for (uint32_t i = 0; i < 40; ++i) Client({.seq = 1 + i, .flags = kFin | kAck});
  EXPECT_EQ(zeek_.History(), "ShA" + std::string(40, 'F'));
}

}  // namespace
}  // namespace tcpladder
