// Each kind of divergence is found, is the first one, and has its segments; what recordings of one
// story differ in is none.

#include "core/compare/compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "core/compare/aligned_rows.h"
#include "core/compare/comparison_tables.h"
#include "core/net/tcp_options.h"
#include "tests/core/compare/told_capture.h"

namespace tcpladder::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Kind = DivergenceKind;

ToldCapture Usual(const Recording& recording = {}) {
  return ToldCapture(recording).Opened().Say(0, 300).Say(1, 5000).Say(0, 200).Say(1, 9000);
}

// The first divergence of `b` from the usual story `a`.
Divergence First(const ToldCapture& a, const ToldCapture& b) {
  const Comparison comparison = Compared(a, b);
  EXPECT_FALSE(comparison.divergences.empty());
  return comparison.divergences.empty() ? Divergence{} : comparison.divergences[0];
}

void ExpectSame(const ToldCapture& a, const ToldCapture& b) {
  for (const Divergence& divergence : Compared(a, b).divergences) {
    ADD_FAILURE() << kDivergenceNames[static_cast<size_t>(divergence.kind)] << ' '
                  << divergence.values[0] << ' ' << divergence.values[1];
  }
}

TEST(Compare, FindsNothingBetweenRecordingsOfOneStory) {
  const ToldCapture usual = Usual().Closed(0);
  ExpectSame(usual, usual);
  ExpectSame(usual, Usual({.client_port = 51000, .isn = {0xfffffff0, 7}}).Closed(0));
  ExpectSame(usual, Usual({.mss = 536}).Closed(0));
  ExpectSame(usual, Usual({.acknowledges_each = false}).Closed(0));
  ExpectSame(usual, Usual({.step_ns = 40'000'000}).Closed(0));
}

TEST(Compare, FindsNothingWhereBothEndsTalkAtOnce) {
  const auto talk = [] { return ToldCapture().Opened(); };
  // The same bytes, one after the other here and crossing there.
  ToldCapture crossing = talk();
  crossing.SayAtOnce(0, 100);
  ToldCapture apart = talk();
  apart.Say(0, 100);
  ExpectSame(apart.Say(1, 50).Closed(0), crossing.Say(1, 50).Closed(0));
}

TEST(Compare, FindsAnOptionThatIsMissing) {
  const Bytes without = Bytes().U8(2).U8(4).U16(1460).U8(1).U8(3).U8(3).U8(7);
  const auto first =
      First(ToldCapture().Opened(), ToldCapture().Syn(without).SynAck().Send(0, kAck));
  EXPECT_EQ(first.kind, Kind::option);
  EXPECT_EQ(first.end, 0);
  EXPECT_EQ(first.detail, uint32_t{kOption_sack_permitted});
  EXPECT_THAT(first.values, ElementsAre(1, 0));
  EXPECT_THAT(first.rows, ElementsAre(0, 0));
}

TEST(Compare, FindsAnotherWindowScaleAndMss) {
  const auto scale =
      First(ToldCapture().Opened(),
            ToldCapture().Syn().SynAck(ToldCapture::UsualOptions(1460, 2)).Send(0, kAck));
  EXPECT_EQ(scale.kind, Kind::window_scale);
  EXPECT_EQ(scale.end, 1);
  EXPECT_THAT(scale.values, ElementsAre(7, 2));
  const auto mss = First(ToldCapture().Opened(),
                         ToldCapture().Syn(ToldCapture::UsualOptions(1360)).SynAck().Send(0, kAck));
  EXPECT_EQ(mss.kind, Kind::mss);
  EXPECT_THAT(mss.values, ElementsAre(1460, 1360));
}

TEST(Compare, FindsAnotherAnswerToTheSyn) {
  const auto refused = First(Usual(), ToldCapture().Syn().Reset(1));
  EXPECT_EQ(refused.kind, Kind::answer);
  EXPECT_THAT(refused.values, ElementsAre(Story::syn_ack, Story::reset));
  EXPECT_THAT(refused.rows, ElementsAre(1, 1));
  const auto none = First(Usual(), ToldCapture().Syn());
  EXPECT_THAT(none.values, ElementsAre(Story::syn_ack, Story::no_answer));
}

TEST(Compare, FindsAHandshakeThatIsNotCompleted) {
  EXPECT_EQ(First(ToldCapture().Opened(), ToldCapture().Syn().SynAck()).kind, Kind::handshake);
}

TEST(Compare, FindsARepeatedSyn) {
  const auto first = First(Usual(), ToldCapture().Syn().Again().SynAck().Send(0, kAck).Say(0, 300));
  EXPECT_EQ(first.kind, Kind::repeated);
  EXPECT_EQ(first.step, 0U);
  EXPECT_EQ(first.rows[1], 1U);
}

TEST(Compare, FindsWhoSpeaksFirst) {
  const auto first = First(ToldCapture().Opened().Say(0, 100).Say(1, 200),
                           ToldCapture().Opened().Say(1, 200).Say(0, 100));
  EXPECT_EQ(first.kind, Kind::first_speaker);
  EXPECT_THAT(first.values, ElementsAre(0, 1));
}

TEST(Compare, FindsAnotherLengthAndGoesOnBehindIt) {
  const auto comparison =
      Compared(Usual(), ToldCapture().Opened().Say(0, 300).Say(1, 4999).Say(0, 200).Say(1, 9000));
  ASSERT_EQ(comparison.divergences.size(), 1U);
  EXPECT_EQ(comparison.divergences[0].kind, Kind::length);
  EXPECT_EQ(comparison.divergences[0].end, 1);
  EXPECT_THAT(comparison.divergences[0].values, ElementsAre(5000, 4999));
}

TEST(Compare, FindsAnotherLengthAmongLikeRequests) {
  const auto asked = [](uint32_t odd) {
    ToldCapture capture = ToldCapture().Opened();
    for (int i = 0; i < 8; ++i) capture.Say(0, 100).Say(1, i == 4 ? odd : 500);
    return capture.Closed(0);
  };
  const auto comparison = Compared(asked(500), asked(501));
  ASSERT_EQ(comparison.divergences.size(), 1U);
  EXPECT_EQ(comparison.divergences[0].kind, Kind::length);
}

TEST(Compare, FindsAnExtraRoundTrip) {
  const ToldCapture longer =
      ToldCapture().Opened().Say(0, 300).Say(1, 5000).Say(0, 77).Say(1, 88).Say(0, 200).Say(1,
                                                                                            9000);
  const auto comparison = Compared(Usual(), longer);
  ASSERT_EQ(comparison.divergences.size(), 1U);
  const Divergence& first = comparison.divergences[0];
  EXPECT_EQ(first.kind, Kind::exchange);
  EXPECT_EQ(first.detail, 2U);
  EXPECT_THAT(first.values, ElementsAre(0, 2));
  EXPECT_EQ(first.rows[0], kNone);
  EXPECT_NE(first.rows[1], kNone);
}

TEST(Compare, FindsASegmentSentAgain) {
  const auto first = First(Usual(), ToldCapture().Opened().SayAtOnce(0, 300).Again().Say(1, 5000));
  EXPECT_EQ(first.kind, Kind::repeated);
  EXPECT_EQ(first.end, 0);
  EXPECT_THAT(first.values, ElementsAre(0, 1));
}

TEST(Compare, TakesAProbeOfWhatHadArrivedForChance) {
  const auto probed = [](int64_t after_ms) {
    return ToldCapture().Opened().SayAtOnce(0, 300).Send(1, kAck).Again(after_ms, 2);
  };
  ExpectSame(Usual().Closed(0), probed(20).Say(1, 5000).Say(0, 200).Say(1, 9000).Closed(0));
  EXPECT_EQ(First(Usual(), probed(250).Say(1, 5000)).kind, Kind::repeated);
}

TEST(Compare, CountsWhatIsMissingBeforeASegment) {
  const ToldCapture gap = ToldCapture().Opened().Say(0, 300).Skip(1, 1000).Say(1, 4000);
  ExpectSame(ToldCapture().Opened().Say(0, 300).Say(1, 5000), gap);
}

TEST(Compare, FindsAWindowOfZero) {
  const auto stalled = [](uint16_t window) {
    return ToldCapture().Opened().SayAtOnce(0, 300).Window(window).Send(1, kAck).Window(500);
  };
  const auto first = First(stalled(500), stalled(0));
  EXPECT_EQ(first.kind, Kind::zero_window);
  EXPECT_EQ(first.end, 1);
}

TEST(Compare, FindsATimer) {
  const auto answered = [](int64_t ms) {
    return ToldCapture().Opened().Say(0, 300).After(ms).Say(1, 5000);
  };
  const auto first = First(answered(5), answered(3000));
  EXPECT_EQ(first.kind, Kind::idle);
  EXPECT_EQ(first.end, 1);
  EXPECT_GT(first.values[1], 2'900'000'000);
  ExpectSame(answered(300), answered(420));
}

TEST(Compare, FindsAResetInsteadOfAFin) {
  const auto first = First(Usual().Closed(0), Usual().Reset(0));
  EXPECT_EQ(first.kind, Kind::ending);
  EXPECT_EQ(first.end, 0);
  EXPECT_THAT(first.values, ElementsAre(1, 2));
}

TEST(Compare, FindsWhoClosesFirst) {
  EXPECT_EQ(First(Usual().Closed(0), Usual().Closed(1)).kind, Kind::closer);
}

TEST(Compare, KnowsNothingOfAnOpeningThatWasNotCaptured) {
  const auto comparison = Compared(
      Usual().Closed(0), ToldCapture().Say(0, 300).Say(1, 5000).Say(0, 200).Say(1, 9000).Closed(0));
  EXPECT_THAT(comparison.divergences, IsEmpty());
}

TEST(Compare, AlignsEveryStepOfBoth) {
  const auto comparison = Compared(Usual().Closed(0), Usual({.mss = 400}).Closed(0));
  ASSERT_EQ(comparison.steps.size(), 6U);
  EXPECT_EQ(comparison.steps.front().phase, Phase::opening);
  EXPECT_EQ(comparison.steps.back().phase, Phase::closing);
  for (const AlignedStep& step : comparison.steps) {
    EXPECT_NE(step.rows[0].first, kNone);
    EXPECT_NE(step.rows[1].first, kNone);
  }
}

// The lines of both, as "1-1 2-2 3-_": rows from 1.
std::string Lines(const ToldCapture& a, const ToldCapture& b) {
  const Story first = StoryIn(a), second = StoryIn(b);
  std::string text;
  const auto name = [](uint32_t row) { return row == kNone ? "_" : std::to_string(row + 1); };
  for (const AlignedRows& line : AlignRows(first, second, Compare(first, second).steps)) {
    text += name(line.rows[0]) + "-" + name(line.rows[1]) + " ";
  }
  return text;
}

TEST(AlignRows, LetsSegmentsThatMatchFaceEachOther) {
  const auto story = [] { return ToldCapture().Opened().Say(0, 300).Say(1, 900).Closed(0); };
  EXPECT_EQ(Lines(story(), story()), "1-1 2-2 3-3 4-4 5-5 6-6 7-7 8-8 9-9 10-10 ");
}

TEST(AlignRows, LeavesRoomForWhatOneSideLacks) {
  const ToldCapture usual = ToldCapture().Opened().Say(0, 300).Say(1, 900);
  const ToldCapture again =
      ToldCapture().Opened().SayAtOnce(0, 300).Again().Send(1, kAck).Say(1, 900);
  EXPECT_EQ(Lines(usual, again), "1-1 2-2 3-3 4-4 _-5 5-6 6-7 7-8 ");
  EXPECT_EQ(Lines(again, usual), "1-1 2-2 3-3 4-4 5-_ 6-5 7-6 8-7 ");
  EXPECT_EQ(Lines(usual, ToldCapture().Syn().Reset(1)), "1-1 2-_ _-2 3-_ 4-_ 5-_ 6-_ 7-_ ");
}

TEST(AlignRows, HoldsEveryRowOnceInItsOrder) {
  const Story first = StoryIn(Usual().Closed(0));
  const Story second =
      StoryIn(ToldCapture({.mss = 300}).Opened().Say(1, 900).Say(0, 4000).Reset(1));
  for (const auto& [a, b] : {std::pair{first, second}, std::pair{second, first}}) {
    std::array<uint32_t, 2> next{};
    uint32_t step = 0;
    for (const AlignedRows& line : AlignRows(a, b, Compare(a, b).steps)) {
      EXPECT_GE(line.step, step);
      step = line.step;
      for (size_t side = 0; side < 2; ++side) {
        if (line.rows[side] == kNone) continue;
        EXPECT_EQ(line.rows[side], next[side]);
        ++next[side];
      }
    }
    EXPECT_EQ(next[0], a.looks.size());
    EXPECT_EQ(next[1], b.looks.size());
  }
}

TEST(ComparisonTables, HasOneRowPerDivergenceAndLine) {
  const Story first = StoryIn(Usual().Closed(0)), second = StoryIn(Usual().Reset(0));
  const ComparisonTables tables = TablesOfComparison(first, second);
  ASSERT_GE(tables.divergences.count, 1U);
  EXPECT_EQ(tables.divergences.kind[0], static_cast<uint8_t>(Kind::ending));
  EXPECT_THAT(std::vector(tables.divergences.values.begin(), tables.divergences.values.begin() + 2),
              ElementsAre(1, 2));
  EXPECT_EQ(tables.lines.rows.size(), 2 * tables.lines.count);
  EXPECT_EQ(tables.lines.phase.back(), static_cast<uint8_t>(Phase::closing));
  EXPECT_EQ(TablesOfComparison(Story{}, Story{}).lines.count, 0U);
}

TEST(Compare, EndsWithAnyStories) {
  std::mt19937 random(3);
  const auto story = [&] {
    Story made;
    for (size_t i = 0; i < random() % 60; ++i) {
      DataStep step;
      step.first_end = random() % 2;
      step.bytes[random() % 2] = 1 + random() % 3;
      step.rows.Take(static_cast<uint32_t>(i));
      made.steps.push_back(step);
    }
    return made;
  };
  for (int i = 0; i < 2000; ++i) {
    const Comparison comparison = Compare(story(), story());
    for (const Divergence& divergence : comparison.divergences) {
      ASSERT_LT(divergence.step, comparison.steps.size());
    }
  }
}

}  // namespace
}  // namespace tcpladder::test
