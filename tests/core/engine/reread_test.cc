// What is read again of a segment ends where the capture ended it.
#include "core/engine/reread.h"

#include <gtest/gtest.h>

#include "core/net/tcp_flags.h"
#include "tests/core/engine/talk_capture.h"

namespace tcpladder {
namespace {

using test::Bytes;
using test::FirstReadAgain;
using test::PcapWriter;
using test::TalkCapture;

constexpr size_t kOptionsAt = 14 + 20 + 20;

TalkCapture WithSacks() {
  TalkCapture talk;
  talk.Handshake().Client(kAck, 100);
  for (int i = 0; i < 3; ++i) {
    talk.Options(Bytes::Of({1, 1, 5, 18}).U64(0x1111111122222222).U64(0x3333333344444444));
    talk.Server(kAck);
  }
  return talk;
}

TEST(Reread, OptionsEndWhereTheSnapLengthCutsThem) {
  const TalkCapture talk = WithSacks();
  constexpr size_t kOptions = 20;
  for (size_t snap_length = kOptionsAt; snap_length <= kOptionsAt + kOptions + 4; ++snap_length) {
    const FirstReadAgain cut(talk.CutFile(snap_length));
    for (uint32_t segment = 4; segment < 7; ++segment) {
      const auto options = cut.rereads.Options(cut.engine, segment);
      ASSERT_TRUE(options);
      EXPECT_EQ(options->size(), std::min(snap_length - kOptionsAt, kOptions));
      EXPECT_TRUE(std::equal(options->begin(), options->end(),
                             talk.frames()[segment].span().begin() + kOptionsAt));
    }
  }
}

TEST(Reread, EveryHeaderKeepsItsOwnCut) {
  const TalkCapture talk = WithSacks();
  PcapWriter writer;
  const std::vector<size_t> snap_lengths = {96, 96, 96, 96, 60, 74, 58};
  for (size_t i = 0; i < snap_lengths.size(); ++i) {
    const Bytes& frame = talk.frames()[i];
    writer.Frame(static_cast<int64_t>(i), frame.First(snap_lengths[i]),
                 static_cast<uint32_t>(frame.size()));
  }
  const FirstReadAgain cut(writer.file());
  EXPECT_EQ(cut.rereads.Options(cut.engine, 4)->size(), 60 - kOptionsAt);
  EXPECT_EQ(cut.rereads.Options(cut.engine, 5)->size(), 20u) << "whole";
  EXPECT_EQ(cut.rereads.Options(cut.engine, 6)->size(), 58 - kOptionsAt);
}

// Sixteen bytes are enough of a segment, but hold no options.
TEST(Reread, HeaderCutInItsFixedPartHasNone) {
  const FirstReadAgain cut(WithSacks().CutFile(14 + 20 + 16));
  ASSERT_EQ(cut.engine.segments().size(), 7u);
  EXPECT_EQ(cut.engine.CapturedHeaderLength(6), 16u);
  ASSERT_TRUE(cut.rereads.Options(cut.engine, 6));
  EXPECT_TRUE(cut.rereads.Options(cut.engine, 6)->empty());
}

}  // namespace
}  // namespace tcpladder
