// Interfaces of one capture that saw the same traffic.
#include "core/file_set/interface_taps.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/packets.h"
#include "tests/support/pcapng_writer.h"

namespace tcpladder::test {
namespace {

using testing::ElementsAre;
using testing::Optional;

Bytes Data(int number) {
  Bytes payload;
  for (int i = 0; i < 20; ++i) payload.U8(static_cast<uint8_t>('x' + (number >> i & 1)));
  return TcpFrame(
      {.seq = 1000 + static_cast<uint32_t>(number) * 20, .data_offset = {}, .payload = payload});
}

struct Passed {
  uint32_t interface;
  int number;
  uint64_t at_us;
};

Bytes Capture(uint32_t interfaces, const std::vector<Passed>& packets) {
  PcapngWriter writer;
  for (uint32_t i = 0; i < interfaces; ++i) writer.Interface(1);
  for (const Passed& p : packets) {
    writer.EnhancedPacket(p.interface, 1'700'000'000'000'000 + p.at_us, Data(p.number));
  }
  return writer.file();
}

std::optional<std::array<uint16_t, 2>> TapsIn(const Bytes& file, size_t chunk = SIZE_MAX) {
  InterfaceTapsReader reader;
  for (std::span<const std::byte> rest = file; !rest.empty();) {
    const size_t size = std::min(chunk, rest.size());
    reader.Push(rest.first(size));
    rest = rest.subspan(size);
  }
  return reader.Result();
}

const std::vector<Passed> kBoth{{0, 1, 0},   {2, 1, 40},  {0, 2, 100}, {2, 2, 150},
                                {1, 9, 160}, {0, 3, 200}, {2, 3, 240}};

TEST(InterfaceTaps, AreThoseThatSawTheSameSegments) {
  EXPECT_THAT(TapsIn(Capture(3, kBoth)), Optional(ElementsAre(0, 2)));
  EXPECT_THAT(TapsIn(Capture(3, kBoth), 13), Optional(ElementsAre(0, 2)));
}

TEST(InterfaceTaps, OtherTrafficIsNone) {
  EXPECT_FALSE(TapsIn(Capture(2, {{0, 1, 0}, {0, 2, 50}, {1, 3, 100}, {1, 4, 130}})));
  EXPECT_FALSE(TapsIn(Capture(1, {{0, 1, 0}, {0, 2, 50}})));
}

TEST(InterfaceTaps, OfMoreThanTwoThoseWithMostPacketsAreTaken) {
  std::vector<Passed> packets = kBoth;
  packets.push_back({1, 1, 300});
  packets.push_back({1, 2, 390});
  EXPECT_THAT(TapsIn(Capture(3, packets)), Optional(ElementsAre(0, 2)));
}

}  // namespace
}  // namespace tcpladder::test
