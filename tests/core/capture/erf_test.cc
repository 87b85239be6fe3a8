// Endace's records, told without a magic number.
#include <gtest/gtest.h>

#include "tests/support/capture_fixture.h"
#include "tests/support/packets.h"

namespace tcpladder::test {
namespace {

constexpr uint32_t kErfSecond = 1700000000;

Bytes Record(uint32_t seconds, const Bytes& frame, uint8_t type = 2) {
  Bytes body = type == 2 ? Bytes::Zeros(2) + frame : frame;
  body.PadTo(8);
  return Bytes(ByteOrder::little).U32(0x80000000).U32(seconds) +
         Bytes().U8(type).U8(4).U16(16 + body.size()).U16(0).U16(frame.size()) + body;
}
Bytes File() {
  return Record(kErfSecond, TcpFrame()) + Record(kErfSecond, TcpFrame()) +
         Record(kErfSecond + 1, TcpFrame());
}

TEST(Erf, RecordsAreFramesOfTheirLinkType) {
  const auto capture = ReadAll(File());
  EXPECT_TRUE(capture.findings.empty());
  ASSERT_EQ(capture.frames.size(), 3u);
  EXPECT_EQ(capture.frames[0].time_ns, 1700000000500000000);
  EXPECT_EQ(capture.frames[0].link_type, 197);
  EXPECT_EQ(capture.frames[0].file_offset, 0u);
  EXPECT_EQ(capture.frames[0].bytes.size(), Record(0, TcpFrame()).size());
  EXPECT_EQ(capture.frames[2].time_ns, 1700000001500000000);
}

TEST(Erf, ReadsTheSameHoweverItIsCut) {
  const auto whole = ReadAll(File());
  for (size_t cut = 0; cut <= File().size(); ++cut) {
    ASSERT_TRUE(SameOutput(whole, ReadCutAt(File(), cut))) << cut;
  }
  EXPECT_TRUE(SameOutput(whole, ReadAll(File(), 1)));
}

TEST(Erf, OneRecordThatEndsWithTheFileIsEnough) {
  EXPECT_EQ(ReadAll(Record(kErfSecond, TcpFrame())).frames.size(), 1u);
}

TEST(Erf, PaddingIsNoFrame) {
  const Bytes padding = Record(0, Bytes::Zeros(8), 48);
  EXPECT_EQ(ReadAll(Record(kErfSecond, TcpFrame()) + padding + File()).frames.size(), 4u);
}

TEST(Erf, CutTailAndDamageAreReported) {
  const auto cut = ReadAll(File().First(File().size() - 3));
  EXPECT_EQ(cut.frames.size(), 2u);
  EXPECT_TRUE(cut.Find(FindingId::k_truncated_tail));
  const auto damaged = ReadAll(File() + Bytes::Zeros(32));
  EXPECT_EQ(damaged.frames.size(), 3u);
  EXPECT_TRUE(damaged.Find(FindingId::k_bad_record_length));
}

TEST(Erf, NothingAfterDamageIsReadHoweverItIsCut) {
  const Bytes file = File() + Bytes::Zeros(32) + File();
  const auto whole = ReadAll(file);
  EXPECT_EQ(whole.frames.size(), 3);
  for (size_t cut = 0; cut <= file.size(); ++cut) {
    ASSERT_TRUE(SameOutput(whole, ReadCutAt(file, cut))) << cut;
  }
}

TEST(Erf, WhatMakesNoSenseIsNoCapture) {
  const auto refused = [](const Bytes& file) {
    const auto capture = ReadAll(file);
    return capture.status == CaptureStatus::refused &&
           capture.Find(FindingId::k_not_a_capture) != nullptr;
  };
  EXPECT_TRUE(refused(Record(kErfSecond, TcpFrame()) + Record(kErfSecond - 9, TcpFrame())))
      << "backwards";
  EXPECT_TRUE(refused(Record(kErfSecond, TcpFrame()) + Record(kErfSecond * 2, TcpFrame())))
      << "far on";
  EXPECT_TRUE(refused(Record(1, TcpFrame()))) << "1970";
  EXPECT_TRUE(refused(Record(kErfSecond, TcpFrame(), 49))) << "unknown type";
  EXPECT_TRUE(refused(Record(kErfSecond, TcpFrame()).First(40))) << "one record, cut";
  EXPECT_TRUE(refused(Bytes::Text("GET / HTTP/1.1\r\nHost: example.net\r\n\r\n")));
  EXPECT_TRUE(refused(Bytes::Zeros(100)));
}

}  // namespace
}  // namespace tcpladder::test
