// The numbers behind each word.
#include "core/analysis/analysis_terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/analysis/wireshark_traffic.h"

namespace tcpladder {
namespace {

using testing::ElementsAre;
// Initial numbers of WiresharkTraffic.
constexpr int64_t kClient = 1000, kServer = 50000;

std::array<int64_t, 4> TermsOf(const WiresharkTraffic& traffic, Analysis analysis) {
  for (const AnalysisTerms& terms : traffic.terms()) {
    if (terms.analysis == analysis) return terms.args;
  }
  ADD_FAILURE() << "no terms for " << kAnalysisNames[static_cast<size_t>(analysis)];
  return {};
}

WiresharkTraffic WithHole() {
  WiresharkTraffic traffic;
  traffic.Handshake();
  traffic.Client({.seq = 1, .length = 100});
  traffic.Server({.ack = 101});
  traffic.Client({.seq = 201, .length = 100});
  return traffic;
}

TEST(AnalysisTerms, LostSegmentTellsWhatIsMissing) {
  EXPECT_THAT(TermsOf(WithHole(), Analysis::lost_segment),
              ElementsAre(kClient + 201, kClient + 101, 100, 0));
}

TEST(AnalysisTerms, FastRetransmissionTellsDuplicatesAndAge) {
  WiresharkTraffic traffic = WithHole();
  traffic.Server({.ack = 101});
  traffic.Server({.ack = 101});
  EXPECT_THAT(TermsOf(traffic, Analysis::duplicate_ack), ElementsAre(kClient + 101, 2, 5, 0));
  traffic.After(14 * kMs).Client({.seq = 101, .length = 100});
  EXPECT_THAT(TermsOf(traffic, Analysis::fast_retransmission),
              ElementsAre(kClient + 101, 2, 14 * kMs, 20 * kMs));
  EXPECT_EQ(traffic.terms().size(), 1U);
}

TEST(AnalysisTerms, OutOfOrderAndRetransmissionTellAgeAndLimit) {
  WiresharkTraffic early = WithHole();
  early.Server({.ack = 101});
  early.After(4 * kMs).Client({.seq = 101, .length = 100});
  EXPECT_THAT(TermsOf(early, Analysis::out_of_order),
              ElementsAre(kClient + 101, kClient + 301, 4 * kMs, 10 * kMs));
  WiresharkTraffic late = WithHole();
  late.Server({.ack = 101});
  late.After(14 * kMs).Client({.seq = 101, .length = 100});
  EXPECT_THAT(TermsOf(late, Analysis::retransmission),
              ElementsAre(kClient + 101, kClient + 301, 14 * kMs, 10 * kMs));
}

TEST(AnalysisTerms, SpuriousRetransmissionTellsTheAcknowledgment) {
  WiresharkTraffic traffic = WithHole();
  traffic.Client({.seq = 51, .length = 50});
  EXPECT_THAT(TermsOf(traffic, Analysis::spurious_retransmission),
              ElementsAre(kClient + 101, kClient + 101, 0, 0));
}

TEST(AnalysisTerms, AckLostSegmentTellsWhatCouldBeAcknowledged) {
  WiresharkTraffic traffic = WithHole();
  traffic.Server({.ack = 301});
  EXPECT_THAT(TermsOf(traffic, Analysis::ack_lost_segment),
              ElementsAre(kClient + 301, kClient + 101, kClient + 301, 0));
}

TEST(AnalysisTerms, KeepAliveAndItsAnswer) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  traffic.Server({});
  traffic.Client({.seq = 0});
  EXPECT_THAT(TermsOf(traffic, Analysis::keep_alive), ElementsAre(kClient, kClient + 1, 0, 0));
  traffic.Server({});
  EXPECT_THAT(TermsOf(traffic, Analysis::keep_alive_ack), ElementsAre(kClient + 1, 8000, 0, 0));
}

TEST(AnalysisTerms, WindowsTellBothSizes) {
  WiresharkTraffic traffic;
  traffic.Handshake(2, 3);
  traffic.Server({.window = 100});
  EXPECT_THAT(TermsOf(traffic, Analysis::window_update), ElementsAre(100, 8000, kClient + 1, 0));
  traffic.Client({.length = 800});
  EXPECT_THAT(TermsOf(traffic, Analysis::window_full),
              ElementsAre(kClient + 801, kClient + 1, 100, 3));
  traffic.Server({.ack = 801, .window = 0});
  EXPECT_THAT(TermsOf(traffic, Analysis::zero_window), ElementsAre(kClient + 801, 0, 0, 0));
  traffic.Client({.seq = 801, .length = 1});
  EXPECT_THAT(TermsOf(traffic, Analysis::zero_window_probe),
              ElementsAre(kClient + 801, kClient + 801, 0, 0));
  traffic.Server({.ack = 801, .window = 0});
  EXPECT_THAT(TermsOf(traffic, Analysis::zero_window_probe_ack),
              ElementsAre(kClient + 801, 0, 0, 0));
}

TEST(AnalysisTerms, ReusedPortsTellBothNumbers) {
  WiresharkTraffic traffic;
  traffic.Handshake();
  traffic.Server({.seq = 700, .flags = kSyn | kAck});
  EXPECT_THAT(TermsOf(traffic, Analysis::reused_ports), ElementsAre(kServer + 700, kServer, 0, 0));
}

TEST(AnalysisTerms, EverySaidWordHasTermsButTheGeneralOne) {
  WiresharkTraffic traffic = WithHole();
  traffic.Server({.ack = 301, .window = 0});
  EXPECT_EQ(traffic.terms().size(), 2U);
  traffic.Client({.seq = 1, .length = 10});
  EXPECT_EQ(traffic.terms().size(), 1U);
}

TEST(AnalysisTerms, PeerThatWasHeardAtTimeZeroHasAnAge) {
  constexpr int64_t kBegin = 1'000'000'000, kNever = int64_t{1} << 62;
  for (const int64_t start : {-kBegin, int64_t{0}, -kBegin - 5 * kMs}) {
    WiresharkTraffic heard;
    heard.After(start).Server({.ack = 1});
    heard.After(20 * kMs).Client({.seq = 1, .length = 100});
    heard.After(20 * kMs).Client({.seq = 1, .length = 100});
    EXPECT_EQ(TermsOf(heard, Analysis::retransmission)[2], 40 * kMs) << start;
    WiresharkTraffic unheard;
    unheard.After(start).Client({.seq = 1, .length = 100});
    unheard.After(20 * kMs).Client({.seq = 1, .length = 100});
    EXPECT_EQ(TermsOf(unheard, Analysis::retransmission)[2], kNever) << start;
  }
}

}  // namespace
}  // namespace tcpladder
