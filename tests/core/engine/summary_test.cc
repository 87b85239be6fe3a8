#include "core/engine/summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/net/tcp_flags.h"
#include "tests/core/engine/summary_fixture.h"

namespace tcpladder {
namespace {

using test::Bytes;
using test::kStepNs;
using test::TalkCapture;
using ::testing::ElementsAre;

const Bytes kScale7 = Bytes::Of({3, 3, 7});
const Bytes kCookieRequest = Bytes::Of({34, 2});
const Bytes kCookie = Bytes::Of({34, 10, 1, 2, 3, 4, 5, 6, 7, 8});
const Bytes kCapable = Bytes::Of({30, 4, 0x01, 0x81});
const Bytes kJoin = Bytes::Of({30, 4, 0x10, 0x00});

TEST_F(SummaryTest, SplitsTheHandshakeAtThePlaceOfTheCapture) {
  Read(TalkCapture().Handshake(), {0, 30, 31});
  const auto gaps = Of(SummaryItemId::handshake_gaps);
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps[0].end, 0);
  EXPECT_THAT(gaps[0].args, ElementsAre(30 * kStepNs, kStepNs, 1, 2));
}

TEST_F(SummaryTest, DoesNotSplitAHandshakeWhoseSynCameTwice) {
  Read(TalkCapture().Client(kSyn).Repeat().Server(kSyn | kAck).Client(kAck), {0, 1000, 1010, 1011});
  EXPECT_TRUE(Of(SummaryItemId::handshake_gaps).empty());
}

TEST_F(SummaryTest, TellsTheWaitBeforeEachRepeatedSyn) {
  Read(TalkCapture().Client(kSyn).Repeat().Repeat().Repeat(), {0, 1000, 3000, 7000});
  const auto retries = Of(SummaryItemId::retry);
  ASSERT_EQ(retries.size(), 3U);
  constexpr auto kSynKind = static_cast<int64_t>(RetryKind::syn);
  EXPECT_THAT(retries[0].args, ElementsAre(kSynKind, 1, 1000 * kStepNs, 0));
  EXPECT_THAT(retries[2].args, ElementsAre(kSynKind, 3, 4000 * kStepNs, 0));
}

TEST_F(SummaryTest, TakesACopyByTheCaptureForNoRetry) {
  Read(TalkCapture().Client(kSyn).Twice().Server(kSyn | kAck), {0, 0, 30});
  EXPECT_TRUE(Of(SummaryItemId::retry).empty());
}

TEST_F(SummaryTest, TellsTheLongestRunOfOneDataSegment) {
  TalkCapture talk;
  talk.Handshake().Client(kAck, 100).Repeat().Server(kAck).Client(kAck, 50).Repeat().Repeat();
  Read(talk, {0, 1, 2, 3, 203, 204, 205, 405, 805});
  const auto retries = Of(SummaryItemId::retry);
  ASSERT_EQ(retries.size(), 2U);
  EXPECT_EQ(retries[0].args[3], 6);
  EXPECT_EQ(retries[0].args[2], 200 * kStepNs);
  EXPECT_EQ(retries[1].args[2], 400 * kStepNs);
}

TEST_F(SummaryTest, SeesWhichOptionsWereRefused) {
  Read(TalkCapture().Options(kScale7).Client(kSyn).Server(kSyn | kAck).Client(kAck));
  const auto refused = Of(SummaryItemId::option_refused);
  ASSERT_EQ(refused.size(), 1U);
  EXPECT_EQ(refused[0].end, 1);
  EXPECT_THAT(refused[0].args, ElementsAre(3, 7, 1, 0));
}

TEST_F(SummaryTest, SeesWhichOptionsWereAgreed) {
  Read(TalkCapture().Options(kScale7).Client(kSyn).Options(kScale7).Server(kSyn | kAck));
  const auto agreed = Of(SummaryItemId::option_agreed);
  ASSERT_EQ(agreed.size(), 1U);
  EXPECT_THAT(agreed[0].args, ElementsAre(3, 7, 7, 0));
}

TEST_F(SummaryTest, TellsWhatEachEndAnnouncesAsItsOwnMss) {
  Read(TalkCapture().Mss(1460).Client(kSyn).Mss(0).Server(kSyn | kAck).Client(kAck));
  const auto announced = Of(SummaryItemId::mss_announced);
  ASSERT_EQ(announced.size(), 1U);
  EXPECT_EQ(announced[0].end, 0);
  EXPECT_THAT(announced[0].args, ElementsAre(1460, 0, 0, 0));
  EXPECT_TRUE(Of(SummaryItemId::option_agreed).empty());
  EXPECT_TRUE(Of(SummaryItemId::option_refused).empty());
}

TEST_F(SummaryTest, FastOpenCookieIsAskedForAndGiven) {
  Read(TalkCapture().Options(kCookieRequest).Client(kSyn).Options(kCookie).Server(kSyn | kAck));
  ASSERT_EQ(Of(SummaryItemId::fast_open_cookie).size(), 1U);
  EXPECT_THAT(Of(SummaryItemId::fast_open_cookie)[0].args, ElementsAre(0, 1, 1, 0));
}

TEST_F(SummaryTest, FastOpenCookieIsAskedForInVain) {
  Read(TalkCapture().Options(kCookieRequest).Client(kSyn).Server(kSyn | kAck));
  ASSERT_EQ(Of(SummaryItemId::fast_open_cookie).size(), 1U);
  EXPECT_THAT(Of(SummaryItemId::fast_open_cookie)[0].args, ElementsAre(0, 1, 0, 0));
}

TEST_F(SummaryTest, FastOpenDataIsTakenAtOnce) {
  Read(TalkCapture().Options(kCookie).Client(kSyn, 100).Server(kSyn | kAck));
  ASSERT_EQ(Of(SummaryItemId::fast_open_data).size(), 1U);
  EXPECT_THAT(Of(SummaryItemId::fast_open_data)[0].args, ElementsAre(0, 1, 100, 100));
}

TEST_F(SummaryTest, FastOpenDataIsLeftToBeSentAgain) {
  TalkCapture talk;
  talk.Options(kCookie).Client(kSyn, 100).Again(1001, 5000).Server(kSyn | kAck);
  Read(talk);
  ASSERT_EQ(Of(SummaryItemId::fast_open_data).size(), 1U);
  EXPECT_THAT(Of(SummaryItemId::fast_open_data)[0].args, ElementsAre(0, 1, 100, 0));
}

TEST_F(SummaryTest, MultipathIsLeftOutOfTheSynAck) {
  Read(TalkCapture().Options(kCapable).Client(kSyn).Server(kSyn | kAck).Client(kAck));
  ASSERT_EQ(Of(SummaryItemId::multipath_refused).size(), 1U);
  EXPECT_EQ(Of(SummaryItemId::multipath_refused)[0].end, 1);
  EXPECT_THAT(Of(SummaryItemId::multipath_refused)[0].args, ElementsAre(0, 1, 0, 0));
}

TEST_F(SummaryTest, MultipathFallsBackInTheThirdSegment) {
  TalkCapture talk;
  talk.Options(kCapable).Client(kSyn).Options(kCapable).Server(kSyn | kAck).Client(kAck);
  Read(talk);
  ASSERT_EQ(Of(SummaryItemId::multipath_refused).size(), 1U);
  EXPECT_EQ(Of(SummaryItemId::multipath_refused)[0].end, 0);
  EXPECT_THAT(Of(SummaryItemId::multipath_refused)[0].args, ElementsAre(0, 2, 0, 0));
}

TEST_F(SummaryTest, MultipathJoinHoldsWhereAllThreeSegmentsHaveIt) {
  const Bytes timestamps = Bytes::Of({8, 10, 0, 0, 0, 0, 0, 0, 0, 0});
  TalkCapture talk;
  talk.Options(kJoin).Client(kSyn).Options(kJoin).Server(kSyn | kAck);
  talk.Options(timestamps + kJoin).Client(kAck);
  Read(talk);
  ASSERT_EQ(Of(SummaryItemId::multipath_agreed).size(), 1U);
  EXPECT_THAT(Of(SummaryItemId::multipath_agreed)[0].args, ElementsAre(0, 2, 1, 0));
  EXPECT_TRUE(Of(SummaryItemId::multipath_refused).empty());
}

TEST_F(SummaryTest, AnswersWhoEndedItAndAfterHowLong) {
  Read(TalkCapture().Handshake().Server(kFin | kAck).Client(kFin | kAck).Server(kAck),
       {0, 1, 2, 5002, 5003, 5004});
  const auto ended = Of(SummaryItemId::ended);
  ASSERT_EQ(ended.size(), 1U);
  EXPECT_EQ(ended[0].end, 1);
  EXPECT_THAT(ended[0].args, ElementsAre(0, 3, 5000 * kStepNs, 0));
}

TEST_F(SummaryTest, CountsWhatIsSentIntoAHalfClosedConnection) {
  TalkCapture talk;
  talk.Handshake().Client(kFin | kAck).Server(kAck, 500).Server(kAck, 20).Server(kFin | kAck);
  Read(talk, {0, 1, 2, 10, 20, 30, 110});
  const auto half = Of(SummaryItemId::half_closed);
  ASSERT_EQ(half.size(), 1U);
  EXPECT_EQ(half[0].end, 0);
  EXPECT_THAT(half[0].args, ElementsAre(3, 6, 100 * kStepNs, 520));
}

TEST_F(SummaryTest, KnowsWhoWaitsTwoMsl) {
  Read(TalkCapture().Handshake().Client(kFin | kAck).Server(kFin | kAck).Client(kAck));
  const auto wait = Of(SummaryItemId::time_wait);
  ASSERT_EQ(wait.size(), 1U);
  EXPECT_EQ(wait[0].end, 0);
  EXPECT_THAT(wait[0].args, ElementsAre(4, 4 * kStepNs, 5 * kStepNs, 0));
}

TEST_F(SummaryTest, LetsBothWaitWhenTheFinsCross) {
  TalkCapture talk;
  talk.Handshake().Client(kFin | kAck);
  TalkCapture server(40000, 1001, 5001);
  server.Server(kFin | kAck);
  PcapWriter writer;
  for (size_t i = 0; i < 4; ++i) {
    writer.Frame(test::kStartNs + static_cast<int64_t>(i) * kStepNs, talk.frames()[i]);
  }
  writer.Frame(test::kStartNs + 4 * kStepNs, server.frames()[0]);
  TalkCapture acks(40000, 1002, 5002);
  acks.Client(kAck).Server(kAck);
  writer.Frame(test::kStartNs + 5 * kStepNs, acks.frames()[0]);
  writer.Frame(test::kStartNs + 6 * kStepNs, acks.frames()[1]);
  file_ = writer.file();
  RunEngine(engine_, file_);
  EXPECT_EQ(Of(SummaryItemId::time_wait).size(), 2U);
}

TEST_F(SummaryTest, JudgesAReuseOfPortsByItsNumber) {
  TalkCapture talk;
  talk.Handshake().Server(kFin | kAck).Client(kFin | kAck).Server(kAck);
  talk.Again(70000, 900000).Handshake();
  Read(talk);
  const auto reuse = Of(SummaryItemId::reuse_by_number, 1);
  ASSERT_EQ(reuse.size(), 1U);
  EXPECT_EQ(reuse[0].end, 1);
  EXPECT_THAT(reuse[0].args, ElementsAre(0, 2 * kStepNs, 70000 - 1002, 0));
}

TEST_F(SummaryTest, SaysNothingOfAReuseAfterTwoMsl) {
  TalkCapture talk;
  talk.Handshake().Server(kFin | kAck).Client(kFin | kAck).Server(kAck);
  talk.Again(70000, 900000).Handshake();
  Read(talk, {0, 1, 2, 3, 4, 5, 241'000});
  EXPECT_TRUE(Of(SummaryItemId::reuse_by_number, 1).empty());
}

TEST_F(SummaryTest, FindsTheLongestStallAndWhoseSilenceItWas) {
  TalkCapture talk;
  talk.Handshake().Client(kAck, 100).Server(kAck).Server(kAck, 200).Client(kAck);
  Read(talk, {0, 1, 2, 3, 4, 904, 905});
  const auto stall = Of(SummaryItemId::stall);
  ASSERT_EQ(stall.size(), 1U);
  EXPECT_EQ(stall[0].end, 1);
  EXPECT_THAT(stall[0].args,
              ElementsAre(static_cast<int64_t>(StallCause::idle), 4, 5, 900 * kStepNs));
}

TEST_F(SummaryTest, BlamesATimerForAStallThatARepetitionEnds) {
  TalkCapture talk;
  talk.Handshake().Client(kAck, 100).Repeat().Server(kAck);
  Read(talk, {0, 1, 2, 3, 303, 304});
  const auto stall = Of(SummaryItemId::stall);
  ASSERT_EQ(stall.size(), 1U);
  EXPECT_EQ(stall[0].end, 0);
  EXPECT_THAT(stall[0].args,
              ElementsAre(static_cast<int64_t>(StallCause::retransmission), 3, 5, 301 * kStepNs));
}

TEST_F(SummaryTest, DoesNotCallADelayedAcknowledgmentAStall) {
  Read(TalkCapture().Handshake().Client(kAck, 100).Server(kAck), {0, 1, 2, 3, 150});
  EXPECT_TRUE(Of(SummaryItemId::stall).empty());
}

TEST_F(SummaryTest, SuspectsAResetFromAnotherDistance) {
  TalkCapture talk;
  talk.Handshake().Server(kAck, 10).Server(kAck, 10).Server(kRst | kAck);
  talk.Ttl(40);
  Read(talk);
  const auto ttl = Of(SummaryItemId::reset_ttl);
  ASSERT_EQ(ttl.size(), 1U);
  EXPECT_EQ(ttl[0].end, 1);
  EXPECT_THAT(ttl[0].args, ElementsAre(5, 40, 64, 64));
}

TEST_F(SummaryTest, SuspectsNothingOfAResetLikeTheOthers) {
  Read(TalkCapture().Handshake().Server(kAck, 10).Server(kAck, 10).Server(kRst | kAck));
  EXPECT_TRUE(Of(SummaryItemId::reset_ttl).empty());
  EXPECT_TRUE(Of(SummaryItemId::reset_identification).empty());
}

}  // namespace
}  // namespace tcpladder
