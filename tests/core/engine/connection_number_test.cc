// Connections are numbered as Wireshark numbers their streams.
#include "core/engine/connection_number.h"

#include <gtest/gtest.h>

#include "core/net/tcp_flags.h"
#include "tests/core/engine/talk_capture.h"

namespace tcpladder {
namespace {

using test::PcapWriter;
using test::TalkCapture;

void ReadTalks(Engine& engine, std::initializer_list<TalkCapture> talks) {
  PcapWriter writer;
  int64_t time_ns = test::kStartNs;
  for (const TalkCapture& talk : talks) {
    for (const auto& frame : talk.frames()) writer.Frame(time_ns += test::kStepNs, frame);
  }
  engine.Push(writer.file().span());
  engine.Finish();
}

ConnectionNumber NumberAt(const Engine& engine, uint32_t index) {
  return NumberOf(engine, engine.connections()[index]);
}

TEST(ConnectionNumber, CountsFromZero) {
  Engine engine;
  ReadTalks(engine, {TalkCapture(40000).Handshake(), TalkCapture(40001).Handshake()});
  ASSERT_EQ(engine.connections().size(), 2U);
  EXPECT_EQ(NumberAt(engine, 0), (ConnectionNumber{0, 1}));
  EXPECT_EQ(NumberAt(engine, 1), (ConnectionNumber{1, 1}));
  EXPECT_EQ(FindConnection(engine, {1, 1}), 1U);
  EXPECT_EQ(FindConnection(engine, {2, 1}), kNone);
  EXPECT_EQ(FindConnection(engine, {1, 2}), kNone);
}

TEST(ConnectionNumber, HasAGapWhereAConnectionHoldsTwoStreams) {
  TalkCapture twice;
  twice.Client(kSyn).Server(kSyn | kAck).Again(1001, 9000).Server(kSyn | kAck);
  Engine engine;
  ReadTalks(engine, {twice, TalkCapture(40001).Handshake()});
  ASSERT_EQ(engine.connections().size(), 2U);
  EXPECT_EQ(engine.segments()[2].stream, 1U);
  EXPECT_EQ(NumberAt(engine, 1), (ConnectionNumber{2, 1}));
  EXPECT_EQ(FindConnection(engine, {1, 1}), 0U) << "the one that has segments of it";
  EXPECT_EQ(FindConnection(engine, {2, 1}), 1U);
}

}  // namespace
}  // namespace tcpladder
