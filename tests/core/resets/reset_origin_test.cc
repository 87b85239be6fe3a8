// Who made a reset: one mark at a time, and what honest ends do that looks like one.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/resets/two_hosts.h"

namespace tcpladder::test {
namespace {

using Evidence = ResetEvidence;

// The judgment about the first reset of the talk.
ResetJudgment FirstOf(const TwoHosts& talk) {
  const auto judgments = JudgmentsOf(talk);
  EXPECT_FALSE(judgments.empty());
  return judgments.empty() ? ResetJudgment{} : judgments.front();
}

// Two requests and an answer, then a reset by the server one round trip after the second request.

void ExpectMiddle(const TwoHosts& talk, Evidence evidence) {
  const ResetJudgment judgment = FirstOf(talk);
  EXPECT_EQ(judgment.origin, ResetOrigin::middle);
  EXPECT_TRUE(judgment.against.Has(evidence));
  EXPECT_EQ(judgment.against.size(), 1) << judgment.against.bits();
}

void ExpectEnd(const TwoHosts& talk) {
  const ResetJudgment judgment = FirstOf(talk);
  EXPECT_EQ(judgment.origin, ResetOrigin::end);
  EXPECT_TRUE(judgment.against.empty()) << judgment.against.bits();
}

constexpr uint16_t kRstAck = kRst | kAck;

TEST(ResetOrigin, OfItsOwnAccordIsTheEnds) { ExpectEnd(Talk().Server(kRstAck)); }

TEST(ResetOrigin, AnswerToLateDataIsTheEnds) {
  ExpectEnd(Talk().Server(kFin | kAck).After(5).Client(kAck, 10).After(60).Server(kRst));
}

TEST(ResetOrigin, NothingToCompareWith) {
  const ResetJudgment judgment = FirstOf(TwoHosts().Server(kRstAck));
  EXPECT_EQ(judgment.origin, ResetOrigin::cannot_be_told);
  EXPECT_EQ(judgment.compared, 0U);
}

TEST(ResetOrigin, RefusalAloneCannotBeTold) {
  const auto talk = TwoHosts().Client(kSyn).After(30).Send(
      {.flags = kRstAck, .seq = 0, .window = 0, .timestamps = false});
  EXPECT_EQ(FirstOf(talk).origin, ResetOrigin::cannot_be_told);
}

TEST(ResetOrigin, OtherNumberOfHops) {
  const auto talk = Talk().Send({.flags = kRstAck, .ttl = 55});
  ExpectMiddle(talk, Evidence::ttl);
  const ResetNumbers numbers = FirstOf(talk).numbers[static_cast<size_t>(Evidence::ttl)];
  EXPECT_EQ(numbers.found, 64 - 55);
  EXPECT_EQ(numbers.usual, 64 - 51);
}

TEST(ResetOrigin, OtherNumberOfHopsOfAnAnswer) {
  ExpectMiddle(Talk().Send({.flags = kRst, .ttl = 47}), Evidence::ttl);
}

TEST(ResetOrigin, SameHopsFromAnotherInitialTtl) {
  // The program set a TTL of 255; the kernel answers with its own 64.
  ExpectEnd(
      TwoHosts().Ttl(kServer, 242).Handshake().Exchange().After(60).Ttl(kServer, 51).Server(kRst));
}

TEST(ResetOrigin, TtlThatAProgramChoseTellsNoHops) {
  ExpectEnd(
      TwoHosts().Ttl(kServer, 87).Handshake().Exchange().After(60).Ttl(kServer, 51).Server(kRst));
}

TEST(ResetOrigin, RouteThatChangedBefore) {
  ExpectEnd(Talk().Ttl(kServer, 49).Server(kAck, 300).After(50).Server(kRstAck));
}

TEST(ResetOrigin, RouteThatChangesAfterwards) {
  ExpectMiddle(Talk().Send({.flags = kRstAck, .ttl = 60}), Evidence::ttl);
}

TEST(ResetOrigin, RefusalBehindASynProxyCannotBeTold) {
  const auto talk = TwoHosts().Handshake().After(22).Send(
      {.flags = kRstAck, .seq = 1, .ack = 1, .window = 0, .ttl = 48, .timestamps = false});
  EXPECT_EQ(FirstOf(talk).origin, ResetOrigin::end);
  EXPECT_FALSE(FirstOf(talk).against.Has(Evidence::ttl));
}

TEST(ResetOrigin, HandshakeAloneShowsHops) {
  const auto talk =
      TwoHosts().Handshake().After(1).Client(kAck, 100).After(60).Send({.flags = kRst, .ttl = 56});
  ExpectMiddle(talk, Evidence::ttl);
}

TEST(ResetOrigin, HopsOfOtherConnectionsBetweenTheHosts) {
  const TwoHosts open = TwoHosts(40000).Handshake().Exchange();
  const auto refused = [](uint8_t ttl) {
    return TwoHosts(40001).Client(kSyn).After(60).Send(
        {.flags = kRstAck, .seq = 0, .window = 0, .ttl = ttl, .timestamps = false});
  };
  const auto forged = JudgmentsOf({open, refused(60)}, 1);
  ASSERT_EQ(forged.size(), 1U);
  EXPECT_EQ(forged[0].origin, ResetOrigin::middle);
  const auto honest = JudgmentsOf({open, refused(51)}, 1);
  ASSERT_EQ(honest.size(), 1U);
  EXPECT_EQ(honest[0].origin, ResetOrigin::end);
}

TEST(ResetOrigin, DontFragmentMissing) {
  ExpectMiddle(Talk().Send({.flags = kRstAck, .dont_fragment = false}), Evidence::df);
}

TEST(ResetOrigin, DontFragmentMissingInAnAnswerIsTooLittle) {
  const auto talk = Talk().Send({.flags = kRst, .dont_fragment = false});
  EXPECT_EQ(FirstOf(talk).origin, ResetOrigin::cannot_be_told);
}

TEST(ResetOrigin, IdentificationZeroFromAnOpenConnection) {
  ExpectMiddle(Talk().Send({.flags = kRstAck, .id = 0}), Evidence::ip_id);
}

TEST(ResetOrigin, IdentificationOutOfItsCounter) {
  ExpectMiddle(Talk().Send({.flags = kRstAck, .id = 0x7777}), Evidence::ip_id);
}

TEST(ResetOrigin, IdentificationCopiedFromTheRequest) {
  ExpectMiddle(Talk().Send({.flags = kRst, .id = 0xa10f}), Evidence::ip_id);
}

TEST(ResetOrigin, AnswersHaveACounterOfTheirOwn) {
  ExpectEnd(Talk().Send({.flags = kRst, .id = 0x72f7}));
}

TEST(ResetOrigin, WindowTakenBack) {
  ExpectMiddle(Talk().Send({.flags = kRstAck, .window = 8}), Evidence::window);
}

TEST(ResetOrigin, WindowFarAboveAllBefore) {
  ExpectMiddle(Talk().Send({.flags = kRstAck, .window = 1024}), Evidence::window);
}

TEST(ResetOrigin, WindowOfZeroSaysNothing) {
  ExpectEnd(Talk().Send({.flags = kRstAck, .window = 0}));
}

TEST(ResetOrigin, WindowInAnAnswerIsTooLittle) {
  EXPECT_EQ(FirstOf(Talk().Send({.flags = kRst, .window = 8201})).origin,
            ResetOrigin::cannot_be_told);
}

TEST(ResetOrigin, TimestampsMissing) {
  ExpectMiddle(Talk().Send({.flags = kRstAck, .timestamps = false}), Evidence::options);
}

TEST(ResetOrigin, StackWithoutWindowOrTimestampsInItsResets) {
  ExpectEnd(Talk().Send({.flags = kRstAck, .window = 0, .timestamps = false}));
}

TEST(ResetOrigin, TimestampOffItsClock) {
  ExpectMiddle(Talk().Send({.flags = kRstAck, .timestamp_value = 1'653'078'326 + 90'000}),
               Evidence::options);
}

TEST(ResetOrigin, TimestampNotSentYet) {
  ExpectMiddle(Talk().Send({.flags = kRstAck, .timestamp_echo = 3'995'487'218 + 40'000}),
               Evidence::options);
}

TEST(ResetOrigin, MuchTooSoon) {
  ExpectMiddle(TwoHosts().Handshake().Exchange().After(1).Server(kRstAck), Evidence::timing);
}

TEST(ResetOrigin, PathThatGotFasterIsTooLittle) {
  const ResetJudgment judgment =
      FirstOf(TwoHosts().Handshake().Exchange().After(20).Server(kRstAck));
  EXPECT_TRUE(judgment.against.Has(Evidence::timing));
  EXPECT_EQ(judgment.origin, ResetOrigin::cannot_be_told);
}

TEST(ResetOrigin, NumberFarFromAllIsTooLittle) {
  const ResetJudgment judgment = FirstOf(Talk().Send({.flags = kRst, .seq = 920 + 5000}));
  EXPECT_TRUE(judgment.against.Has(Evidence::sequence));
  EXPECT_EQ(judgment.origin, ResetOrigin::cannot_be_told);
}

TEST(ResetOrigin, ThreeResetsWithNumbersAhead) {
  const auto judgments = JudgmentsOf(Talk()
                                         .Server(kRstAck)
                                         .Send({.flags = kRstAck, .seq = 920 + 1460})
                                         .Send({.flags = kRstAck, .seq = 920 + 4380}));
  ASSERT_EQ(judgments.size(), 3U);
  for (const ResetJudgment& judgment : judgments)
    EXPECT_TRUE(judgment.against.Has(Evidence::copies));
  EXPECT_EQ(judgments[1].origin, ResetOrigin::middle);
  EXPECT_EQ(judgments[2].origin, ResetOrigin::middle);
}

TEST(ResetOrigin, OnePacketTwiceIsOneReset) {
  const auto judgments = JudgmentsOf(Talk().Server(kRstAck).Twice());
  ASSERT_EQ(judgments.size(), 2U);
  for (const ResetJudgment& judgment : judgments) EXPECT_EQ(judgment.origin, ResetOrigin::end);
}

TEST(ResetOrigin, OneAnswerForEachSegmentOnTheWay) {
  TwoHosts talk = TwoHosts().Handshake().Exchange();
  for (int i = 0; i < 6; ++i) talk.After(1).Client(kAck, 1000);
  talk.After(60);
  for (int i = 0; i < 6; ++i) talk.After(1).Server(kRst);
  for (const ResetJudgment& judgment : JudgmentsOf(talk)) {
    EXPECT_EQ(judgment.origin, ResetOrigin::end);
  }
}

TEST(ResetOrigin, EndGoesOn) {
  ExpectMiddle(Talk().Send({.flags = kRstAck, .counts = false}).After(8).Server(kAck),
               Evidence::goes_on);
}

TEST(ResetOrigin, SegmentOvertakenByTheReset) {
  TwoHosts talk = Talk();
  const uint32_t earlier = 1'653'078'326 + 200;
  talk.Server(kRstAck).After(1);
  ExpectEnd(talk.Send({.flags = kAck, .length = 100, .timestamp_value = earlier, .counts = false}));
}

TEST(ResetOrigin, SynAckAfterARefusal) {
  const auto talk = TwoHosts()
                        .Client(kSyn)
                        .After(25)
                        .Send({.flags = kRstAck, .seq = 0, .window = 0, .timestamps = false})
                        .After(36)
                        .Server(kSyn | kAck);
  EXPECT_TRUE(FirstOf(talk).against.Has(Evidence::goes_on));
  EXPECT_EQ(FirstOf(talk).origin, ResetOrigin::middle);
}

TEST(ResetOrigin, SynAckToASecondTry) {
  const auto talk = TwoHosts()
                        .Client(kSyn)
                        .After(60)
                        .Send({.flags = kRstAck, .seq = 0, .window = 0, .timestamps = false})
                        .After(1000)
                        .Send({.from = kClient, .flags = kSyn, .seq = 0, .counts = false})
                        .After(60)
                        .Server(kSyn | kAck);
  EXPECT_FALSE(FirstOf(talk).against.Has(Evidence::goes_on));
}

TEST(ResetOrigin, ForgedAnswerWithFin) {
  const auto judgments = JudgmentsOf(TwoHosts()
                                         .Handshake()
                                         .Exchange()
                                         .After(10)
                                         .Send({.flags = kAck | kPsh | kFin,
                                                .length = 57,
                                                .ttl = 61,
                                                .timestamps = false,
                                                .counts = false})
                                         .After(52)
                                         .Server(kAck)
                                         .After(40)
                                         .Server(kAck | kPsh, 919));
  ASSERT_EQ(judgments.size(), 1U);
  EXPECT_EQ(judgments[0].origin, ResetOrigin::middle);
  EXPECT_TRUE(judgments[0].against.Has(Evidence::goes_on));
}

TEST(ResetOrigin, OrdinaryFinsHaveNoRow) {
  EXPECT_TRUE(
      JudgmentsOf(Talk().Server(kFin | kAck).After(1).Client(kFin | kAck).After(60).Server(kAck))
          .empty());
}

}  // namespace
}  // namespace tcpladder::test
