// Captures made to take long.
#include <gtest/gtest.h>

#include "tests/core/taps/tap_fixture.h"
#include "tests/support/packets.h"
#include "tests/support/pcap_writer.h"

namespace tcpladder::test {
namespace {

constexpr int64_t kStart = 1'700'000'000'000'000'000;
constexpr uint32_t kMany = 20'000;

template <typename FrameAt>
Bytes Capture(uint32_t count, FrameAt frame_at) {
  PcapWriter writer;
  for (uint32_t i = 0; i < count; ++i) writer.Frame(kStart + i * int64_t{1000}, frame_at(i));
  return writer.file();
}

// A connection's packet of this number, with `length` bytes.
Bytes Numbered(uint32_t seq, size_t length, uint16_t flags = kAck, uint16_t port = 40000) {
  TcpFields fields;
  fields.seq = seq;
  fields.flags = flags;
  fields.source_port = port;
  fields.payload = Bytes::Zeros(length);
  return TcpFrame(fields);
}

// Each of them is tried with many others.
constexpr uint32_t kEqual = kMany / 4;

TEST(HostileTapsTest, AllPacketsAreEqual) {
  const Bytes file = Capture(kEqual, [](uint32_t) { return Numbered(1, 0); });
  const Bytes half = Capture(kEqual / 2, [](uint32_t) { return Numbered(1, 0); });
  const ReadTap a(file), b(file), c(half);
  EXPECT_EQ(CompareTaps(a.capture(), b.capture()).peer[0].size(), kEqual);
  EXPECT_EQ(CompareTaps(a.capture(), c.capture()).peer[0].size(), kEqual);
}

TEST(HostileTapsTest, AllHoldTheSameBytes) {
  const auto one_to_many = [](uint32_t i) { return Numbered(1, 1 + i % 1000); };
  const auto other = [](uint32_t i) { return Numbered(2, 1000 + i % 400); };
  const ReadTap a(Capture(kMany, one_to_many)), b(Capture(kMany, other));
  EXPECT_EQ(CompareTaps(a.capture(), b.capture()).peer[1].size(), kMany);
}

TEST(HostileTapsTest, NoneIsInBoth) {
  const ReadTap a(Capture(kMany, [](uint32_t i) { return Numbered(i * 10, 10); }));
  const ReadTap b(Capture(kMany, [](uint32_t i) { return Numbered(i * 11, 11, kAck, 50'000); }));
  const TapComparison comparison = CompareTaps(a.capture(), b.capture());
  EXPECT_EQ(comparison.connections, 0u);
}

TEST(HostileTapsTest, EveryConnectionLooksTheSame) {
  const auto frame = [](uint16_t first) {
    return [first](uint32_t i) {
      return Numbered(1, 0, kSyn, static_cast<uint16_t>(first + i % 7'000));
    };
  };
  const ReadTap a(Capture(kMany, frame(1000))), b(Capture(kMany, frame(30'000)));
  EXPECT_EQ(CompareTaps(a.capture(), b.capture()).peer[0].size(), kMany);
}

TEST(HostileTapsTest, TimesRunBackwards) {
  PcapWriter writer;
  for (uint32_t i = 0; i < 2000; ++i) {
    writer.Frame(kStart - i * int64_t{1'000'000'000}, Numbered(i, 1));
  }
  const ReadTap a(writer.file()), b(writer.file());
  const TapComparison comparison = CompareTaps(a.capture(), b.capture());
  EXPECT_EQ(comparison.peer[0][0], 0u);
}

}  // namespace
}  // namespace tcpladder::test
