// Copies that the capture made, by what they differ in.
#include <gtest/gtest.h>

#include <optional>

#include "core/engine/duplicates.h"
#include "core/engine/engine.h"
#include "tests/core/engine/talk_capture.h"

namespace tcpladder {
namespace {

using test::Bytes;
using test::RunEngine;
using test::TalkCapture;

constexpr int64_t kMicrosecondNs = 1000;
constexpr size_t kDestinationAt = 0, kIdentificationAt = 18, kTtlAt = 22, kChecksumAt = 50,
                 kPayloadAt = 54;

// Frames with the time that passes before each.
class TimedRecording {
 public:
  TimedRecording& Add(const Bytes& frame, int64_t after_ns = test::kStepNs) {
    writer_.Frame(time_ns_ += after_ns, frame);
    return *this;
  }
  // How many segments are left, and the kind of the first copy.
  std::pair<size_t, std::optional<CopyKind>> Read() const {
    Engine engine({.set_aside_duplicates = true});
    RunEngine(engine, writer_.file());
    for (const Finding& finding : engine.findings().entries()) {
      if (finding.id == FindingId::k_duplicate_segment) {
        return {engine.segments().size(), static_cast<CopyKind>(finding.args[2])};
      }
    }
    return {engine.segments().size(), std::nullopt};
  }

 private:
  test::PcapWriter writer_;
  int64_t time_ns_ = test::kStartNs;
};

const Bytes kCopiedData = TalkCapture().Client(kPsh | kAck, 100).frames()[0];

TEST(CopiesTest, DifferInTheChecksum) {
  Bytes finished = kCopiedData;
  finished.Set16(kChecksumAt, 0x1234);
  const auto [segments, kind] =
      TimedRecording().Add(kCopiedData).Add(finished, 5 * kMicrosecondNs).Read();
  EXPECT_EQ(segments, 1u);
  EXPECT_EQ(kind, CopyKind::checksum);
}

TEST(CopiesTest, DifferentDataIsNoCopyWhateverItsChecksum) {
  for (const size_t at : {kPayloadAt, kPayloadAt + 50, kPayloadAt + 99}) {
    Bytes other = kCopiedData;
    other.Set8(at, 7).Set16(kChecksumAt, 0x1234);
    EXPECT_EQ(TimedRecording().Add(kCopiedData).Add(other, 5 * kMicrosecondNs).Read().first, 2u)
        << at;
  }
}

TEST(CopiesTest, DifferInTtlBehindARouter) {
  Bytes routed = kCopiedData;
  routed.Set8(kTtlAt, 63).Set8(kDestinationAt, 0x0a);
  const auto [segments, kind] = TimedRecording().Add(kCopiedData).Add(routed).Read();
  EXPECT_EQ(segments, 1u);
  EXPECT_EQ(kind, CopyKind::hop_limit);
}

TEST(CopiesTest, ThatPassTheSamePlaceWithALowerTtlLoop) {
  TimedRecording recording;
  Bytes there = kCopiedData, back = kCopiedData;
  back.Set8(kDestinationAt, 0x0a);
  for (uint8_t ttl = 64; ttl > 2; ttl = static_cast<uint8_t>(ttl - 2)) {
    recording.Add(there.Set8(kTtlAt, ttl)).Add(back.Set8(kTtlAt, static_cast<uint8_t>(ttl - 1)));
  }
  EXPECT_EQ(recording.Read().first, 1u);
  TimedRecording one_way;
  for (uint8_t ttl = 64; ttl > 2; ttl = static_cast<uint8_t>(ttl - 2)) {
    one_way.Add(there.Set8(kTtlAt, ttl));
  }
  const auto [segments, kind] = one_way.Read();
  EXPECT_EQ(segments, 1u);
  EXPECT_EQ(kind, CopyKind::routing_loop);
}

TEST(CopiesTest, DifferInTheVlanTag) {
  const Bytes tagged = kCopiedData.First(12) + Bytes().U16(0x8100).U16(5) + kCopiedData.From(12);
  const auto [segments, kind] = TimedRecording().Add(kCopiedData).Add(tagged).Read();
  EXPECT_EQ(segments, 1u);
  EXPECT_EQ(kind, CopyKind::network);
}

TEST(CopiesTest, DifferInTheAddressesOfTheLink) {
  Bytes bridged = kCopiedData;
  bridged.Set8(kDestinationAt, 0x0a);
  const auto [segments, kind] = TimedRecording().Add(kCopiedData).Add(bridged).Read();
  EXPECT_EQ(segments, 1u);
  EXPECT_EQ(kind, CopyKind::link_address);
}

TEST(CopiesTest, DifferInTheIdentificationWhereAnotherPlaceShowsIt) {
  Bytes rewritten = kCopiedData;
  rewritten.Set16(kIdentificationAt, 0x7777).Set8(kDestinationAt, 0x0a);
  const auto [segments, kind] =
      TimedRecording().Add(kCopiedData).Add(rewritten, 50 * kMicrosecondNs).Read();
  EXPECT_EQ(segments, 1u);
  EXPECT_EQ(kind, CopyKind::identification);
}

// Three duplicate ACKs, each captured on either side of what rewrites the identification.
TEST(CopiesTest, RepetitionsOfTheSenderAreKeptAtEveryPlace) {
  Bytes here = TalkCapture().Server(kAck).frames()[0], there = here;
  there.Set8(kDestinationAt, 0x0a);
  TimedRecording recording;
  for (uint16_t i = 1; i <= 3; ++i) {
    here.Set16(kIdentificationAt, i);
    there.Set16(kIdentificationAt, static_cast<uint16_t>(0x7000 + i));
    recording.Add(here, 100 * kMicrosecondNs).Add(there, 20 * kMicrosecondNs);
  }
  EXPECT_EQ(recording.Read().first, 3u);
}

TEST(CopiesTest, RetransmissionsAtOnePlaceStay) {
  Bytes again = kCopiedData;
  again.Set16(kIdentificationAt, 0x7777);
  EXPECT_EQ(TimedRecording().Add(kCopiedData).Add(again, 50 * kMicrosecondNs).Read().first, 2u);
}

TEST(CopiesTest, OtherOptionsAreAnotherSegment) {
  const auto stamped = [](uint32_t time) {
    TalkCapture talk;
    talk.Options(Bytes::Of({1, 1, 8, 10}).U32(time).U32(0)).Client(kPsh | kAck, 100);
    return talk.frames()[0];
  };
  EXPECT_EQ(TimedRecording().Add(stamped(1)).Add(stamped(2), 50 * kMicrosecondNs).Read().first, 2u);
  EXPECT_EQ(TimedRecording().Add(stamped(1)).Add(stamped(1), 50 * kMicrosecondNs).Read().first, 1u);
}

}  // namespace
}  // namespace tcpladder
