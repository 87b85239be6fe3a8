// How much an end sent after the other one had closed: by its sequence numbers, whatever the
// capture lacks of it.
#include <gtest/gtest.h>

#include "core/engine/outcome.h"
#include "core/engine/tables.h"
#include "core/net/tcp_flags.h"
#include "tests/core/engine/summary_fixture.h"

namespace tcpladder {
namespace {

class HalfCloseBytesTest : public SummaryTest {
 protected:
  // The server closes, the client sends more, `without` leaves out a frame.
  void ReadTalk(test::TalkCapture talk, size_t without = SIZE_MAX) {
    file_ = talk.File(without);
    test::RunEngine(engine_, file_);
  }
  static test::TalkCapture Closed() {
    return test::TalkCapture().Handshake().Server(kFin | kAck).Client(kAck);
  }
  int64_t Bytes() const { return Of(SummaryItemId::half_closed).at(0).args[3]; }
  int64_t More() const {
    return static_cast<int64_t>(TableOfVerdict(engine_, 0, TableOfSegments(engine_, 0)).more_bytes);
  }
  // As long as `jumps` times half a GiB and 1000 bytes, mostly not captured.
  static test::TalkCapture LongOfClient(uint32_t jumps) {
    test::TalkCapture talk = Closed();
    for (uint32_t i = 0; i <= jumps; ++i) {
      talk.Again(1001 + (i << 29), 5002).Client(kAck, 1000).Server(kAck);
    }
    return talk.Client(kFin | kAck).Server(kAck);
  }
  static test::TalkCapture LongOfServer(uint32_t jumps) {
    test::TalkCapture talk;
    talk.Handshake().Client(kFin | kAck).Server(kAck);
    for (uint32_t i = 0; i <= jumps; ++i) {
      talk.Again(1002, 5001 + (i << 29)).Server(kAck, 1000).Client(kAck);
    }
    return talk.Server(kFin | kAck).Client(kAck);
  }
};

TEST_F(HalfCloseBytesTest, CountWhatWasCaptured) {
  ReadTalk(Closed().Client(kAck, 1000).Client(kAck, 500).Client(kFin | kAck).Server(kAck));
  EXPECT_EQ(Bytes(), 1500);
  EXPECT_EQ(More(), 1500);
}

TEST_F(HalfCloseBytesTest, CountWhatTheCaptureLacks) {
  ReadTalk(Closed().Client(kAck, 1000).Client(kAck, 500).Client(kFin | kAck).Server(kAck), 5);
  EXPECT_EQ(Bytes(), 1500);
  EXPECT_EQ(More(), 1500);
}

TEST_F(HalfCloseBytesTest, CountWhatWasSentAgainOnce) {
  ReadTalk(Closed().Client(kAck, 1000).Repeat().Client(kAck, 500).Client(kFin | kAck).Server(kAck));
  EXPECT_EQ(Bytes(), 1500);
  EXPECT_EQ(More(), 1500);
}

TEST_F(HalfCloseBytesTest, CountWhatOnlyTheFinShows) {
  ReadTalk(Closed().Client(kAck, 1000).Client(kFin | kAck).Server(kAck), 5);
  EXPECT_EQ(Bytes(), 1000);
  EXPECT_EQ(More(), 1000);
}

TEST_F(HalfCloseBytesTest, CountWhatWasFiledBehindAnAck) {
  test::TalkCapture talk = Closed();
  talk.Again(2001, 5002).Client(kAck).Again(1001, 5002).Client(kAck, 1000);
  ReadTalk(talk.Client(kFin | kAck).Server(kAck));
  EXPECT_EQ(Bytes(), 1000);
  EXPECT_EQ(More(), 1000);
}

TEST_F(HalfCloseBytesTest, DoNotCountWhatWasSentBeforeTheAck) {
  test::TalkCapture talk = test::TalkCapture().Handshake().Client(kAck, 1000).Server(kFin | kAck);
  ReadTalk(talk.Client(kAck).Client(kFin | kAck).Server(kAck), 3);
  EXPECT_EQ(Bytes(), 0);
  EXPECT_EQ(More(), 0);
}

TEST_F(HalfCloseBytesTest, DoNotCountWhatCannotBeTheConnections) {
  ReadTalk(Closed()
               .Client(kAck, 1000)
               .Again(2'000'000'000, 9)
               .Client(kAck, 700)
               .Again(2001, 5002)
               .Client(kFin | kAck)
               .Server(kAck));
  EXPECT_EQ(Bytes(), 1000);
  EXPECT_EQ(More(), 1000);
}

TEST_F(HalfCloseBytesTest, AreToldHoweverLongItLasts) {
  Read(Closed().Client(kAck, 1000).Client(kFin | kAck).Server(kAck),
       {0, 1, 2, 3, 4, 100'000, 200'000, 200'001});
  EXPECT_EQ(Bytes(), 1000);
}

TEST_F(HalfCloseBytesTest, AreNotToldOfAFinThatWasLost) {
  Read(test::TalkCapture().Handshake().Server(kFin | kAck).Again(1001, 5001).Client(kFin | kAck),
       {0, 1, 2, 3, 235'000});
  EXPECT_TRUE(Of(SummaryItemId::half_closed).empty());
}

class LongHalfCloseTest : public HalfCloseBytesTest,
                          public testing::WithParamInterface<uint32_t> {};

TEST_P(LongHalfCloseTest, CountsEachByteOfTheClient) {
  ReadTalk(LongOfClient(GetParam()));
  EXPECT_EQ(VerdictOf(engine_, 0).closer, Closer::server);
  const int64_t sent = (int64_t{GetParam()} << 29) + 1000;
  EXPECT_EQ(Bytes(), sent);
  EXPECT_EQ(More(), sent);
}

TEST_P(LongHalfCloseTest, CountsEachByteOfTheServer) {
  ReadTalk(LongOfServer(GetParam()));
  EXPECT_EQ(VerdictOf(engine_, 0).closer, Closer::client);
  const int64_t sent = (int64_t{GetParam()} << 29) + 1000;
  EXPECT_EQ(Bytes(), sent);
  EXPECT_EQ(More(), sent);
}

INSTANTIATE_TEST_SUITE_P(HalvesOfAGiB, LongHalfCloseTest, testing::Values(3, 6, 10));

// A FIN with the number of its sender's SYN: nothing was sent again, and no timer ran out.
class ForeignFinTest : public SummaryTest {
 protected:
  void ExpectNothingRepeated(const test::TalkCapture& talk, const std::vector<int64_t>& times) {
    Read(talk, times);
    for (const SummaryItem& item : Of(SummaryItemId::retry)) {
      EXPECT_NE(static_cast<RetryKind>(item.args[0]), RetryKind::fin);
    }
    for (const SummaryItem& item : Of(SummaryItemId::stall)) {
      EXPECT_NE(static_cast<StallCause>(item.args[0]), StallCause::retransmission);
    }
    const auto& again = engine_.connections()[0].retransmissions;
    EXPECT_EQ(again[0] + again[1], 0U);
  }
};

TEST_F(ForeignFinTest, BeforeTheSynAck) {
  test::TalkCapture talk;
  talk.Client(kSyn).Again(1000, 5000).Client(kFin).Again(1001, 5000).Server(kSyn | kAck);
  ExpectNothingRepeated(talk, {0, 291, 305});
}

TEST_F(ForeignFinTest, OnceMoreAfterTheSynAck) {
  test::TalkCapture talk;
  talk.Client(kSyn).Again(1000, 5000).Client(kFin).Again(1001, 5000).Server(kSyn | kAck);
  talk.Again(1000, 5001).Client(kFin | kAck).Server(kRst);
  ExpectNothingRepeated(talk, {0, 291, 305, 307, 610});
}

TEST_F(ForeignFinTest, InAConnection) {
  test::TalkCapture talk;
  talk.Handshake().Client(kAck, 100).Server(kAck, 100).Again(1000, 5101).Client(kFin | kAck);
  talk.Again(1101, 5101).Client(kAck, 100).Server(kAck);
  ExpectNothingRepeated(talk, {0, 1, 2, 3, 4, 300, 600, 601});
}

}  // namespace
}  // namespace tcpladder
