// Captures written back with comments.
#include "core/share/capture_writer.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/core/share/shared_capture.h"
#include "tests/support/pcapng_writer.h"

namespace tcpladder::test {
namespace {

constexpr uint16_t kCommentOption = 1;

using Comments = std::vector<std::pair<uint32_t, std::string>>;

// `own`: frames and comments, in the order in which they are written.
std::vector<std::byte> Written(std::span<const std::byte> file, const Comments& own = {},
                               uint32_t connection = kNone, size_t chunk = SIZE_MAX) {
  Engine engine;
  RunEngine(engine, file);
  CaptureWriter writer(engine, connection);
  for (const auto& [frame, text] : own) writer.Comment(frame, text);
  std::vector<std::byte> written;
  const auto take = [&] {
    const std::vector<std::byte> part = writer.Take();
    written.insert(written.end(), part.begin(), part.end());
  };
  bool more = true;
  for (size_t at = 0; at < file.size() && more; at += std::min(chunk, file.size() - at)) {
    more = writer.Push(file.subspan(at, std::min(chunk, file.size() - at)));
    take();
  }
  if (more) writer.Finish();
  take();
  return written;
}

// Of packets and of the section.
Comments CommentsIn(std::span<const std::byte> file) {
  Comments comments;
  for (const CaptureMetadata::Comment& comment : ReadAll(file).metadata.comments) {
    comments.emplace_back(comment.frame, comment.text);
  }
  return comments;
}

TalkCapture Talk() { return TalkCapture().Handshake().Client(kPsh | kAck, 10).Server(kAck); }

PcapngWriter Commented() {
  PcapngWriter writer;
  const auto text = [&](uint16_t code, std::string_view value) {
    return writer.Options().Add(code, Bytes::Text(value)).End();
  };
  writer.Section(ByteOrder::little, 1, 0, text(kCommentOption, "about all"));
  writer.Interface(1, 0, text(2, "eth0"));
  const Bytes two = writer.Options()
                        .Add(kCommentOption, Bytes::Text("first"))
                        .Add(kCommentOption, Bytes::Text("second"))
                        .End();
  writer.EnhancedPacket(0, 1, Talk().frames()[0], {}, two);
  writer.EnhancedPacket(0, 2, Talk().frames()[1], 2000);
  return writer;
}

TEST(CaptureWriter, WritesEveryFrameAsItIs) {
  const Bytes file = Talk().File();
  const auto before = ReadAll(file);
  const auto after = ReadAll(Written(file));
  ASSERT_EQ(after.frames.size(), before.frames.size());
  for (size_t i = 0; i < before.frames.size(); ++i) {
    EXPECT_EQ(after.frames[i].bytes, before.frames[i].bytes) << i;
    EXPECT_EQ(after.frames[i].time_ns, before.frames[i].time_ns) << i;
    EXPECT_EQ(after.frames[i].link_type, before.frames[i].link_type) << i;
  }
}

TEST(CaptureWriter, WritesTheSameInChunksOfAnySize) {
  const Bytes file = Commented().file();
  const auto whole = Written(file, {{2, "note"}});
  for (const size_t chunk : {size_t{1}, size_t{7}, size_t{64}}) {
    EXPECT_EQ(Written(file, {{2, "note"}}, kNone, chunk), whole) << chunk;
  }
}

TEST(CaptureWriter, CommentsGoToTheirFramesAndToTheFile) {
  const Comments own = {{0, "whole"}, {2, "one"}, {2, "two\nlines"}, {4, "\xe4\xb8\xad"}};
  EXPECT_EQ(CommentsIn(Written(Talk().File(), own)), own);
}

TEST(CaptureWriter, CommentsOfTheFileStayUnlessReplaced) {
  const Bytes file = Commented().file();
  const Comments kept = {{0, "about all"}, {1, "first"}, {1, "second"}};
  EXPECT_EQ(CommentsIn(Written(file)), kept);
  EXPECT_EQ(CommentsIn(Written(file, {{1, "edited"}, {2, "new"}})),
            (Comments{{0, "about all"}, {1, "edited"}, {2, "new"}}));
  EXPECT_EQ(CommentsIn(Written(file, {{0, ""}, {1, ""}})), Comments{}) << "deleted";
}

TEST(CaptureWriter, CommentsAreUtf8OfAtMostAnOption) {
  const std::string longest(CaptureMetadata::kMaxComment, 'x');
  const Comments read = CommentsIn(Written(
      Talk().File(), {{1, "\xff<b>"}, {2, longest + "y"}, {3, longest.substr(1) + "\xc3\xa9"}}));
  EXPECT_EQ(read, (Comments{{1, "\xef\xbf\xbd<b>"}, {2, longest}, {3, longest.substr(1)}}));
}

TEST(CaptureWriter, KeepsInterfacesNamesAndLengths) {
  PcapngWriter writer = Commented();
  writer.Statistics(0, writer.Options().U64(4, 9).U64(5, 2).End());
  Bytes names = writer.New();
  const Bytes record = Bytes::Of({10, 0, 0, 1}).Add("client").U8(0);
  names.U16(1).U16(record.size()).Add(record).PadTo(4).U32(0);
  writer.Block(4, names);
  const auto after = ReadAll(Written(writer.file()));
  ASSERT_EQ(after.metadata.interfaces.size(), 1u);
  EXPECT_EQ(after.metadata.interfaces[0].name, "eth0");
  EXPECT_EQ(after.metadata.interfaces[0].received, 9u);
  EXPECT_EQ(after.metadata.interfaces[0].dropped, 2u);
  ASSERT_EQ(after.metadata.names.size(), 1u);
  EXPECT_EQ(after.metadata.names[0].text, "client");
  ASSERT_EQ(after.frames.size(), 2u);
  EXPECT_EQ(after.frames[1].original_length, 2000u);
}

TEST(CaptureWriter, WritesTimesBefore1970) {
  PcapngWriter writer;
  constexpr int64_t kOffset = -1000;
  writer.Interface(1, 0, writer.Options().U64(14, static_cast<uint64_t>(kOffset)).End());
  writer.EnhancedPacket(0, 5, TcpFrame());
  const auto after = ReadAll(Written(writer.file()));
  ASSERT_EQ(after.frames.size(), 1u);
  EXPECT_EQ(after.frames[0].time_ns, kOffset * 1'000'000'000 + 5000);
}

uint32_t InterfacesIn(std::span<const std::byte> file) {
  constexpr uint32_t kInterfaceBlock = 1;
  const auto word = [&](size_t at) {
    uint32_t value = 0;
    for (size_t i = 4; i-- > 0;) value = value << 8 | std::to_integer<uint32_t>(file[at + i]);
    return value;
  };
  uint32_t interfaces = 0;
  for (size_t at = 0; at + 8 <= file.size(); at += word(at + 4)) {
    interfaces += word(at) == kInterfaceBlock;
  }
  return interfaces;
}

TEST(CaptureWriter, DescribesEachInterfaceOnceForTimesBeforeAndAfter1970) {
  constexpr uint32_t kInterfaces = CaptureMetadata::kMaxInterfaces;
  PcapngWriter writer;
  const Bytes offset = writer.Options().U64(14, static_cast<uint64_t>(-10)).End();
  for (uint32_t i = 0; i < kInterfaces; ++i) writer.Interface(1, 0, offset);
  const Bytes frame = Bytes::Zeros(4);
  for (const uint64_t stamp : {0U, 20'000'000U, 1U, 20'000'001U}) {
    for (uint32_t i = 0; i < kInterfaces; ++i) writer.EnhancedPacket(i, stamp, frame);
  }
  EXPECT_EQ(InterfacesIn(Written(writer.file())), 2 * kInterfaces);
}

TEST(CaptureWriter, TakesOneConnection) {
  PcapngWriter writer;
  writer.Interface(1);
  const TalkCapture one = Talk(), other = TalkCapture(50000).Handshake();
  const Bytes note = writer.Options().Add(kCommentOption, Bytes::Text("of the other")).End();
  for (size_t i = 0; i < 3; ++i) {
    writer.EnhancedPacket(0, 2 * i, one.frames()[i]);
    writer.EnhancedPacket(0, 2 * i + 1, other.frames()[i], {}, note);
  }
  const auto first = Written(writer.file(), {{5, "third"}}, 0);
  EXPECT_EQ(CommentsIn(first), (Comments{{3, "third"}})) << "by the frames of the new file";
  EXPECT_EQ(ReadAll(first).frames.size(), 3u);
  EXPECT_EQ(CommentsIn(Written(writer.file(), {}, 1)).size(), 3u);
}

TEST(CaptureWriter, TakesTheFragmentsOfAConnection) {
  const Bytes segment = Tcp({}).Add(Bytes::Zeros(40));
  Ipv4Fields first, second;
  first.fragment = 0x2000;
  second.fragment = 4;
  PcapngWriter writer;
  writer.Interface(101);
  writer.EnhancedPacket(0, 1, Ipv4(first, segment.First(32)));
  writer.EnhancedPacket(0, 2, Ipv4(second, segment.From(32)));
  Engine engine;
  RunEngine(engine, writer.file());
  ASSERT_EQ(engine.segments().size(), 1u);
  EXPECT_EQ(ReadAll(Written(writer.file(), {}, 0)).frames.size(), 2u);
}

TEST(CaptureWriter, NothingOfAConnectionThatIsNone) {
  EXPECT_EQ(ReadAll(Written(Talk().File(), {}, 7)).frames.size(), 0u);
}

}  // namespace
}  // namespace tcpladder::test
