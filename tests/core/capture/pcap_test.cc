// The pcap format and its relatives.
#include <gtest/gtest.h>

#include "tests/support/capture_fixture.h"
#include "tests/support/packets.h"
#include "tests/support/pcap_writer.h"

namespace tcpladder::test {
namespace {

constexpr int64_t kTime = 1700000000123456789;
constexpr int64_t kMicroseconds = kTime / 1000 * 1000;

class PcapBothOrders : public testing::TestWithParam<ByteOrder> {
 protected:
  PcapOptions Options() const {
    PcapOptions options;
    options.order = GetParam();
    return options;
  }
};
INSTANTIATE_TEST_SUITE_P(Orders, PcapBothOrders,
                         testing::Values(ByteOrder::big, ByteOrder::little));

void ExpectTwoFrames(const ReadCapture& capture, int64_t time, uint64_t first_offset) {
  const Bytes frame = TcpFrame();
  EXPECT_EQ(capture.status, CaptureStatus::need_more);
  EXPECT_TRUE(capture.findings.empty());
  ASSERT_EQ(capture.frames.size(), 2u);
  const ReadFrame& first = capture.frames[0];
  EXPECT_EQ(first.number, 1u);
  EXPECT_EQ(first.time_ns, time);
  EXPECT_EQ(first.file_offset, first_offset);
  EXPECT_EQ(first.original_length, frame.size() + 6);
  EXPECT_EQ(first.link_type, 1);
  EXPECT_EQ(first.interface, 0);
  EXPECT_TRUE(
      std::equal(first.bytes.begin(), first.bytes.end(), frame.span().begin(), frame.span().end()));
  EXPECT_EQ(capture.frames[1].number, 2u);
}

Bytes TwoFrames(const PcapOptions& options) {
  const Bytes frame = TcpFrame();
  const auto original = static_cast<uint32_t>(frame.size() + 6);
  return PcapWriter(options).Frame(kTime, frame, original).Frame(kTime, frame, original).file();
}

TEST_P(PcapBothOrders, Microseconds) {
  ExpectTwoFrames(ReadAll(TwoFrames(Options())), kMicroseconds, 40);
}

TEST_P(PcapBothOrders, Nanoseconds) {
  PcapOptions options = Options();
  options.magic = 0xa1b23c4d;
  options.nanoseconds = true;
  ExpectTwoFrames(ReadAll(TwoFrames(options)), kTime, 40);
}

TEST_P(PcapBothOrders, KuznetsovsMagic) {
  PcapOptions options = Options();
  options.magic = 0xa1b2cd34;
  options.extra_record_header = 8;
  ExpectTwoFrames(ReadAll(TwoFrames(options)), kMicroseconds, 48);
}

TEST_P(PcapBothOrders, KuznetsovsMagicWithTwelveBytesMore) {
  PcapOptions options = Options();
  options.magic = 0xa1b2cd34;
  options.extra_record_header = 12;
  ExpectTwoFrames(ReadAll(TwoFrames(options)), kMicroseconds, 52);
}

TEST_P(PcapBothOrders, KuznetsovsRecordsUnderTheStandardMagic) {
  PcapOptions options = Options();
  options.extra_record_header = 8;
  ExpectTwoFrames(ReadAll(TwoFrames(options)), kMicroseconds, 48);
}

TEST_P(PcapBothOrders, IxiaHardware) {
  PcapOptions options = Options();
  options.magic = 0x1c0001ac;
  options.nanoseconds = true;
  options.extra_header = 4;
  ExpectTwoFrames(ReadAll(TwoFrames(options)), kTime, 44);
}

TEST_P(PcapBothOrders, IxiaSoftware) {
  PcapOptions options = Options();
  options.magic = 0x1c0001ab;
  options.extra_header = 4;
  ExpectTwoFrames(ReadAll(TwoFrames(options)), kMicroseconds, 44);
}

TEST_P(PcapBothOrders, LengthsExchangedBeforeVersionTwoThree) {
  PcapOptions options = Options();
  options.minor = 2;
  options.original_first = true;
  ExpectTwoFrames(ReadAll(TwoFrames(options)), kMicroseconds, 40);
}

TEST_P(PcapBothOrders, LengthsToldApartInVersionTwoThree) {
  PcapOptions options = Options();
  options.minor = 3;
  ExpectTwoFrames(ReadAll(TwoFrames(options)), kMicroseconds, 40);
  options.original_first = true;
  ExpectTwoFrames(ReadAll(TwoFrames(options)), kMicroseconds, 40);
}

TEST_P(PcapBothOrders, AixWithNanosecondsAndInterfaceTypes) {
  PcapOptions options = Options();
  options.minor = 2;
  options.link_type = 6;
  options.nanoseconds = true;
  ExpectTwoFrames(ReadAll(TwoFrames(options)), kTime, 40);
}

TEST_P(PcapBothOrders, FrameCheckSequenceBitsAreNoLinkType) {
  PcapOptions options = Options();
  options.link_type = 0x24000001;
  ExpectTwoFrames(ReadAll(TwoFrames(options)), kMicroseconds, 40);
}

TEST(Pcap, SnapLengthIsNotBelieved) {
  for (uint32_t snap_length : {0u, 1u, 0xffffffffu}) {
    PcapOptions options;
    options.snap_length = snap_length;
    ExpectTwoFrames(ReadAll(TwoFrames(options)), kMicroseconds, 40);
  }
}

TEST(Pcap, TimesAfter2038) {
  const int64_t time = int64_t{0xffffffff} * 1000000000;
  const auto capture = ReadAll(PcapWriter().Frame(time, TcpFrame()).file());
  ASSERT_EQ(capture.frames.size(), 1u);
  EXPECT_EQ(capture.frames[0].time_ns, time);
}

TEST(Pcap, MoreCapturedThanOriginal) {
  const auto capture = ReadAll(PcapWriter().Frame(kTime, TcpFrame(), 20).file());
  ASSERT_EQ(capture.frames.size(), 1u);
  EXPECT_EQ(capture.frames[0].bytes.size(), TcpFrame().size());
  EXPECT_EQ(capture.frames[0].original_length, 20u);
  ASSERT_TRUE(capture.Find(FindingId::k_captured_more_than_original));
}

TEST(Pcap, FrameLargerThanUsual) {
  const Bytes large = Bytes::Zeros(400000);
  const auto capture = ReadAll(PcapWriter().Frame(kTime, large).Frame(kTime, large).file(), 65536);
  ASSERT_EQ(capture.frames.size(), 2u);
  EXPECT_EQ(capture.frames[1].bytes.size(), 400000u);
}

TEST(Pcap, CutTailIsANote) {
  const Bytes file = TwoFrames({});
  const auto capture = ReadAll(file.First(file.size() - 5));
  EXPECT_EQ(capture.status, CaptureStatus::need_more);
  EXPECT_EQ(capture.frames.size(), 1u);
  const Finding* tail = capture.Find(FindingId::k_truncated_tail);
  ASSERT_TRUE(tail);
  EXPECT_EQ(tail->args[0] - tail->args[1], 5);
}

TEST(Pcap, CutFileHeaderIsRefused) {
  const auto capture = ReadAll(TwoFrames({}).First(23));
  EXPECT_EQ(capture.status, CaptureStatus::refused);
  const Finding* header = capture.Find(FindingId::k_bad_file_header);
  ASSERT_TRUE(header);
  EXPECT_EQ(header->args[0], 24);
  EXPECT_EQ(header->args[1], 23);
}

TEST(Pcap, VersionOneIsRefused) {
  PcapOptions options;
  options.major = 1;
  const auto capture = ReadAll(TwoFrames(options));
  EXPECT_EQ(capture.status, CaptureStatus::refused);
  ASSERT_TRUE(capture.Find(FindingId::k_unsupported_version));
  EXPECT_EQ(capture.Find(FindingId::k_unsupported_version)->first_offset, 4u);
}

TEST(Pcap, ReservedBitsOfTheLinkTypeAreNoted) {
  PcapOptions options;
  options.link_type = 0x00300001;
  const auto capture = ReadAll(TwoFrames(options));
  EXPECT_EQ(capture.frames.size(), 2u);
  EXPECT_TRUE(capture.Find(FindingId::k_odd_file_header));
}

TEST(Pcap, GoesOnBehindADamagedRecord) {
  const Bytes frame = TcpFrame();
  const Bytes noise = Bytes::Text("what once was a record header and is none any more");
  PcapWriter writer;
  writer.Frame(kTime, frame).Raw(noise);
  const Bytes damaged = writer.Frame(kTime, frame).Frame(kTime, frame).file();
  const auto capture = ReadAll(damaged);
  EXPECT_EQ(capture.status, CaptureStatus::need_more);
  ASSERT_EQ(capture.frames.size(), 3u);
  const Finding* lost = capture.Find(FindingId::k_bad_record_length);
  ASSERT_TRUE(lost);
  EXPECT_EQ(lost->args[2], static_cast<int64_t>(noise.size()));
  EXPECT_EQ(lost->first_offset, 24 + 16 + frame.size());
}

// Frames of the loopback interface begin with zeros, which look like what other layouts put there.
TEST(Pcap, DamageBehindGoodRecordsIsNoOtherLayout) {
  const Bytes frame = Bytes::Zeros(12).U16(0x0800) + TcpFrame().From(14);
  constexpr size_t kFrames = 6, kNoise = 33;
  for (const ByteOrder order : {ByteOrder::little, ByteOrder::big}) {
    for (size_t at = 0; at < 4; ++at) {
      PcapWriter writer({.order = order});
      for (size_t i = 0; i < kFrames; ++i) {
        if (i == at) {
          for (size_t byte = 0; byte < kNoise; ++byte) writer.Raw(Bytes::Of({0xff}));
        }
        writer.Frame(kTime, frame);
      }
      const auto capture = ReadAll(writer.file());
      EXPECT_EQ(capture.frames.size(), kFrames) << at;
      const Finding* lost = capture.Find(FindingId::k_bad_record_length);
      ASSERT_TRUE(lost) << at;
      EXPECT_EQ(lost->args[2], static_cast<int64_t>(kNoise)) << at;
    }
  }
}

TEST(Pcap, DamageToTheEndIsCounted) {
  const Bytes noise = Bytes::Text("nothing but noise from here to the very end of the file");
  const auto capture = ReadAll(PcapWriter().Frame(kTime, TcpFrame()).Raw(noise).file());
  EXPECT_EQ(capture.frames.size(), 1u);
  const Finding* lost = capture.Find(FindingId::k_bad_record_length);
  ASSERT_TRUE(lost);
  EXPECT_EQ(lost->args[2], static_cast<int64_t>(noise.size()));
}

}  // namespace
}  // namespace tcpladder::test
