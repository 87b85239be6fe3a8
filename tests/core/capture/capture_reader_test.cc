// What all formats have in common: recognition, and that chunks make no difference.
#include "core/capture/capture_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/capture_fixture.h"
#include "tests/support/packets.h"
#include "tests/support/pcap_writer.h"
#include "tests/support/pcapng_writer.h"

namespace tcpladder::test {
namespace {

void ExpectSameHoweverCut(const Bytes& file) {
  const ReadCapture whole = ReadAll(file);
  ASSERT_FALSE(whole.frames.empty());
  for (size_t cut = 0; cut <= file.size(); ++cut) {
    ASSERT_TRUE(SameOutput(whole, ReadCutAt(file, cut))) << "cut at " << cut;
  }
  for (size_t chunk : {1u, 2u, 3u, 7u, 64u, 1000u}) {
    ASSERT_TRUE(SameOutput(whole, ReadAll(file, chunk))) << "chunks of " << chunk;
  }
}

TEST(CaptureReader, PcapReadsTheSameHoweverItIsCut) {
  PcapWriter writer;
  for (int i = 0; i < 5; ++i) writer.Frame(i * 1000, TcpFrame());
  ExpectSameHoweverCut(writer.file());
}

TEST(CaptureReader, ModifiedPcapReadsTheSameHoweverItIsCut) {
  PcapOptions options;
  options.extra_record_header = 8;
  PcapWriter writer(options);
  for (int i = 0; i < 5; ++i) writer.Frame(i * 1000, TcpFrame());
  ExpectSameHoweverCut(writer.file());
}

TEST(CaptureReader, DamagedPcapReadsTheSameHoweverItIsCut) {
  PcapWriter writer;
  writer.Frame(1000, TcpFrame()).Raw(Bytes::Text("damage of no particular length at all"));
  writer.Frame(2000, TcpFrame()).Frame(3000, TcpFrame()).Raw(Bytes::Text("cut"));
  ExpectSameHoweverCut(writer.file());
}

TEST(CaptureReader, PcapngReadsTheSameHoweverItIsCut) {
  PcapngWriter writer;
  writer.Interface(1).EnhancedPacket(0, 1, TcpFrame()).Block(0xbad, Bytes::Zeros(40));
  writer.SimplePacket(TcpFrame()).Section(ByteOrder::big).Interface(1).Packet(0, 5, TcpFrame());
  ExpectSameHoweverCut(writer.file());
}

TEST(CaptureReader, DamagedPcapngReadsTheSameHoweverItIsCut) {
  PcapngWriter writer;
  writer.Interface(1).EnhancedPacket(0, 1, TcpFrame()).Raw(Bytes::Text("damage between blocks!"));
  writer.EnhancedPacket(0, 2, TcpFrame()).Raw(Bytes::Text("and a cut tail"));
  ExpectSameHoweverCut(writer.file());
}

TEST(CaptureReader, FramesWithinAChunkAreNotCopied) {
  class Sink final : public FrameSink {
   public:
    void OnFrame(const Frame& frame) override { places.push_back(frame.bytes.data()); }
    std::vector<const std::byte*> places;
  } sink;
  PcapWriter writer;
  // The last one waits for what follows it.
  for (int i = 0; i < 5; ++i) writer.Frame(0, TcpFrame());
  const std::byte* first = writer.file().span().data() + 40;
  Findings findings;
  CaptureReader reader(sink, findings);
  reader.Push(writer.file());
  const size_t step = 16 + TcpFrame().size();
  EXPECT_THAT(sink.places,
              testing::ElementsAre(first, first + step, first + 2 * step, first + 3 * step));
}

TEST(CaptureReader, EmptyFileIsRefused) {
  const auto capture = ReadAll(Bytes());
  EXPECT_EQ(capture.status, CaptureStatus::refused);
  EXPECT_TRUE(capture.Find(FindingId::k_empty_file));
}

TEST(CaptureReader, OtherFilesAreRefusedByTheirFirstWord) {
  const auto capture = ReadAll(Bytes::Of({0xff, 0xd8, 0xff, 0xe0}).Add(Bytes::Zeros(500)), 100);
  EXPECT_EQ(capture.status, CaptureStatus::refused);
  const Finding* finding = capture.Find(FindingId::k_not_a_capture);
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->args[0], 0xffd8ffe0);
  EXPECT_EQ(finding->count, 1u);
}

TEST(CaptureReader, FileOfTwoBytesIsRefused) {
  const auto capture = ReadAll(Bytes::Of({0xd4, 0xc3}));
  EXPECT_EQ(capture.status, CaptureStatus::refused);
  const Finding* finding = capture.Find(FindingId::k_not_a_capture);
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->args[0], 0xd4c30000);
}

}  // namespace
}  // namespace tcpladder::test
