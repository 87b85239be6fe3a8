// What a capture does not show is marked as such.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/engine/tables.h"
#include "core/net/tcp_flags.h"
#include "tests/core/engine/summary_fixture.h"

namespace tcpladder {
namespace {

using ::testing::ElementsAre;

ConnectionTable ConnectionIn(const test::Bytes& file) {
  Engine engine;
  test::RunEngine(engine, file);
  return TableOfConnections(engine, 0, 1);
}

TEST(UnknownValuesTest, OptionsOfBothSynsAreKnown) {
  const auto table = ConnectionIn(test::TalkCapture().Mss(1460).Handshake().File());
  EXPECT_THAT(table.options_known, ElementsAre(1, 1));
}

TEST(UnknownValuesTest, OptionsThatWereCutOffAreNot) {
  constexpr size_t kWithoutOptions = 14 + 20 + 20;
  const auto table =
      ConnectionIn(test::TalkCapture().Mss(1460).Handshake().CutFile(kWithoutOptions));
  EXPECT_THAT(table.options_known, ElementsAre(0, 0));
}

TEST(UnknownValuesTest, OptionsOfASynThatWasNotCapturedAreNot) {
  const auto table = ConnectionIn(test::TalkCapture().Mss(1460).Handshake().File(0));
  EXPECT_THAT(table.options_known, ElementsAre(0, 1));
}

TEST(UnknownValuesTest, OptionsOfACaptureFromTheMiddleAreNot) {
  const auto table = ConnectionIn(test::TalkCapture().Client(kAck, 10).Server(kAck).File());
  EXPECT_THAT(table.options_known, ElementsAre(0, 0));
}

TEST(UnknownValuesTest, RolesByPortsAreAGuess) {
  EXPECT_THAT(ConnectionIn(test::TalkCapture().Handshake().File()).roles_guessed, ElementsAre(0));
  EXPECT_THAT(ConnectionIn(test::TalkCapture().Server(kSyn | kAck).File()).roles_guessed,
              ElementsAre(0));
  EXPECT_THAT(ConnectionIn(test::TalkCapture().Client(kAck, 1).File()).roles_guessed,
              ElementsAre(1));
}

class CutOptionsTest : public SummaryTest {};

TEST_F(CutOptionsTest, SayNothingOfWhatWasOffered) {
  constexpr size_t kWithoutOptions = 14 + 20 + 20;
  test::TalkCapture talk;
  talk.Options(test::Bytes::Of({3, 3, 7})).Mss(1460).Client(kSyn).Mss(0).Server(kSyn | kAck);
  file_ = talk.CutFile(kWithoutOptions);
  test::RunEngine(engine_, file_);
  EXPECT_TRUE(Of(SummaryItemId::option_refused).empty());
  EXPECT_TRUE(Of(SummaryItemId::option_unanswered).empty());
  EXPECT_TRUE(Of(SummaryItemId::mss_announced).empty());
}

}  // namespace
}  // namespace tcpladder
