// DEFLATE: each kind of block, and streams that are no such thing.
#include "core/base/inflate.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/support/bytes.h"

namespace tcpladder::test {
namespace {

constexpr size_t kRoom = 1000;

struct Unpacked {
  bool whole;
  std::string text;
};
Unpacked Unpack(const Bytes& packed, size_t limit = kRoom) {
  std::vector<std::byte> bytes;
  const bool whole = Inflate(packed, limit, bytes);
  std::string text;
  for (const std::byte byte : bytes) text += static_cast<char>(byte);
  return {whole, text};
}

// As zlib packs them.
const Bytes kStored = Bytes::Of({0x01, 0x03, 0x00, 0xfc, 0xff}).Add("abc");
const Bytes kFixed = Bytes::Of({0x4b, 0x4c, 0x4a, 0x4e, 0x44, 0x42, 0x00});
const Bytes kDynamic = Bytes::Of(
    {0x15, 0x8e, 0xc1, 0x11, 0x00, 0x31, 0x08, 0x02, 0x2b, 0x62, 0x46, 0x8d, 0x67, 0x62, 0xff,
     0x8d, 0xdd, 0xf2, 0x22, 0x51, 0xc0, 0x0d, 0xa5, 0x5a, 0xab, 0x1c, 0xd5, 0xa7, 0x33, 0xea,
     0xd5, 0xb4, 0x5e, 0x2a, 0x23, 0x94, 0x85, 0x76, 0xb3, 0xc5, 0xb1, 0x58, 0xf0, 0xd4, 0x87,
     0xbe, 0xd5, 0xa9, 0xc6, 0x4f, 0x1a, 0x5f, 0x37, 0xfa, 0x5a, 0x5f, 0xad, 0xbe, 0x3b, 0x1a,
     0x7c, 0x83, 0x5e, 0xfe, 0x97, 0xf9, 0x63, 0xbf, 0xf8, 0x76, 0xdc, 0x4b, 0x30, 0x83, 0x86,
     0x4c, 0xaa, 0xd2, 0x9d, 0x59, 0x94, 0xe7, 0xf1, 0x95, 0xf6, 0xb9, 0xcf, 0x77, 0xc7, 0x00,
     0x63, 0x92, 0x0b, 0x51, 0xbe, 0x36, 0x03, 0x84, 0x15, 0xa6, 0x48, 0x13, 0x57, 0xac, 0xea,
     0x44, 0xab, 0x3a, 0x12, 0x32, 0x12, 0x35, 0x7e, 0x5d, 0xcf, 0x9e, 0xb7, 0x8b, 0xef, 0x38,
     0x71, 0xe8, 0x37, 0x34, 0xe4, 0x87, 0xbe, 0xd3, 0x34, 0xff});

TEST(Inflate, StoredBlock) {
  EXPECT_TRUE(Unpack(kStored).whole);
  EXPECT_EQ(Unpack(kStored).text, "abc");
}

TEST(Inflate, FixedCodeWithARepetition) {
  EXPECT_TRUE(Unpack(kFixed).whole);
  EXPECT_EQ(Unpack(kFixed).text, "abcabcabcabcabc");
}

TEST(Inflate, DynamicCode) {
  std::string expected;
  for (int i = 0; i < 60; ++i) expected += std::to_string(i * i) + "-";
  EXPECT_TRUE(Unpack(kDynamic).whole);
  EXPECT_EQ(Unpack(kDynamic).text, expected);
}

TEST(Inflate, StreamsThatEndEarlyKeepWhatCameBefore) {
  for (const Bytes& packed : {kStored, kFixed, kDynamic}) {
    for (size_t size = 0; size < packed.size(); ++size) {
      EXPECT_FALSE(Unpack(packed.First(size)).whole) << size;
    }
  }
  EXPECT_EQ(Unpack(kStored.First(7)).text, "ab");
}

TEST(Inflate, StopsAtTheLimit) {
  EXPECT_TRUE(Unpack(kFixed, 15).whole);
  const Unpacked cut = Unpack(kFixed, 14);
  EXPECT_FALSE(cut.whole);
  EXPECT_EQ(cut.text.size(), 14u);
}

TEST(Inflate, DamageIsRefused) {
  EXPECT_FALSE(Unpack(Bytes::Of({0x07})).whole) << "block type 3";
  EXPECT_FALSE(Unpack(Bytes::Of({0x01, 3, 0, 3, 0}).Add("abc")).whole) << "length against itself";
  EXPECT_FALSE(Unpack(Bytes::Of({0x03, 0x02, 0x00, 0x00, 0x00})).whole) << "distance before all";
  Bytes over = kDynamic;
  over.Set8(2, 0xff).Set8(3, 0xff).Set8(4, 0xff);
  EXPECT_FALSE(Unpack(over).whole) << "more words than fit";
}

}  // namespace
}  // namespace tcpladder::test
