// Whether the receiver accepts a reset, and which connections run between the same hosts.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/resets/two_hosts.h"

namespace tcpladder::test {
namespace {

std::vector<Taken> TakenIn(const TwoHosts& talk) {
  std::vector<Taken> taken;
  for (const ResetJudgment& judgment : JudgmentsOf(talk)) taken.push_back(judgment.taken);
  return taken;
}

TEST(ResetTaken, AtTheNextNumberAndOnlyOnce) {
  EXPECT_THAT(TakenIn(Talk().Server(kRst | kAck).Send({.flags = kRst})),
              testing::ElementsAre(Taken::yes, Taken::no));
}

TEST(ResetTaken, InsideTheWindowIsChallenged) {
  EXPECT_THAT(TakenIn(Talk().Send({.flags = kRst | kAck, .seq = 920 + 1000})),
              testing::ElementsAre(Taken::no));
}

TEST(ResetTaken, OutsideTheWindow) {
  EXPECT_THAT(TakenIn(Talk().Send({.flags = kRst, .seq = 0x10000000})),
              testing::ElementsAre(Taken::no));
}

TEST(ResetTaken, RefusalAcknowledgesTheSyn) {
  EXPECT_THAT(TakenIn(TwoHosts().Client(kSyn).After(60).Send(
                  {.flags = kRst | kAck, .seq = 0, .window = 0, .timestamps = false})),
              testing::ElementsAre(Taken::yes));
}

TEST(ResetTaken, ByAnEndWhoseOwnResetWasForged) {
  EXPECT_THAT(TakenIn(Talk()
                          .Send({.flags = kRst | kAck, .ttl = 55, .counts = false})
                          .After(8)
                          .Server(kAck)
                          .After(1)
                          .Send({.from = kClient, .flags = kRst, .seq = 85})),
              testing::ElementsAre(Taken::yes, Taken::yes));
}

// Linux takes a reset with the number of the FIN before.
TEST(ResetTaken, AtTheFinByAReceiverThatSendsNothingMore) {
  EXPECT_THAT(TakenIn(Talk()
                          .Server(kFin | kAck)
                          .Client(kAck)
                          .Send({.flags = kRst, .seq = 920})
                          .Send({.flags = kRst, .seq = 921})),
              testing::ElementsAre(Taken::yes, Taken::no));
}

TEST(ResetTaken, AtTheFinIsUnknownWhileTheReceiverGoesOn) {
  EXPECT_THAT(
      TakenIn(
          Talk().Server(kFin | kAck).Client(kAck).Send({.flags = kRst, .seq = 920}).Client(kAck)),
      testing::ElementsAre(Taken::unknown));
}

TEST(ResetTaken, ManyResetsAreAllJudged) {
  TwoHosts talk = Talk();
  constexpr size_t kMany = 20'000;
  for (size_t i = 0; i < kMany; ++i) talk.Send({.flags = kRst});
  EXPECT_EQ(TakenIn(talk).size(), kMany);
}

Bytes FileOf(const std::vector<uint16_t>& ports) {
  PcapWriter writer;
  int64_t time_ns = 1'700'000'000'000'000'000;
  for (const uint16_t port : ports) {
    const TwoHosts talk = TwoHosts(port).Handshake();
    for (const auto& [at_ns, bytes] : talk.frames()) {
      writer.Frame(time_ns + at_ns, bytes);
    }
    time_ns += TwoHosts::kMs;
  }
  return writer.file();
}

TEST(HostPairs, NearestOthersFirstAndNoMoreThanAsked) {
  const Bytes file = FileOf({1001, 1002, 1003, 1004, 1005});
  Engine engine;
  engine.Push(file);
  engine.Finish();
  const HostPairs hosts(engine);
  EXPECT_THAT(hosts.Others(2, 10), testing::ElementsAre(1U, 3U, 0U, 4U));
  EXPECT_THAT(hosts.Others(0, 2), testing::ElementsAre(1U, 2U));
}

}  // namespace
}  // namespace tcpladder::test
