// What is odd about a capture as a whole.
#include <gtest/gtest.h>

#include <iterator>

#include "core/engine/duplicates.h"
#include "core/engine/engine.h"
#include "tests/core/engine/talk_capture.h"

namespace tcpladder {
namespace {

using test::Bytes;
using test::RunEngine;
using test::TalkCapture;

const Finding* Find(const Engine& engine, FindingId id) {
  for (const Finding& finding : engine.findings().entries()) {
    if (finding.id == id) return &finding;
  }
  return nullptr;
}

TalkCapture EverythingTwice() {
  TalkCapture talk;
  talk.Client(kSyn).Twice().Server(kSyn | kAck).Twice().Client(kAck).Twice();
  talk.Client(kPsh | kAck, 100).Twice().Server(kAck).Twice();
  return talk;
}

TEST(DuplicatesTest, CopiesAreCountedAndKeptUnlessAsked) {
  Engine engine;
  RunEngine(engine, EverythingTwice().File());
  EXPECT_EQ(engine.segments().size(), 10u);
  const Finding* finding = Find(engine, FindingId::k_duplicate_segment);
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->count, 5u);
  EXPECT_EQ(finding->args[0], 0) << "not set aside";
  EXPECT_EQ(finding->args[1], test::kStepNs);
}

TEST(DuplicatesTest, SetAsideTheyLeaveNoTraceInTheAnalysis) {
  Engine engine({.set_aside_duplicates = true});
  RunEngine(engine, EverythingTwice().File());
  ASSERT_EQ(engine.segments().size(), 5u);
  for (size_t i = 0; i < 5; ++i) EXPECT_EQ(engine.segments()[i].analysis, 0) << "segment " << i;
  EXPECT_EQ(Find(engine, FindingId::k_duplicate_segment)->count, 5u);
}

// Numbers that equal what stands for the ends once took everything else out of the comparison.
TEST(DuplicatesTest, FirstFlowsSmallNumbersAreTellingToo) {
  Duplicates duplicates;
  TcpSegment syn;
  syn.flags = kSyn;
  TcpSegment syn_ack;
  syn_ack.ack = 1;
  syn_ack.flags = kSyn | kAck;
  EXPECT_EQ(duplicates.Find(0, syn, 0).age_ns, -1);
  EXPECT_EQ(duplicates.Find(1, syn_ack, 10).age_ns, -1);
  EXPECT_EQ(duplicates.Find(1, syn_ack, 20).age_ns, 10);
}

TEST(DuplicatesTest, RetransmissionHasAnotherIdentification) {
  TalkCapture talk;
  talk.Handshake().Client(kPsh | kAck, 100).Repeat();
  Engine engine({.set_aside_duplicates = true});
  RunEngine(engine, talk.File());
  EXPECT_EQ(engine.segments().size(), 5u);
  EXPECT_FALSE(Find(engine, FindingId::k_duplicate_segment));
}

TEST(DuplicatesTest, LateCopyIsARetransmission) {
  TalkCapture talk;
  talk.Handshake().Client(kPsh | kAck, 100);
  const auto steps_too_late = static_cast<size_t>(Duplicates::kLimitNs / test::kStepNs + 1);
  for (size_t i = 0; i < steps_too_late; ++i) talk.Server(kAck, 1);
  talk.CopyOf(3);
  Engine engine({.set_aside_duplicates = true});
  RunEngine(engine, talk.File());
  EXPECT_EQ(engine.segments().size(), talk.frames().size());
}

TEST(HealthTest, SegmentAboveTheMssIsOffload) {
  TalkCapture talk;
  talk.Mss(1460).Handshake().Server(kAck, 1460).Server(kAck, 4380);
  Engine engine;
  RunEngine(engine, talk.File());
  const Finding* finding = Find(engine, FindingId::k_offload_sized);
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->count, 1u);
  EXPECT_EQ(finding->args[0], 4380);
  EXPECT_EQ(finding->args[1], 1460);
}

// What the sender's system leaves in the field: the sum of addresses, protocol and length.
TEST(HealthTest, ChecksumsLeftToTheCardAreCounted) {
  constexpr size_t kChecksum = 14 + 20 + 16, kDatagram = 16;
  TalkCapture talk;
  talk.Handshake();
  test::PcapWriter writer;
  for (size_t i = 0; i < talk.frames().size(); ++i) {
    Bytes frame = talk.frames()[i];
    const auto length = static_cast<uint16_t>(ByteReader(frame).U16(kDatagram) - 20);
    const uint32_t sum = 0x0a00 + 0x0001 + 0x0a00 + 0x0002 + 6u + length;
    // The first one is finished, though wrong.
    frame.Set16(kChecksum, static_cast<uint16_t>(i > 0 ? sum : 0x1234));
    writer.Frame(test::kStartNs, frame);
  }
  Engine engine;
  RunEngine(engine, writer.file());
  const Finding* finding = Find(engine, FindingId::k_checksum_offload);
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->count, 2u);
  EXPECT_EQ(finding->first_frame, 2u);
  EXPECT_EQ(finding->args[0], 0x1400 + 3 + 6 + 20);
}

TEST(HealthTest, OneDirectionOnlyIsNoted) {
  TalkCapture talk;
  talk.Client(kAck, 100).Client(kAck, 100);
  Engine engine;
  RunEngine(engine, talk.File());
  const Finding* finding = Find(engine, FindingId::k_one_direction);
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->args[0], 2);
  EXPECT_EQ(finding->first_frame, 1u);
}

TEST(HealthTest, UnansweredSynIsNotOneDirection) {
  TalkCapture talk;
  talk.Client(kSyn);
  Engine engine;
  RunEngine(engine, talk.File());
  EXPECT_FALSE(Find(engine, FindingId::k_one_direction));
}

TEST(HealthTest, CutFramesAreCounted) {
  TalkCapture talk;
  talk.Handshake().Client(kAck, 500);
  test::PcapWriter writer;
  for (const Bytes& frame : talk.frames()) {
    writer.Frame(test::kStartNs, frame.First(std::min<size_t>(frame.size(), 60)),
                 static_cast<uint32_t>(frame.size()));
  }
  Engine engine;
  RunEngine(engine, writer.file());
  const Finding* finding = Find(engine, FindingId::k_cut_frame);
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->count, 1u);
  EXPECT_EQ(finding->args[0], 60);
  EXPECT_EQ(engine.connections()[0].payload[0], 500u) << "by the length field";
}

// Backwards is what lies before the packet in front of it, not before the latest of all.
TEST(HealthTest, TimeGoingBackwardsIsCountedWhereItTurns) {
  TalkCapture talk;
  talk.Handshake().Client(kAck, 100).Server(kAck);
  constexpr int64_t kTimes[] = {0, 5000, 2000, 4000, 3000};
  test::PcapWriter writer;
  uint64_t third_offset = 24 + 3 * 16;
  for (size_t i = 0; i < std::size(kTimes); ++i) {
    writer.Frame(test::kStartNs + kTimes[i], talk.frames()[i]);
    if (i < 2) third_offset += talk.frames()[i].size();
  }
  Engine engine;
  RunEngine(engine, writer.file());
  EXPECT_EQ(engine.segments().size(), 5u);
  const Finding* finding = Find(engine, FindingId::k_time_backwards);
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->count, 2u);
  EXPECT_EQ(finding->first_frame, 3u);
  EXPECT_EQ(finding->first_offset, third_offset);
  EXPECT_EQ(finding->args[0], 3000) << "nanoseconds";
}

TEST(HealthTest, EqualTimesAreNotBackwards) {
  TalkCapture talk;
  talk.Handshake();
  test::PcapWriter writer;
  for (const Bytes& frame : talk.frames()) writer.Frame(test::kStartNs, frame);
  Engine engine;
  RunEngine(engine, writer.file());
  EXPECT_FALSE(Find(engine, FindingId::k_time_backwards));
}

}  // namespace
}  // namespace tcpladder
