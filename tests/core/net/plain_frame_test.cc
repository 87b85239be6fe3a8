// The short way must read what the long way reads. A tag in front of the IP header changes nothing
// but its length and bars the short way.
#include "core/net/plain_frame.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/support/dissect.h"
#include "tests/support/packets.h"

namespace tcpladder {
namespace {

using test::Bytes;
using test::DissectorProbe;
using test::Ethernet;
using test::Ipv4;
using test::Ipv6;
using test::ReadSegment;
using test::Tcp;
using test::TcpFields;

constexpr uint16_t kEthernet = 1;
constexpr size_t kTagAt = 12, kTagLength = 4;

Bytes Tagged(const Bytes& frame) {
  Bytes tag;
  tag.U16(0x8100).U16(1);
  return frame.First(kTagAt) + tag + frame.From(kTagAt);
}

bool ReadsShort(const Bytes& bytes) {
  Frame frame;
  frame.link_type = kEthernet;
  frame.original_length = static_cast<uint32_t>(bytes.size());
  frame.bytes = bytes;
  TcpSegment segment;
  return !ReadPlainFrame(frame, segment).empty();
}

void ExpectSame(const ReadSegment& one, const ReadSegment& other) {
  const TcpSegment &a = one.segment, &b = other.segment;
  EXPECT_EQ(a.source, b.source);
  EXPECT_EQ(a.destination, b.destination);
  EXPECT_EQ(a.source_port, b.source_port);
  EXPECT_EQ(a.destination_port, b.destination_port);
  EXPECT_EQ(a.seq, b.seq);
  EXPECT_EQ(a.ack, b.ack);
  EXPECT_EQ(a.flags, b.flags);
  EXPECT_EQ(a.window, b.window);
  EXPECT_EQ(a.data_offset, b.data_offset);
  EXPECT_EQ(a.extent, b.extent);
  EXPECT_EQ(a.origin, b.origin);
  EXPECT_EQ(a.length, b.length);
  EXPECT_EQ(a.ip_identification, b.ip_identification);
  EXPECT_EQ(a.trailing_bytes, b.trailing_bytes);
  EXPECT_EQ(a.checksum, b.checksum);
  EXPECT_EQ(a.ip_length, b.ip_length);
  EXPECT_EQ(a.hop_limit, b.hop_limit);
  EXPECT_EQ(a.traffic_class, b.traffic_class);
  EXPECT_EQ(a.dont_fragment, b.dont_fragment);
  EXPECT_EQ(a.first_fragment, b.first_fragment);
  EXPECT_EQ(a.captured.size(), b.captured.size());
  if (a.header_offset != kNoOffset) {
    EXPECT_EQ(a.header_offset + kTagLength, b.header_offset);
  }
  EXPECT_EQ(one.options, other.options);
  EXPECT_EQ(one.payload, other.payload);
}

std::vector<Bytes> Frames() {
  Bytes stamps;
  stamps.U32(0x0101080a).U32(7).U32(8);
  Bytes sack;
  sack.U32(0x0101050a).U32(3000).U32(4000);
  const Bytes payload = Bytes::Zeros(100);
  std::vector<Bytes> frames;
  for (const Bytes& options : {Bytes(), stamps, sack}) {
    TcpFields fields;
    fields.options = options;
    fields.payload = payload;
    frames.push_back(Ethernet(0x0800, Ipv4({}, Tcp(fields))));
    frames.push_back(Ethernet(0x86dd, Ipv6({}, Tcp(fields))));
  }
  frames.push_back(frames.front() + Bytes::Zeros(9));  // padding behind the datagram
  return frames;
}

TEST(PlainFrameTest, UsualFramesGoTheShortWay) {
  for (const Bytes& frame : Frames()) {
    EXPECT_TRUE(ReadsShort(frame));
    EXPECT_FALSE(ReadsShort(Tagged(frame)));
  }
}

TEST(PlainFrameTest, DamagedAndCutFramesReadTheSameBothWays) {
  std::mt19937 random(1);
  const std::vector<Bytes> frames = Frames();
  int plain = 0;
  for (int round = 0; round < 20000; ++round) {
    Bytes frame = frames[random() % frames.size()];
    for (auto changes = random() % 3; changes > 0; --changes) {
      frame.Set8(kTagAt + 2 + random() % (frame.size() - kTagAt - 2),
                 static_cast<uint8_t>(random() % 8 == 0 ? 0 : random()));
    }
    const auto original = static_cast<uint32_t>(frame.size());
    if (random() % 3 == 0) frame = frame.First(kTagAt + 2 + random() % (frame.size() - kTagAt - 1));
    plain += ReadsShort(frame);
    DissectorProbe short_way, long_way;
    const auto one = short_way.Read(kEthernet, frame, original);
    const auto other = long_way.Read(kEthernet, Tagged(frame), original + kTagLength);
    ASSERT_EQ(one.has_value(), other.has_value());
    if (one) ExpectSame(*one, *other);
    for (size_t id = 0; id < kFindingCount; ++id) {
      const Finding* const a = short_way.Find(static_cast<FindingId>(id));
      const Finding* const b = long_way.Find(static_cast<FindingId>(id));
      ASSERT_EQ(a == nullptr, b == nullptr) << InfoOf(static_cast<FindingId>(id)).name;
    }
  }
  EXPECT_GT(plain, 1000);
}

}  // namespace
}  // namespace tcpladder
