// What is not told of a time, of options or of an end where the capture lacks what would show it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "core/engine/tables.h"
#include "core/net/tcp_flags.h"
#include "tests/core/engine/summary_fixture.h"

namespace tcpladder {
namespace {

using test::Bytes;
using test::TalkCapture;
using ::testing::ElementsAre;

constexpr uint16_t kData = kPsh | kAck;
constexpr double kPause = 3;  // seconds before the last frame

// Of a talk whose frames but `left_out` were captured, the last of them after the pause.
VerdictTable VerdictWithout(const TalkCapture& talk, const std::set<size_t>& left_out = {}) {
  test::PcapWriter writer;
  int64_t time_ns = test::kStartNs;
  for (size_t i = 0; i < talk.frames().size(); ++i) {
    const bool last = i + 1 == talk.frames().size();
    time_ns += last ? static_cast<int64_t>(kPause * 1e9) : test::kStepNs;
    if (!left_out.contains(i)) writer.Frame(time_ns, talk.frames()[i]);
  }
  Engine engine;
  test::RunEngine(engine, writer.file());
  return TableOfVerdict(engine, 0, TableOfSegments(engine, 0));
}

TEST(Silence, IsToldWhereAllWasCaptured) {
  EXPECT_GE(VerdictWithout(TalkCapture().Handshake().Server(kData, 9).Server(kFin | kAck)).idle,
            kPause);
}

TEST(Silence, IsNotKnownBeforeAFinWhoseDataIsMissing) {
  const TalkCapture talk = TalkCapture().Handshake().Server(kData, 9).Server(kFin | kAck);
  EXPECT_LE(VerdictWithout(talk, {3}).idle, 0);
}

TEST(Silence, IsNotKnownBeforeAnEndThatAcknowledgesWhatIsMissing) {
  TalkCapture talk = TalkCapture().Handshake().Client(kData, 9).Server(kData, 50);
  EXPECT_LE(VerdictWithout(talk.Client(kFin | kAck), {4}).idle, 0);
}

TEST(Silence, IsNotKnownWhereTheOtherEndWasNotCaptured) {
  const TalkCapture talk = TalkCapture().Handshake().Client(kData, 9).Client(kRst | kAck);
  EXPECT_LE(VerdictWithout(talk, {1}).idle, 0);
  EXPECT_GE(VerdictWithout(talk).idle, kPause);
}

TEST(HandshakeTime, IsThatOfTheThirdSegment) {
  const TalkCapture talk = TalkCapture().Handshake().Client(kData, 9).Client(kData, 9);
  EXPECT_NEAR(VerdictWithout(talk).handshake, 0.002, 1e-9);
  // The next one may complete it too.
  EXPECT_NEAR(VerdictWithout(talk, {2}).handshake, 0.003, 1e-9);
}

TEST(HandshakeTime, IsNotKnownWhereTheThirdSegmentIsMissing) {
  const TalkCapture data = TalkCapture().Handshake().Client(kData, 9).Client(kData, 9);
  EXPECT_LT(VerdictWithout(data, {2, 3}).handshake, 0);
  const TalkCapture fin = TalkCapture().Handshake().Client(kData, 9).Client(kFin | kAck);
  EXPECT_LT(VerdictWithout(fin, {2, 3}).handshake, 0);
  const TalkCapture ack = TalkCapture().Handshake().Client(kData, 9).Server(kData, 5).Client(kAck);
  EXPECT_LT(VerdictWithout(ack, {2, 3}).handshake, 0);
}

class UncapturedSyn : public SummaryTest {
 protected:
  // How many options are said to be offered by one end alone.
  size_t AloneWithout(const TalkCapture& talk, size_t left_out) {
    file_ = talk.File(left_out);
    test::RunEngine(engine_, file_);
    return Of(SummaryItemId::option_unanswered).size();
  }
  static TalkCapture Opened() {
    const Bytes scale = Bytes::Of({3, 3, 7});
    return TalkCapture().Options(scale).Client(kSyn).Options(scale).Server(kSyn | kAck);
  }
};

TEST_F(UncapturedSyn, OfTheServerIsNoRefusal) {
  EXPECT_EQ(AloneWithout(Opened().Client(kAck).Client(kData, 5), 1), 0U);
}

TEST_F(UncapturedSyn, OfTheClientIsNoRefusal) {
  EXPECT_EQ(AloneWithout(Opened().Client(kAck), 0), 0U);
}

TEST_F(UncapturedSyn, IsNoRefusalWhereOnlyTheServersDataShowsIt) {
  EXPECT_EQ(AloneWithout(Opened().Client(kAck).Server(kData, 5), 1), 0U);
}

TEST_F(UncapturedSyn, ThatNeverCameLeavesTheOffersAlone) {
  EXPECT_EQ(AloneWithout(Opened(), 1), 1U);
}

class AfterTheFin : public SummaryTest {
 protected:
  int64_t BytesAfter(const TalkCapture& talk) {
    Read(talk);
    return Of(SummaryItemId::half_closed).at(0).args[3];
  }
  static TalkCapture Closed() { return TalkCapture().Handshake().Client(kFin | kAck); }
};

TEST_F(AfterTheFin, BytesCountOnce) {
  EXPECT_EQ(BytesAfter(Closed().Server(kData, 500).Repeat().Repeat().Server(kFin | kAck)), 500);
}

TEST_F(AfterTheFin, BytesOfTheLastFinCount) {
  EXPECT_EQ(BytesAfter(Closed().Server(kData, 500).Server(kFin | kAck, 40)), 540);
}

TEST_F(AfterTheFin, BytesFromBeforeItDoNotCount) {
  TalkCapture talk = TalkCapture().Handshake().Server(kData, 300).Client(kFin | kAck);
  EXPECT_EQ(BytesAfter(talk.CopyOf(3).Server(kData, 20).Server(kFin | kAck)), 20);
}

}  // namespace
}  // namespace tcpladder
