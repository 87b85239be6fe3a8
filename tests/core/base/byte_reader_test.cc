#include "core/base/byte_reader.h"

#include <gtest/gtest.h>

#include "tests/support/bytes.h"

namespace tcpladder::test {
namespace {

TEST(ByteReader, LoadsInBothOrders) {
  const Bytes bytes = Bytes().U64(0x0102030405060708);
  const ByteReader reader(bytes);
  EXPECT_EQ(reader.U8(1), 0x02);
  EXPECT_EQ(reader.U16(1), 0x0203);
  EXPECT_EQ(reader.U24(1), 0x020304u);
  EXPECT_EQ(reader.U32(1), 0x02030405u);
  EXPECT_EQ(reader.U64(0), 0x0102030405060708u);
  EXPECT_EQ(reader.U16(1, ByteOrder::little), 0x0302);
  EXPECT_EQ(reader.U32(1, ByteOrder::little), 0x05040302u);
  EXPECT_EQ(reader.U64(0, ByteOrder::little), 0x0807060504030201u);
}

TEST(ByteReader, LoadPastTheEndIsZero) {
  const Bytes bytes = Bytes::Of({0xff, 0xff, 0xff});
  const ByteReader reader(bytes);
  EXPECT_EQ(reader.U8(3), 0);
  EXPECT_EQ(reader.U16(2), 0);
  EXPECT_EQ(reader.U32(0), 0u);
  EXPECT_EQ(reader.U16(SIZE_MAX), 0);
  EXPECT_EQ(ByteReader().U64(0), 0u);
}

TEST(ByteReader, ViewsAreClippedAndKeepTheirOffset) {
  const Bytes bytes = Bytes::Of({0, 1, 2, 3, 4, 5});
  const ByteReader reader(bytes, 100);
  const ByteReader middle = reader.Sub(2, 3);
  EXPECT_EQ(middle.offset(), 102u);
  EXPECT_EQ(middle.size(), 3u);
  EXPECT_EQ(middle.U8(0), 2);
  EXPECT_EQ(reader.Sub(4, 100).size(), 2u);
  EXPECT_EQ(reader.From(100).size(), 0u);
  EXPECT_EQ(reader.From(100).offset(), 106u);
  EXPECT_TRUE(reader.Has(6));
  EXPECT_FALSE(reader.Has(7));
}

}  // namespace
}  // namespace tcpladder::test
