// What crosses besides segments: texts of the file, link types, the layers of one frame.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/engine/tables.h"
#include "core/net/dissector.h"
#include "tests/core/engine/talk_capture.h"
#include "tests/support/pcapng_writer.h"

namespace tcpladder {
namespace {

using test::Bytes;
using test::PcapngWriter;
using test::RunEngine;
using test::TcpFields;

std::vector<std::string> Texts(const TextColumn& column) {
  std::vector<std::string> texts;
  auto at = column.bytes.begin();
  for (const uint32_t end : column.ends) {
    const auto next = column.bytes.begin() + static_cast<ptrdiff_t>(end);
    texts.emplace_back(at, next);
    at = next;
  }
  return texts;
}

std::vector<std::string> Layers(const Bytes& frame, uint16_t link_type) {
  std::vector<std::string> names;
  for (const uint8_t layer : LayersOf(frame, link_type)) {
    names.emplace_back(NameOf(static_cast<LayerId>(layer)));
  }
  return names;
}

TEST(NotesTest, TextsCrossAsBytesWithTheirEnds) {
  PcapngWriter writer;
  const auto text = [&](uint16_t code, std::string_view value) {
    return writer.Options().Add(code, Bytes::Text(value)).End();
  };
  writer.Section(ByteOrder::little, 1, 0, text(3, "Linux"));
  writer.Interface(1, 0, text(2, "eth0"));
  writer.EnhancedPacket(0, 1, test::TcpFrame(), {}, text(1, "\xff<b>"));
  Bytes names;
  names = writer.New();
  const Bytes record = Bytes::Of({10, 0, 0, 1}).Add("client").U8(0);
  names.U16(1).U16(record.size()).Add(record).PadTo(4).U32(0);
  writer.Block(4, names);
  Engine engine;
  RunEngine(engine, writer.file());
  const NotesTable notes = TableOfNotes(engine);
  EXPECT_EQ(Texts(notes.section), (std::vector<std::string>{"", "Linux", ""}));
  EXPECT_EQ(Texts(notes.interface_name), std::vector<std::string>{"eth0"});
  EXPECT_EQ(Texts(notes.comment), std::vector<std::string>{"\xff<b>"});
  EXPECT_EQ(notes.comment_frame, std::vector<uint32_t>{1});
  EXPECT_EQ(Texts(notes.name), std::vector<std::string>{"client"});
  EXPECT_EQ(notes.name_address.size(), 16u);
  EXPECT_EQ(notes.name_version, std::vector<uint8_t>{4});
}

TEST(NotesTest, SegmentsKnowTheirLinkType) {
  PcapngWriter writer;
  writer.Interface(1).Interface(113);
  TcpFields answer;
  answer.seq = 1;
  writer.EnhancedPacket(0, 1, test::TcpFrame());
  writer.EnhancedPacket(1, 2, test::LinuxSll(0x0800, test::Ipv4({}, test::Tcp(answer))));
  writer.EnhancedPacket(0, 3, test::TcpFrame());
  Engine engine;
  RunEngine(engine, writer.file());
  EXPECT_EQ(TableOfSegments(engine, 0).link_type, (std::vector<uint16_t>{1, 113, 1}));
}

TEST(NotesTest, MoreLinkTypesThanThereIsRoomForAreNotKept) {
  LinkTypes types;
  for (uint16_t i = 0; i < 40; ++i) types.OrdinalOf(i);
  EXPECT_EQ(types[types.OrdinalOf(30)], 30);
  EXPECT_EQ(types[types.OrdinalOf(31)], kNoLinkType);
  EXPECT_EQ(types[types.OrdinalOf(5)], 5);
}

TEST(LayersTest, AreThoseTheFramePasses) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(Layers(test::TcpFrame(), 1), (Names{"ethernet", "ipv4", "tcp"}));
  const Bytes inner = test::Ipv4({}, test::Tcp());
  test::Ipv4Fields outer;
  outer.protocol = 47;
  const Bytes gre = test::Ipv4(outer, Bytes::Of({0, 0, 8, 0}) + inner);
  EXPECT_EQ(Layers(test::Ethernet(0x8100, test::Vlan(7, 0x0800, gre)), 1),
            (Names{"ethernet", "vlan", "ipv4", "gre", "ipv4", "tcp"}));
  EXPECT_EQ(Layers(test::TcpFrame().First(20), 1), (Names{"ethernet", "ipv4"}));
  EXPECT_TRUE(Layers(test::TcpFrame(), kNoLinkType).empty());
  EXPECT_TRUE(LayersOf({}, 1).size() <= 1);
}

TEST(LayersTest, BytesIntoTheTcpHeaderSuffice) {
  TcpFields fields;
  fields.payload = Bytes::Zeros(1000);
  const Bytes frame = test::TcpFrame(fields);
  EXPECT_EQ(Layers(frame.First(14 + 20 + 20), 1).size(), 3u);
}

}  // namespace
}  // namespace tcpladder
