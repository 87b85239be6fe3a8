// Judgments as columns, and the timers that an idle time is consistent with.

#include "core/resets/reset_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/resets/reset_judgment.h"
#include "tests/core/resets/two_hosts.h"
#include "tests/support/pcap_writer.h"

namespace tcpladder::test {
namespace {

constexpr uint16_t kResetAck = kRst | kAck;
constexpr int64_t kSecond = 1'000'000'000;

ResetTable TableIn(const TwoHosts& talk) {
  PcapWriter writer({.magic = 0xa1b23c4d, .nanoseconds = true});
  for (const auto& [time_ns, bytes] : talk.frames()) writer.Frame(kSecond + time_ns, bytes);
  const Bytes& file = writer.file();
  Engine engine;
  engine.Push(file);
  engine.Finish();
  const auto places = PlacesOfResets(engine, 0);
  std::vector<std::byte> reread;
  for (size_t i = 0; i < places.size(); i += 2) {
    for (double k = 0; k < places[i + 1]; ++k) {
      const double at = places[i] + k;
      const bool inside = at >= 0 && at < static_cast<double>(file.size());
      reread.push_back(inside ? std::span<const std::byte>(file)[static_cast<size_t>(at)]
                              : std::byte{});
    }
  }
  return TableOfResets(engine, 0, reread);
}

TwoHosts Talk() { return TwoHosts().Handshake().Exchange().After(TwoHosts::kRoundTripMs); }

TEST(ResetTable, HasTheJudgmentAndItsNumbers) {
  const ResetTable table = TableIn(Talk().Send({.flags = kResetAck, .ttl = 55}));
  ASSERT_EQ(table.count, 1U);
  EXPECT_EQ(table.end[0], 1);
  EXPECT_EQ(table.origin[0], static_cast<uint8_t>(ResetOrigin::middle));
  EXPECT_EQ(table.against[0], 1U << static_cast<unsigned>(ResetEvidence::ttl));
  ASSERT_EQ(table.found.size(), kResetEvidenceNames.size());
  EXPECT_EQ(table.found[static_cast<size_t>(ResetEvidence::ttl)], 9);
  EXPECT_EQ(table.usual[static_cast<size_t>(ResetEvidence::ttl)], 13);
  EXPECT_GT(table.compared[0], 0U);
}

TEST(ResetTable, AnEndThatDidNotSendTheResetKeepsItsState) {
  const PacketFields forged{.flags = kResetAck, .ttl = 55, .counts = false};
  const auto kept = [](const TwoHosts& talk) {
    const ResetTable table = TableIn(talk);
    return table.state_until.at(0) - table.row.at(0);
  };
  // To the end of the capture, or until the end shows its state.
  EXPECT_EQ(kept(Talk().Send(forged)), 1U);
  EXPECT_EQ(kept(Talk().Send(forged).After(1).Client(kAck, 10)), 2U);
  EXPECT_EQ(kept(Talk().Send(forged).Send(forged).After(1).Client(kAck, 10)), 3U);
  EXPECT_EQ(kept(Talk().Send(forged).After(5).Server(kAck, 10).After(5).Client(kAck)), 1U);
  // The client's reset closes it.
  EXPECT_EQ(kept(Talk().Send(forged).After(1).Client(kAck, 10).After(1).Client(kRst)), 2U);
  EXPECT_EQ(kept(Talk().Server(kResetAck)), 0U);
}

TEST(ResetTable, CannotBeToldWithoutTheFile) {
  PcapWriter writer({.magic = 0xa1b23c4d, .nanoseconds = true});
  const TwoHosts talk = Talk().Server(kResetAck);
  for (const auto& [time_ns, bytes] : talk.frames()) writer.Frame(kSecond + time_ns, bytes);
  Engine engine;
  engine.Push(writer.file());
  engine.Finish();
  const ResetTable table = TableOfResets(engine, 0, {});
  ASSERT_EQ(table.count, 1U);
  EXPECT_NE(table.origin[0], static_cast<uint8_t>(ResetOrigin::middle));
}

TEST(ResetTable, IsEmptyWithoutResetAndWithoutConnection) {
  EXPECT_EQ(TableIn(Talk()).count, 0U);
  const Engine engine;
  EXPECT_TRUE(PlacesOfResets(engine, 3).empty());
  EXPECT_EQ(TableOfResets(engine, 3, {}).count, 0U);
}

TEST(ResetTable, IdleIsTheWaitBeforeWhatTheResetAnswers) {
  const ResetTable table = TableIn(Talk().After(350'100).Client(kAck, 10).After(60).Server(kRst));
  ASSERT_EQ(table.count, 1U);
  EXPECT_NEAR(table.idle[0], 350.1 + TwoHosts::kRoundTripMs / 1000.0, 0.2);
  EXPECT_EQ(table.idle_timer[0], IdleTimerNear(350 * kSecond));
}

TEST(ResetTable, IdleBeginsAnewWithWhatItsEndSends) {
  const ResetTable table =
      TableIn(Talk().After(350'000).Server(kAck, 10).After(3).Client(kAck).After(60).Server(kRst));
  ASSERT_EQ(table.count, 1U);
  EXPECT_LT(table.idle[0], 1);
  EXPECT_EQ(table.idle_timer[0], kNoTimer);
}

TEST(IdleTimers, AreMetALittleEarlyOrLate) {
  const uint8_t minute = IdleTimerNear(60 * kSecond);
  EXPECT_NE(minute, kNoTimer);
  EXPECT_EQ(IdleTimerNear(60 * kSecond - kSecond / 10), minute);
  EXPECT_EQ(IdleTimerNear(61 * kSecond), minute);
  EXPECT_EQ(IdleTimerNear(59 * kSecond), kNoTimer);
  EXPECT_EQ(IdleTimerNear(63 * kSecond), kNoTimer);
  EXPECT_EQ(IdleTimerNear(0), kNoTimer);
}

}  // namespace
}  // namespace tcpladder::test
