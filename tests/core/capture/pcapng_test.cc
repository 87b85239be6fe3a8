// The pcapng format, block by block, in both byte orders.
#include <gtest/gtest.h>

#include "tests/support/capture_fixture.h"
#include "tests/support/packets.h"
#include "tests/support/pcapng_writer.h"

namespace tcpladder::test {
namespace {

constexpr uint64_t kStamp = 1700000000123456;
constexpr int64_t kStampNs = 1700000000123456000;
constexpr uint16_t kCommentOption = 1, kResolution = 9, kOffset = 14;

class Pcapng : public testing::TestWithParam<ByteOrder> {
 protected:
  PcapngWriter Writer() const { return PcapngWriter(GetParam()); }
  ByteOrder OtherOrder() const {
    return GetParam() == ByteOrder::big ? ByteOrder::little : ByteOrder::big;
  }
  // The time of one frame of an interface with these options.
  static std::optional<int64_t> TimeOf(PcapngWriter writer, uint64_t stamp, const Bytes& options) {
    const auto capture =
        ReadAll(writer.Interface(1, 0, options).EnhancedPacket(0, stamp, TcpFrame()).file());
    if (capture.frames.size() != 1) return std::nullopt;
    return capture.frames[0].time_ns;
  }

  const Bytes frame_ = TcpFrame();
};
INSTANTIATE_TEST_SUITE_P(Orders, Pcapng, testing::Values(ByteOrder::big, ByteOrder::little));

TEST_P(Pcapng, EnhancedPacket) {
  const auto capture = ReadAll(Writer()
                                   .Interface(1)
                                   .Interface(113)
                                   .EnhancedPacket(0, kStamp, frame_, 1500)
                                   .EnhancedPacket(1, kStamp + 1, frame_)
                                   .file());
  EXPECT_TRUE(capture.findings.empty());
  ASSERT_EQ(capture.frames.size(), 2u);
  EXPECT_EQ(capture.frames[0].time_ns, kStampNs);
  EXPECT_EQ(capture.frames[0].link_type, 1);
  EXPECT_EQ(capture.frames[0].original_length, 1500u);
  EXPECT_EQ(capture.frames[0].bytes.size(), frame_.size());
  EXPECT_EQ(capture.frames[0].file_offset, 28u + 20 + 20 + 28);
  EXPECT_EQ(capture.frames[1].time_ns, kStampNs + 1000);
  EXPECT_EQ(capture.frames[1].link_type, 113);
  EXPECT_EQ(capture.frames[1].interface, 1);
  EXPECT_EQ(capture.frames[1].number, 2u);
}

TEST_P(Pcapng, SimplePacketHasNoTimeAndFollowsTheSnapLength) {
  const auto capture = ReadAll(Writer()
                                   .Interface(1, 40)
                                   .SimplePacket(frame_.First(40), 54)
                                   .SimplePacket(frame_.First(30))
                                   .file());
  ASSERT_EQ(capture.frames.size(), 2u);
  EXPECT_EQ(capture.frames[0].time_ns, 0);
  EXPECT_EQ(capture.frames[0].bytes.size(), 40u);
  EXPECT_EQ(capture.frames[0].original_length, 54u);
  EXPECT_EQ(capture.frames[1].bytes.size(), 30u);
}

TEST_P(Pcapng, ObsoletePacketBlock) {
  const auto capture =
      ReadAll(Writer().Interface(1).Interface(101).Packet(1, kStamp, frame_).file());
  ASSERT_EQ(capture.frames.size(), 1u);
  EXPECT_EQ(capture.frames[0].time_ns, kStampNs);
  EXPECT_EQ(capture.frames[0].link_type, 101);
  EXPECT_EQ(capture.frames[0].bytes.size(), frame_.size());
}

TEST_P(Pcapng, ResolutionOfTens) {
  const auto options = [&](uint8_t code) { return Writer().Options().U8(kResolution, code).End(); };
  EXPECT_EQ(TimeOf(Writer(), 1700000000, options(0)), 1700000000000000000);
  EXPECT_EQ(TimeOf(Writer(), 1700000000123, options(3)), 1700000000123000000);
  EXPECT_EQ(TimeOf(Writer(), 1700000000123456789, options(9)), 1700000000123456789);
  EXPECT_EQ(TimeOf(Writer(), 17000000001234567891u, options(10)), 1700000000123456789);
}

TEST_P(Pcapng, ResolutionOfTwos) {
  const auto options = [&](int shift) {
    return Writer().Options().U8(kResolution, static_cast<uint8_t>(0x80 | shift)).End();
  };
  EXPECT_EQ(TimeOf(Writer(), uint64_t{1700000000} << 1 | 1, options(1)), 1700000000500000000);
  EXPECT_EQ(TimeOf(Writer(), uint64_t{1700000000} << 8 | 0x40, options(8)), 1700000000250000000);
  EXPECT_EQ(TimeOf(Writer(), uint64_t{17} << 40 | uint64_t{3} << 38, options(40)), 17750000000);
  EXPECT_EQ(TimeOf(Writer(), uint64_t{1} << 63 | uint64_t{1} << 62, options(63)), 1500000000);
}

TEST_P(Pcapng, OffsetIsAdded) {
  const Bytes options = Writer().Options().U64(kOffset, 1700000000).End();
  EXPECT_EQ(TimeOf(Writer(), 123456, options), kStampNs);
  const auto minus = static_cast<uint64_t>(int64_t{-10});
  const Bytes negative = Writer().Options().U64(kOffset, minus).U8(kResolution, 6).End();
  EXPECT_EQ(TimeOf(Writer(), kStamp, negative), kStampNs - 10000000000);
}

TEST_P(Pcapng, ImpossibleResolutionIsNotedAndMicrosecondsTaken) {
  PcapngWriter writer = Writer();
  writer.Interface(1, 0, writer.Options().U8(kResolution, 20).End());
  const auto capture = ReadAll(writer.EnhancedPacket(0, kStamp, frame_).file());
  ASSERT_EQ(capture.frames.size(), 1u);
  EXPECT_EQ(capture.frames[0].time_ns, kStampNs);
  EXPECT_TRUE(capture.Find(FindingId::k_odd_time));
}

TEST_P(Pcapng, TimeBeyondTheRangeIsNoted) {
  PcapngWriter writer = Writer();
  writer.Interface(1, 0, writer.Options().U8(kResolution, 0).End());
  const auto capture = ReadAll(writer.EnhancedPacket(0, UINT64_MAX, frame_).file());
  ASSERT_EQ(capture.frames.size(), 1u);
  EXPECT_EQ(capture.frames[0].time_ns, 0);
  EXPECT_TRUE(capture.Find(FindingId::k_odd_time));
}

TEST_P(Pcapng, TimesWhoseDistanceWouldOverflowAreNoted) {
  PcapngWriter writer = Writer();
  writer.Interface(1, 0, writer.Options().U8(kResolution, 0).End());
  writer.EnhancedPacket(0, 9000000000, frame_);
  const auto capture = ReadAll(writer.EnhancedPacket(0, 4000000000, frame_).file());
  ASSERT_EQ(capture.frames.size(), 2u);
  EXPECT_EQ(capture.frames[0].time_ns, 0);
  EXPECT_EQ(capture.frames[1].time_ns, 4000000000000000000);
  EXPECT_TRUE(capture.Find(FindingId::k_odd_time));
}

TEST_P(Pcapng, TimesAtTheLimitsAreKeptAndThoseBehindAreNot) {
  PcapngWriter writer = Writer();
  // 2^60 ns are 1152921504 s and a fraction.
  const auto before = static_cast<uint64_t>(int64_t{-1152921505});
  writer.Interface(1, 0, writer.Options().U8(kResolution, 9).U64(kOffset, before).End());
  writer.Interface(1, 0, writer.Options().U8(kResolution, 9).End());
  const uint64_t earliest = 1152921505000000000 - (uint64_t{1} << 60);
  writer.EnhancedPacket(0, earliest, frame_).EnhancedPacket(0, earliest - 1, frame_);
  writer.EnhancedPacket(1, (uint64_t{1} << 62) - 1, frame_);
  writer.EnhancedPacket(1, uint64_t{1} << 62, frame_);
  const auto capture = ReadAll(writer.file());
  ASSERT_EQ(capture.frames.size(), 4u);
  EXPECT_EQ(capture.frames[0].time_ns, kEarliestTime);
  EXPECT_EQ(capture.frames[1].time_ns, 0);
  EXPECT_EQ(capture.frames[2].time_ns, kTimeLimit - 1);
  EXPECT_EQ(capture.frames[3].time_ns, 0);
  ASSERT_TRUE(capture.Find(FindingId::k_odd_time));
  EXPECT_EQ(capture.Find(FindingId::k_odd_time)->count, 2u);
}

TEST_P(Pcapng, SectionsOfDifferentOrder) {
  const auto capture = ReadAll(Writer()
                                   .Interface(1)
                                   .EnhancedPacket(0, kStamp, frame_)
                                   .Section(OtherOrder())
                                   .Interface(113)
                                   .EnhancedPacket(0, kStamp, frame_)
                                   .file());
  ASSERT_EQ(capture.frames.size(), 2u);
  EXPECT_EQ(capture.frames[1].link_type, 113);
  EXPECT_EQ(capture.frames[1].interface, 1);
  EXPECT_EQ(capture.frames[1].time_ns, kStampNs);
}

TEST_P(Pcapng, TextsOfSectionInterfaceAndPacketAreKept) {
  PcapngWriter writer = Writer();
  const auto text = [&](uint16_t code, std::string_view value) {
    return writer.Options().Add(code, Bytes::Text(value)).End();
  };
  writer.Section(GetParam(), 1, 0, text(4, "recorder 1.0"));
  writer.Interface(1, 96, text(2, "eth0"));
  writer.EnhancedPacket(0, kStamp, frame_, {}, text(kCommentOption, "the first one"));
  const auto metadata = ReadAll(writer.file()).metadata;
  EXPECT_EQ(metadata.application, "recorder 1.0");
  ASSERT_EQ(metadata.interfaces.size(), 1u);
  EXPECT_EQ(metadata.interfaces[0].name, "eth0");
  EXPECT_EQ(metadata.interfaces[0].snap_length, 96u);
  ASSERT_EQ(metadata.comments.size(), 1u);
  EXPECT_EQ(metadata.comments[0].frame, 1u);
  EXPECT_EQ(metadata.comments[0].text, "the first one");
}

TEST_P(Pcapng, CommentsTellWhatTheyAreOn) {
  PcapngWriter writer = Writer();
  const auto text = [&](std::string_view value) {
    return writer.Options().Add(kCommentOption, Bytes::Text(value)).End();
  };
  writer.Section(GetParam(), 1, 0, text("section"));
  writer.Interface(1).Section(GetParam()).Interface(1, 0, text("interface"));
  writer.Statistics(0, text("statistics"));
  Bytes names = writer.New();
  names.U32(0).Add(text("names"));
  writer.Block(4, names);
  writer.EnhancedPacket(0, kStamp, frame_);
  PcapngOptions two = writer.Options();
  two.Add(kCommentOption, Bytes::Text("one")).Add(kCommentOption, Bytes::Text("two"));
  writer.EnhancedPacket(0, kStamp, frame_, {}, two.End());
  const auto comments = ReadAll(writer.file()).metadata.comments;
  ASSERT_EQ(comments.size(), 6u);
  EXPECT_EQ(comments[0].interface, CaptureMetadata::kNoInterface);
  EXPECT_EQ(comments[1].text, "interface");
  EXPECT_EQ(comments[1].interface, 1u) << "counted over all sections";
  EXPECT_EQ(comments[2].interface, 1u);
  EXPECT_EQ(comments[3].text, "names");
  EXPECT_EQ(comments[4].frame, 2u);
  EXPECT_EQ(comments[5].text, "two");
}

TEST_P(Pcapng, TextsAreBoundedAndTheLimitIsReported) {
  PcapngWriter writer = Writer();
  writer.Interface(1);
  const std::string text(CaptureMetadata::kMaxComment, 'x');
  const Bytes options = writer.Options().Add(kCommentOption, Bytes::Text(text)).End();
  const size_t room = CaptureMetadata::kMaxTexts / CaptureMetadata::kMaxComment;
  for (size_t i = 0; i < room + 5; ++i) {
    writer.EnhancedPacket(0, kStamp, frame_, {}, options);
  }
  const auto capture = ReadAll(writer.file());
  EXPECT_EQ(capture.metadata.comments.size(), room);
  EXPECT_EQ(capture.metadata.comments[0].text, text);
  const Finding* left = capture.Find(FindingId::k_texts_not_kept);
  ASSERT_TRUE(left);
  EXPECT_EQ(left->count, 5u);
  EXPECT_EQ(left->args[1], static_cast<int64_t>(room));
}

TEST_P(Pcapng, NamesOfAddresses) {
  PcapngWriter writer = Writer();
  Bytes records = writer.New();
  const Bytes v4 = Bytes::Of({10, 0, 0, 1}).Add("client").U8(0).Add("kunde").U8(0);
  const Bytes v6 = Bytes::Zeros(15).U8(1).Add("localhost").U8(0);
  records.U16(1).U16(v4.size()).Add(v4).PadTo(4).U16(2).U16(v6.size()).Add(v6).PadTo(4).U32(0);
  const auto names = ReadAll(writer.Block(4, records).file()).metadata.names;
  ASSERT_EQ(names.size(), 3u);
  EXPECT_EQ(names[0].text, "client");
  EXPECT_EQ(names[0].version, 4);
  EXPECT_EQ(names[0].address[0], 10);
  EXPECT_EQ(names[1].text, "kunde");
  EXPECT_EQ(names[2].text, "localhost");
  EXPECT_EQ(names[2].version, 6);
}

TEST_P(Pcapng, DropsOfTheStatisticsAreReported) {
  PcapngWriter writer = Writer();
  writer.Interface(1);
  writer.Statistics(0, writer.Options().U64(4, 1000).U64(5, 17).End());
  const auto capture = ReadAll(writer.file());
  const Finding* drops = capture.Find(FindingId::k_capture_dropped);
  ASSERT_TRUE(drops);
  EXPECT_EQ(drops->args[0], 17);
  EXPECT_EQ(drops->args[1], 1000);
  EXPECT_TRUE(capture.metadata.interfaces[0].counted);
}

TEST_P(Pcapng, OtherBlocksAreSkippedByType) {
  PcapngWriter writer = Writer();
  writer.Interface(1).Block(10, Bytes::Text("secrets!")).Block(0xbad, Bytes::Zeros(16));
  const auto capture = ReadAll(writer.EnhancedPacket(0, kStamp, frame_).file());
  EXPECT_EQ(capture.frames.size(), 1u);
  const Finding* skipped = capture.Find(FindingId::k_skipped_block);
  ASSERT_TRUE(skipped);
  EXPECT_EQ(skipped->key, 10u);
}

TEST_P(Pcapng, JournalAndCustomBlocksAreNumberedAsWiresharkDoes) {
  PcapngWriter writer = Writer();
  writer.Interface(1).Block(9, Bytes::Zeros(8)).Block(0xbad, Bytes::Zeros(8));
  writer.Block(10, Bytes::Zeros(8)).Block(0x80000001, Bytes::Zeros(8));
  const auto capture = ReadAll(writer.EnhancedPacket(0, kStamp, frame_).file());
  ASSERT_EQ(capture.frames.size(), 1u);
  EXPECT_EQ(capture.frames[0].number, 3u);
}

TEST_P(Pcapng, DamagedFirstSectionHeaderStillGivesTheOrder) {
  PcapngWriter writer = Writer();
  const Bytes head = writer.file();
  writer.Interface(1).EnhancedPacket(0, kStamp, frame_);
  Bytes file = head;
  file.Set8(head.size() - 1, 0x55).Set8(head.size() - 4, 0x55);
  file.Add(writer.file().From(head.size()));
  const auto capture = ReadAll(file);
  EXPECT_EQ(capture.frames.size(), 1u);
  EXPECT_TRUE(capture.Find(FindingId::k_bad_block_length));
}

TEST_P(Pcapng, PacketOfAnUnknownInterfaceIsCountedOnly) {
  const auto capture = ReadAll(Writer()
                                   .Interface(1)
                                   .EnhancedPacket(3, kStamp, frame_)
                                   .EnhancedPacket(0, kStamp, frame_)
                                   .file());
  ASSERT_EQ(capture.frames.size(), 1u);
  EXPECT_EQ(capture.frames[0].number, 2u);
  const Finding* unknown = capture.Find(FindingId::k_unknown_interface);
  ASSERT_TRUE(unknown);
  EXPECT_EQ(unknown->args[0], 3);
}

TEST_P(Pcapng, CapturedLengthBeyondTheBlock) {
  PcapngWriter writer = Writer();
  writer.Interface(1);
  Bytes body = writer.New();
  body.U32(0).U64(0).U32(4000).U32(4000).Add(frame_);
  const auto capture = ReadAll(writer.Block(6, body).EnhancedPacket(0, kStamp, frame_).file());
  EXPECT_EQ(capture.frames.size(), 1u);
  EXPECT_TRUE(capture.Find(FindingId::k_bad_record_length));
}

TEST_P(Pcapng, OptionPastItsBlockIsNotedAndTheRestUsed) {
  PcapngWriter writer = Writer();
  writer.Interface(1, 0, writer.New().U16(kCommentOption).U16(500).U32(0));
  const auto capture = ReadAll(writer.EnhancedPacket(0, kStamp, frame_).file());
  EXPECT_EQ(capture.frames.size(), 1u);
  EXPECT_TRUE(capture.Find(FindingId::k_bad_option));
}

TEST_P(Pcapng, GoesOnBehindADamagedBlock) {
  PcapngWriter writer = Writer();
  writer.Interface(1).EnhancedPacket(0, kStamp, frame_);
  const size_t damage_at = writer.file().size();
  const Bytes noise = Bytes::Text("this is not a block at all, only text in its place");
  writer.Raw(noise);
  const auto capture = ReadAll(writer.EnhancedPacket(0, kStamp, frame_).file());
  EXPECT_EQ(capture.frames.size(), 2u);
  const Finding* lost = capture.Find(FindingId::k_bad_block_length);
  ASSERT_TRUE(lost);
  EXPECT_EQ(lost->first_offset, damage_at);
  EXPECT_EQ(lost->args[2], static_cast<int64_t>(noise.size()));
}

TEST_P(Pcapng, LengthsThatDifferAreDamage) {
  PcapngWriter writer = Writer();
  writer.Interface(1);
  writer.Raw(writer.New().U32(6).U32(32).Add(Bytes::Zeros(20)).U32(36));
  const auto capture = ReadAll(writer.EnhancedPacket(0, kStamp, frame_).file());
  EXPECT_EQ(capture.frames.size(), 1u);
  const Finding* lost = capture.Find(FindingId::k_bad_block_length);
  ASSERT_TRUE(lost);
  EXPECT_EQ(lost->args[0], 32);
  EXPECT_EQ(lost->args[1], 36);
  EXPECT_EQ(lost->args[2], 32);
}

TEST_P(Pcapng, CutTailIsANote) {
  const Bytes file = Writer()
                         .Interface(1)
                         .EnhancedPacket(0, kStamp, frame_)
                         .EnhancedPacket(0, kStamp, frame_)
                         .file();
  const auto capture = ReadAll(file.First(file.size() - 30));
  EXPECT_EQ(capture.status, CaptureStatus::need_more);
  EXPECT_EQ(capture.frames.size(), 1u);
  EXPECT_TRUE(capture.Find(FindingId::k_truncated_tail));
}

TEST_P(Pcapng, UnknownVersionIsRefused) {
  PcapngWriter writer = Writer();
  const size_t first = writer.file().size();
  const auto capture = ReadAll(writer.Section(GetParam(), 2, 0).file().From(first));
  EXPECT_EQ(capture.status, CaptureStatus::refused);
  const Finding* version = capture.Find(FindingId::k_unsupported_version);
  ASSERT_TRUE(version);
  EXPECT_EQ(version->args[0], 2);
}

TEST_P(Pcapng, UnknownByteOrderIsRefused) {
  Bytes file = Writer().Interface(1).file();
  file.Set32(8, 0x11111111);
  const auto capture = ReadAll(file);
  EXPECT_EQ(capture.status, CaptureStatus::refused);
  EXPECT_TRUE(capture.Find(FindingId::k_bad_file_header));
}

}  // namespace
}  // namespace tcpladder::test
