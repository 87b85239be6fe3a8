// The same addresses and ports in more than one network.
#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "core/engine/engine.h"
#include "tests/core/engine/talk_capture.h"

namespace tcpladder {
namespace {

using test::Bytes;
using test::RunEngine;
using test::TalkCapture;

// `frame` with a tag behind its addresses; without one for VLAN 0.
Bytes Tagged(uint16_t vlan, const Bytes& frame) {
  if (vlan == 0) return frame;
  return frame.First(12) + Bytes().U16(0x8100).U16(vlan) + frame.From(12);
}

TalkCapture WholeTalk(uint32_t client_isn = 1000, uint32_t server_isn = 5000) {
  TalkCapture talk(40000, client_isn, server_isn);
  talk.Handshake().Client(kPsh | kAck, 100).Server(kPsh | kAck, 200);
  return talk.Client(kFin | kAck).Server(kFin | kAck).Client(kAck);
}

// Frames of a capture, a millisecond apart.
class TaggedRecording {
 public:
  TaggedRecording& Add(uint16_t vlan, const Bytes& frame) {
    writer_.Frame(time_ns_ += test::kStepNs, Tagged(vlan, frame));
    return *this;
  }
  TaggedRecording& AddAll(uint16_t vlan, const TalkCapture& talk) {
    for (const Bytes& frame : talk.frames()) Add(vlan, frame);
    return *this;
  }
  const Bytes& file() const { return writer_.file(); }

 private:
  test::PcapWriter writer_;
  int64_t time_ns_ = test::kStartNs;
};

// The first frame of each, the second of each and so on.
TaggedRecording Interlaced(const std::vector<std::pair<uint16_t, TalkCapture>>& talks) {
  TaggedRecording recording;
  for (size_t i = 0; i < talks[0].second.frames().size(); ++i) {
    for (const auto& [vlan, talk] : talks) recording.Add(vlan, talk.frames()[i]);
  }
  return recording;
}

uint64_t CountOf(const Engine& engine, FindingId id) {
  for (const Finding& finding : engine.findings().entries()) {
    if (finding.id == id) return finding.count;
  }
  return 0;
}

TEST(NetworksTest, TwoConnectionsAtOneTimeAreTwo) {
  Engine engine;
  const auto file = Interlaced({{10, WholeTalk()}, {20, WholeTalk(900000000, 2500000000)}}).file();
  RunEngine(engine, file);
  ASSERT_EQ(engine.connections().size(), 2u);
  for (size_t i = 0; i < 2; ++i) {
    const Connection& connection = engine.connections()[i];
    EXPECT_EQ(connection.segments[0], 5u);
    EXPECT_EQ(connection.segments[1], 3u);
    EXPECT_EQ(connection.payload[0], 100u);
    EXPECT_EQ(connection.analyses, 0);
    EXPECT_EQ(engine.EndsOf(connection).ports[1], 80);
  }
  EXPECT_EQ(CountOf(engine, FindingId::k_networks_apart), 1u);
}

TEST(NetworksTest, ManyAreKeptApart) {
  std::vector<std::pair<uint16_t, TalkCapture>> talks;
  for (uint16_t vlan = 1; vlan <= 40; ++vlan) {
    talks.emplace_back(vlan, WholeTalk(vlan * 100000000u, vlan * 90000000u));
  }
  Engine engine;
  RunEngine(engine, Interlaced(talks).file());
  EXPECT_EQ(engine.connections().size(), 40u);
  for (size_t i = 0; i < engine.connections().size(); ++i) {
    EXPECT_EQ(engine.connections()[i].segments[0], 5u) << i;
  }
}

// The ends of two connections must not be mistaken for other flows that come later.
TEST(NetworksTest, OtherFlowsKeepTheirNumbers) {
  TaggedRecording recording =
      Interlaced({{10, WholeTalk()}, {20, WholeTalk(900000000, 2500000000)}});
  TalkCapture other(40001);
  recording.AddAll(0, other.Handshake());
  recording.AddAll(0, other.Client(kPsh | kAck, 7));
  Engine engine;
  RunEngine(engine, recording.file());
  ASSERT_EQ(engine.connections().size(), 3u);
  EXPECT_EQ(engine.EndsOf(engine.connections()[2]).ports[0], 40001);
}

TEST(NetworksTest, ATagOnOneDirectionOnlyIsOneConnection) {
  const TalkCapture talk = WholeTalk();
  TaggedRecording recording;
  for (const Bytes& frame : talk.frames()) {
    const bool from_client = ByteReader(frame).U16(34) == 40000;
    recording.Add(from_client ? 10 : 0, frame);
  }
  Engine engine;
  RunEngine(engine, recording.file());
  ASSERT_EQ(engine.connections().size(), 1u);
  EXPECT_EQ(CountOf(engine, FindingId::k_networks_apart), 0u);
}

TEST(NetworksTest, InnerAndOuterCopiesAreOneConnection) {
  const TalkCapture talk = WholeTalk();
  Engine kept, set_aside({.set_aside_duplicates = true});
  const Bytes file = Interlaced({{0, talk}, {10, talk}, {20, talk}}).file();
  RunEngine(kept, file);
  RunEngine(set_aside, file);
  EXPECT_EQ(kept.connections().size(), 1u);
  ASSERT_EQ(set_aside.connections().size(), 1u);
  EXPECT_EQ(set_aside.segments().size(), talk.frames().size());
}

TEST(NetworksTest, AConnectionMayMoveToAnotherNetwork) {
  const TalkCapture talk = WholeTalk();
  TaggedRecording recording;
  for (size_t i = 0; i < talk.frames().size(); ++i) {
    recording.Add(i < 4 ? uint16_t{10} : uint16_t{30}, talk.frames()[i]);
  }
  Engine engine;
  RunEngine(engine, recording.file());
  EXPECT_EQ(engine.connections().size(), 1u);
}

TEST(NetworksTest, PortsUsedAgainInAnotherNetworkFollowTheFirst) {
  TaggedRecording recording;
  recording.AddAll(10, WholeTalk()).AddAll(20, WholeTalk(900000000, 2500000000));
  Engine engine;
  RunEngine(engine, recording.file());
  EXPECT_EQ(engine.connections().size(), 2u);
  EXPECT_EQ(CountOf(engine, FindingId::k_networks_apart), 0u);
}

// As above, and then both networks at one time.
TEST(NetworksTest, NetworksThatFollowedEachOtherAreToldApartLater) {
  TaggedRecording recording;
  recording.AddAll(10, WholeTalk()).AddAll(20, WholeTalk(900000000, 2500000000));
  const TalkCapture one = WholeTalk(1700000000, 300000000), two = WholeTalk(3300000000, 1200000000);
  for (size_t i = 0; i < one.frames().size(); ++i) {
    recording.Add(10, one.frames()[i]).Add(20, two.frames()[i]);
  }
  Engine engine;
  RunEngine(engine, recording.file());
  ASSERT_EQ(engine.connections().size(), 4u);
  for (size_t i = 0; i < 4; ++i) EXPECT_EQ(engine.connections()[i].segments[0], 5u) << i;
}

TEST(NetworksTest, CapturedFromTheMiddleOnTheyAreTwoToo) {
  TalkCapture one(40000, 1000, 5000), two(40000, 900000000, 2500000000);
  for (TalkCapture* talk : {&one, &two}) {
    talk->Client(kPsh | kAck, 100).Server(kAck).Server(kPsh | kAck, 50).Client(kAck);
  }
  Engine engine;
  RunEngine(engine, Interlaced({{10, one}, {20, two}}).file());
  ASSERT_EQ(engine.connections().size(), 2u);
  EXPECT_EQ(engine.connections()[0].segments[0], 2u);
  EXPECT_EQ(engine.connections()[1].segments[1], 2u);
}

TEST(NetworksTest, MoreThanCanBeKeptApartAreSaid) {
  TaggedRecording recording;
  for (uint32_t vlan = 1; vlan <= 70; ++vlan) {
    recording.AddAll(static_cast<uint16_t>(vlan), TalkCapture(40000, vlan * 50000000).Client(kSyn));
  }
  Engine engine;
  RunEngine(engine, recording.file());
  EXPECT_EQ(CountOf(engine, FindingId::k_networks_apart), 63u);
  EXPECT_EQ(CountOf(engine, FindingId::k_networks_untold), 6u);
}

}  // namespace
}  // namespace tcpladder
