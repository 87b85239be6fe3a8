// Every block type of pcapng_blocks.def in both byte orders: a row without a case fails.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <ostream>
#include <string>
#include <tuple>

#include "tests/support/capture_fixture.h"
#include "tests/support/packets.h"
#include "tests/support/pcapng_writer.h"

namespace tcpladder::test {
namespace {

constexpr uint64_t kBlockStamp = 1700000000123456;
constexpr uint32_t kSnapLength = 48;

struct Row {
  uint32_t type;
  const char* name;
  bool numbered;
};
void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

constexpr Row kRows[] = {
#define PCAPNG_BLOCK(type, id, numbered) {type, #id, numbered},
#include "core/capture/pcapng_blocks.def"
#undef PCAPNG_BLOCK
};

// How a block of the type is written behind a first interface, and how many frames it holds.
struct Case {
  void (*write)(PcapngWriter& writer);
  size_t frames;
  bool skipped;  // counted in the findings by its type
};

void WritePrivate(PcapngWriter& writer, uint32_t type) {
  // Private Enterprise Number 32473 is for examples (RFC 5612).
  writer.Block(type, writer.New().U32(32473).Add("private!"));
}
void WriteSysdig(PcapngWriter& writer, uint32_t type) {
  writer.Block(type, writer.New().U16(0).U64(kBlockStamp * 1000).U64(1).U32(26).U16(3));
}

const std::map<std::string, Case>& Cases() {
  static const std::map<std::string, Case> cases = {
      {"section_header",
       {[](PcapngWriter& writer) { writer.Section(ByteOrder::big).Interface(1); }, 0, false}},
      {"interface_description", {[](PcapngWriter& writer) { writer.Interface(101); }, 0, false}},
      {"packet",
       {[](PcapngWriter& writer) { writer.Packet(0, kBlockStamp, TcpFrame()); }, 1, false}},
      {"simple_packet", {[](PcapngWriter& writer) { writer.SimplePacket(TcpFrame()); }, 1, false}},
      {"name_resolution",
       {[](PcapngWriter& writer) {
          const Bytes host = Bytes::Of({10, 0, 0, 1}).Add("host").U8(0);
          Bytes records = writer.New();
          records.U16(1).U16(host.size()).Add(host).PadTo(4).U32(0);
          writer.Block(4, records);
        },
        0, false}},
      {"interface_statistics",
       {[](PcapngWriter& writer) { writer.Statistics(0, writer.Options().U64(4, 7).End()); }, 0,
        false}},
      {"enhanced_packet",
       {[](PcapngWriter& writer) { writer.EnhancedPacket(0, kBlockStamp, TcpFrame()); }, 1, false}},
      {"systemd_journal",
       {[](PcapngWriter& writer) { writer.Block(9, Bytes::Text("__REALTIME_TIMESTAMP=1\n")); }, 0,
        true}},
      {"decryption_secrets",
       {[](PcapngWriter& writer) {
          const std::string_view keys = "CLIENT_RANDOM 00 11\n";
          writer.Block(10, writer.New().U32(0x544c534b).U32(keys.size()).Add(keys));
        },
        0, true}},
      {"custom", {[](PcapngWriter& writer) { WritePrivate(writer, 0xbad); }, 0, true}},
      {"custom_not_copied",
       {[](PcapngWriter& writer) { WritePrivate(writer, 0x40000bad); }, 0, true}},
      {"sysdig_event", {[](PcapngWriter& writer) { WriteSysdig(writer, 0x204); }, 0, true}},
      {"sysdig_event_with_flags",
       {[](PcapngWriter& writer) { WriteSysdig(writer, 0x208); }, 0, true}},
      {"sysdig_event_2", {[](PcapngWriter& writer) { WriteSysdig(writer, 0x216); }, 0, true}},
      {"sysdig_event_2_with_flags",
       {[](PcapngWriter& writer) { WriteSysdig(writer, 0x217); }, 0, true}},
      {"sysdig_event_2_large", {[](PcapngWriter& writer) { WriteSysdig(writer, 0x221); }, 0, true}},
      {"sysdig_event_2_large_with_flags",
       {[](PcapngWriter& writer) { WriteSysdig(writer, 0x222); }, 0, true}},
  };
  return cases;
}

class EveryBlock : public testing::TestWithParam<std::tuple<Row, ByteOrder>> {
 protected:
  void SetUp() override {
    const auto found = Cases().find(row_.name);
    ASSERT_NE(found, Cases().end()) << row_.name << " has no case";
    case_ = found->second;
  }
  // A block of the type between two frames, behind `noise`.
  Bytes File(const Bytes& noise) const {
    PcapngWriter writer(std::get<ByteOrder>(GetParam()));
    writer.Interface(1).EnhancedPacket(0, kBlockStamp, TcpFrame()).Raw(noise);
    case_.write(writer);
    return writer.EnhancedPacket(0, kBlockStamp, TcpFrame()).file();
  }

  const Row row_ = std::get<Row>(GetParam());
  Case case_{};
};
INSTANTIATE_TEST_SUITE_P(Rows, EveryBlock,
                         testing::Combine(testing::ValuesIn(kRows),
                                          testing::Values(ByteOrder::big, ByteOrder::little)),
                         [](const auto& given) {
                           const bool big = std::get<ByteOrder>(given.param) == ByteOrder::big;
                           return std::get<Row>(given.param).name +
                                  std::string(big ? "_big" : "_little");
                         });

TEST_P(EveryBlock, IsReadOrPassedOverAndCountedByItsType) {
  const auto capture = ReadAll(File({}));
  ASSERT_EQ(capture.frames.size(), 2 + case_.frames);
  EXPECT_EQ(capture.frames.back().number, 2 + case_.frames + (row_.numbered ? 1 : 0));
  EXPECT_EQ(capture.findings.size(), case_.skipped ? 1u : 0u);
  const Finding* skipped = capture.Find(FindingId::k_skipped_block);
  ASSERT_EQ(skipped != nullptr, case_.skipped);
  if (skipped) {
    EXPECT_EQ(skipped->key, row_.type);
    EXPECT_EQ(skipped->args[0], int64_t{row_.type});
  }
}

TEST_P(EveryBlock, TakesReadingUpAgainBehindDamage) {
  const Bytes noise = Bytes::Text("neither type nor length of a block");
  const auto capture = ReadAll(File(noise));
  EXPECT_EQ(capture.frames.size(), 2 + case_.frames);
  const Finding* lost = capture.Find(FindingId::k_bad_block_length);
  ASSERT_TRUE(lost);
  EXPECT_EQ(lost->args[2], static_cast<int64_t>(noise.size()));
}

TEST_P(EveryBlock, CutAnywhereLosesOnlyWhatIsBehind) {
  const Bytes file = File({});
  for (size_t size = 0; size < file.size(); ++size) {
    const auto capture = ReadAll(file.First(size));
    EXPECT_LE(capture.frames.size(), 1 + case_.frames) << size;
    for (const ReadFrame& frame : capture.frames) EXPECT_EQ(frame.bytes.size(), TcpFrame().size());
  }
}

TEST(BlockRows, EveryCaseHasARow) {
  for (const auto& [name, sample] : Cases()) {
    EXPECT_THAT(kRows, testing::Contains(testing::Field(&Row::name, testing::StrEq(name))));
  }
}

class Blocks : public testing::TestWithParam<ByteOrder> {
 protected:
  PcapngWriter Writer() const { return PcapngWriter(GetParam()); }
};
INSTANTIATE_TEST_SUITE_P(Orders, Blocks, testing::Values(ByteOrder::big, ByteOrder::little));

TEST_P(Blocks, SectionOfKnownLengthReadsAsOneOfUnknownLength) {
  // From one section header to the next, which the length of a section allows to jump over.
  PcapngWriter body = Writer();
  const size_t header = body.file().size();
  body.Interface(1).EnhancedPacket(0, kBlockStamp, TcpFrame());
  const size_t length = body.file().size() - header;
  PcapngWriter writer = Writer();
  const Bytes known = writer.New().U32(0x1a2b3c4d).U16(1).U16(0).U64(length);
  for (int i = 0; i < 2; ++i) writer.Block(0x0a0d0d0a, known).Raw(body.file().From(header));
  const auto capture = ReadAll(writer.file());
  EXPECT_TRUE(capture.findings.empty());
  ASSERT_EQ(capture.frames.size(), 2u);
  EXPECT_EQ(capture.frames[1].interface, 1) << "a second section numbers its interfaces anew";
}

TEST_P(Blocks, WrongSectionLengthIsNotBelieved) {
  for (const uint64_t length : {uint64_t{0}, uint64_t{3}, uint64_t{1} << 62}) {
    PcapngWriter writer = Writer();
    writer.Block(0x0a0d0d0a, writer.New().U32(0x1a2b3c4d).U16(1).U16(0).U64(length));
    writer.Interface(1).EnhancedPacket(0, kBlockStamp, TcpFrame());
    EXPECT_EQ(ReadAll(writer.file()).frames.size(), 1u) << length;
  }
}

TEST_P(Blocks, SimplePacketIsAsLongAsFrameSnapLengthAndBlockAllow) {
  const Bytes frame = TcpFrame();
  const auto captured = [&](uint32_t snap_length, const Bytes& held, uint32_t original) {
    PcapngWriter writer = Writer();
    writer.Interface(1, snap_length).SimplePacket(held, original);
    return ReadAll(writer.file()).frames.at(0).bytes.size();
  };
  const auto whole = static_cast<uint32_t>(frame.size());
  EXPECT_EQ(captured(0, frame, whole), frame.size()) << "no limit";
  EXPECT_EQ(captured(65535, frame, whole), frame.size());
  EXPECT_EQ(captured(kSnapLength, frame.First(kSnapLength), 1500), kSnapLength);
  EXPECT_EQ(captured(47, frame.First(47), 1500), 47u) << "an byte of padding is none of the frame";
  EXPECT_EQ(captured(0, frame.First(40), 1500), 40u) << "the block ends";
}

TEST_P(Blocks, SimplePacketFollowsTheFirstInterface) {
  PcapngWriter writer = Writer();
  writer.Interface(101, kSnapLength).Interface(1, 20).SimplePacket(TcpFrame());
  const auto capture = ReadAll(writer.file());
  ASSERT_EQ(capture.frames.size(), 1u);
  EXPECT_EQ(capture.frames[0].link_type, 101);
  EXPECT_EQ(capture.frames[0].bytes.size(), kSnapLength);
}

TEST_P(Blocks, SimplePacketWithoutAnInterfaceIsCountedOnly) {
  const auto capture = ReadAll(Writer().SimplePacket(TcpFrame()).file());
  EXPECT_TRUE(capture.frames.empty());
  EXPECT_TRUE(capture.Find(FindingId::k_unknown_interface));
}

TEST_P(Blocks, ObsoletePacketTellsItsDropsInAFieldAndInNoOption) {
  // Its interface is sixteen bits wide, and the count of drops stands behind it.
  PcapngWriter writer = Writer();
  writer.Interface(1).Interface(101);
  Bytes body = writer.New();
  body.U16(1).U16(3).U32(kBlockStamp >> 32).U32(kBlockStamp & 0xffffffff);
  body.U32(TcpFrame().size()).U32(1500).Add(TcpFrame()).PadTo(4);
  const Bytes comment = writer.Options().Add(1, Bytes::Text("old")).End();
  writer.Block(2, body.Add(comment));
  const auto capture = ReadAll(writer.file());
  ASSERT_EQ(capture.frames.size(), 1u);
  EXPECT_EQ(capture.frames[0].link_type, 101);
  EXPECT_EQ(capture.frames[0].original_length, 1500u);
  EXPECT_EQ(capture.frames[0].time_ns, static_cast<int64_t>(kBlockStamp) * 1000);
  ASSERT_EQ(capture.metadata.comments.size(), 1u);
  EXPECT_EQ(capture.metadata.comments[0].text, "old");
}

}  // namespace
}  // namespace tcpladder::test
