// snoop and Network Monitor.
#include <gtest/gtest.h>

#include "core/capture/frame.h"
#include "tests/support/capture_fixture.h"
#include "tests/support/packets.h"

namespace tcpladder::test {
namespace {

Bytes SnoopHeader(uint32_t version, uint32_t datalink) {
  return Bytes::Text("snoop").Add(Bytes::Zeros(3)).U32(version).U32(datalink);
}

Bytes SnoopRecord(const Bytes& frame, uint32_t original) {
  const size_t length = (24 + frame.size() + 3) & ~size_t{3};
  return Bytes()
      .U32(original)
      .U32(frame.size())
      .U32(length)
      .U32(0)
      .U32(1700000000)
      .U32(250000)
      .Add(frame)
      .PadTo(4);
}

TEST(Snoop, RecordsWithTheirPadding) {
  const Bytes frame = TcpFrame().First(53);
  const auto capture = ReadAll(SnoopHeader(2, 4) + SnoopRecord(frame, 54) + SnoopRecord(frame, 53));
  EXPECT_TRUE(capture.findings.empty());
  ASSERT_EQ(capture.frames.size(), 2u);
  EXPECT_EQ(capture.frames[0].time_ns, 1700000000250000000);
  EXPECT_EQ(capture.frames[0].original_length, 54u);
  EXPECT_EQ(capture.frames[0].bytes.size(), 53u);
  EXPECT_EQ(capture.frames[0].file_offset, 40u);
  EXPECT_EQ(capture.frames[0].link_type, 1);
}

TEST(Snoop, DatalinkTypes) {
  const auto link_type = [](uint32_t datalink) {
    return ReadAll(SnoopHeader(2, datalink) + SnoopRecord(TcpFrame(), 54)).frames.at(0).link_type;
  };
  EXPECT_EQ(link_type(0), 1);
  EXPECT_EQ(link_type(2), 6);
  EXPECT_EQ(link_type(8), 10);
  EXPECT_EQ(link_type(26), 226);
  EXPECT_EQ(link_type(99), kNoLinkType);
}

TEST(Snoop, ReadsTheSameHoweverItIsCut) {
  const Bytes file = SnoopHeader(2, 4) + SnoopRecord(TcpFrame(), 54) + SnoopRecord(TcpFrame(), 54);
  const auto whole = ReadAll(file);
  for (size_t cut = 0; cut <= file.size(); ++cut) {
    ASSERT_TRUE(SameOutput(whole, ReadCutAt(file, cut))) << cut;
  }
}

TEST(Snoop, OtherVersionIsRefused) {
  const auto capture = ReadAll(SnoopHeader(3, 4) + SnoopRecord(TcpFrame(), 54));
  EXPECT_EQ(capture.status, CaptureStatus::refused);
  EXPECT_TRUE(capture.Find(FindingId::k_unsupported_version));
}

TEST(Snoop, NothingAfterDamageIsReadHoweverItIsCut) {
  const Bytes record = SnoopRecord(TcpFrame(), 54);
  const Bytes file = SnoopHeader(2, 4) + record + Bytes::Zeros(30) + record + record;
  const auto whole = ReadAll(file);
  EXPECT_EQ(whole.frames.size(), 1);
  for (size_t cut = 0; cut <= file.size(); ++cut) {
    ASSERT_TRUE(SameOutput(whole, ReadCutAt(file, cut))) << cut;
  }
}

TEST(Snoop, DamageAndCutTailAreReported) {
  const Bytes good = SnoopHeader(2, 4) + SnoopRecord(TcpFrame(), 54);
  const auto damaged = ReadAll(good + Bytes::Zeros(64));
  EXPECT_EQ(damaged.frames.size(), 1u);
  EXPECT_TRUE(damaged.Find(FindingId::k_bad_record_length));
  const auto cut = ReadAll(good + SnoopRecord(TcpFrame(), 54).First(30));
  EXPECT_EQ(cut.frames.size(), 1u);
  EXPECT_TRUE(cut.Find(FindingId::k_truncated_tail));
}

// One frame of Ethernet behind a hole, and the table behind it.
Bytes NetmonFile(uint8_t minor, uint16_t network, const Bytes& frame) {
  const ByteOrder little = ByteOrder::little;
  Bytes record = Bytes(little).U64(1500000).U32(frame.size() + 6).U32(frame.size()).Add(frame);
  if (minor >= 1) record.U16(network);
  if (minor >= 2) record.U32(0);
  // 100 ns after the Unix epoch's second 1700000000.
  if (minor >= 3) record.U64(116444736000000000 + 17000000000000001).U8(0);
  constexpr size_t kFrameAt = 140;
  Bytes file = Bytes::Text("GMBU");
  file.Add(Bytes(little).U8(minor).U8(2).U16(1));
  file.Add(Bytes(little).U16(2023).U16(11).U16(2).U16(14).U16(22).U16(13).U16(20).U16(0));
  file.Add(Bytes(little).U32(kFrameAt + record.size()).U32(4)).PadTo(128);
  return file.Add(Bytes::Zeros(kFrameAt - 128)).Add(record).Add(Bytes(little).U32(kFrameAt));
}

TEST(Netmon, FramesAreWhereTheTableSays) {
  const auto capture = ReadAll(NetmonFile(0, 0, TcpFrame()), 50);
  EXPECT_TRUE(capture.findings.empty());
  ASSERT_EQ(capture.frames.size(), 1u);
  EXPECT_EQ(capture.frames[0].time_ns, 1700000001500000000);
  EXPECT_EQ(capture.frames[0].link_type, 1);
  EXPECT_EQ(capture.frames[0].file_offset, 156u);
  EXPECT_EQ(capture.frames[0].original_length, TcpFrame().size() + 6);
  EXPECT_EQ(capture.frames[0].bytes.size(), TcpFrame().size());
}

TEST(Netmon, NewerVersionsTellNetworkAndUniversalTime) {
  const auto capture = ReadAll(NetmonFile(3, 0xe000 + 101, TcpFrame()));
  ASSERT_EQ(capture.frames.size(), 1u);
  EXPECT_EQ(capture.frames[0].time_ns, 1700000000000000100);
  EXPECT_EQ(capture.frames[0].link_type, 101);
}

TEST(Netmon, WirelessFramesLoseTheirExtraHeader) {
  const Bytes header = Bytes(ByteOrder::little).U8(1).U16(7).U32(0);
  const auto capture = ReadAll(NetmonFile(1, 6, header + TcpFrame()));
  ASSERT_EQ(capture.frames.size(), 1u);
  EXPECT_EQ(capture.frames[0].link_type, 105);
  EXPECT_EQ(capture.frames[0].bytes.size(), TcpFrame().size());
}

// Found by container_fuzzer: seconds of the years 65535 and 0 overflowed in nanoseconds.
TEST(Netmon, YearsFarAwayAreNoted) {
  for (uint16_t year : std::initializer_list<uint16_t>{0, 0xffff}) {
    Bytes file = NetmonFile(0, 0, TcpFrame());
    file.Set16(8, year);
    const auto capture = ReadAll(file);
    ASSERT_EQ(capture.frames.size(), 1u);
    EXPECT_EQ(capture.frames[0].time_ns, 1500000000);
    EXPECT_TRUE(capture.Find(FindingId::k_odd_time));
  }
}

TEST(Netmon, TableBehindTheEndIsRefused) {
  const Bytes file = NetmonFile(0, 0, TcpFrame());
  const auto capture = ReadAll(file.First(file.size() - 1));
  EXPECT_EQ(capture.status, CaptureStatus::refused);
  EXPECT_TRUE(capture.Find(FindingId::k_bad_file_header));
}

// Found by container_fuzzer: a frame behind the table was there or not, as the chunks fell.
TEST(Netmon, FrameBehindTheTableIsOutsideHoweverTheFileIsCut) {
  Bytes file = NetmonFile(0, 0, TcpFrame());
  const auto end = static_cast<uint32_t>(file.size());
  file.Add(Bytes(ByteOrder::little).U64(0).U32(4).U32(4).U32(0));
  for (int i = 0; i < 4; ++i)
    file.Set8(end - 4 + static_cast<size_t>(i), static_cast<uint8_t>(end >> 8 * i));
  const auto whole = ReadAll(file);
  EXPECT_TRUE(whole.frames.empty());
  EXPECT_TRUE(SameOutput(whole, ReadAll(file, 7)));
}

TEST(Netmon, OffsetOutsideTheFileIsReported) {
  Bytes file = NetmonFile(0, 0, TcpFrame());
  file.Set32(file.size() - 4, 0xffffffff);
  const auto capture = ReadAll(file);
  EXPECT_TRUE(capture.frames.empty());
  EXPECT_TRUE(capture.Find(FindingId::k_bad_record_length));
}

}  // namespace
}  // namespace tcpladder::test
