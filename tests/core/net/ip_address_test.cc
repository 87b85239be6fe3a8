#include "core/net/ip_address.h"

#include <gtest/gtest.h>

#include "tests/support/bytes.h"

namespace tcpladder::test {
namespace {

std::string V6(std::initializer_list<int> groups) {
  Bytes bytes;
  for (int group : groups) bytes.U16(static_cast<uint64_t>(group));
  return IpAddress::V6(bytes).ToString();
}

TEST(IpAddress, Version4IsDotted) {
  EXPECT_EQ(IpAddress::V4(Bytes::Of({192, 0, 2, 255})).ToString(), "192.0.2.255");
}

// RFC 5952 section 4.
TEST(IpAddress, Version6IsShortened) {
  EXPECT_EQ(V6({0, 0, 0, 0, 0, 0, 0, 0}), "::");
  EXPECT_EQ(V6({0, 0, 0, 0, 0, 0, 0, 1}), "::1");
  EXPECT_EQ(V6({0x2001, 0xdb8, 0, 0, 0, 0, 2, 1}), "2001:db8::2:1");
  EXPECT_EQ(V6({0x2001, 0xdb8, 0, 1, 1, 1, 1, 1}), "2001:db8:0:1:1:1:1:1");
  EXPECT_EQ(V6({0x2001, 0, 0, 1, 0, 0, 0, 1}), "2001:0:0:1::1");
  EXPECT_EQ(V6({0x2001, 0xdb8, 0, 0, 1, 0, 0, 1}), "2001:db8::1:0:0:1");
  EXPECT_EQ(V6({0xfe80, 0, 0, 0, 0, 0, 0, 0}), "fe80::");
  EXPECT_EQ(V6({0xabcd, 2, 3, 4, 5, 6, 7, 8}), "abcd:2:3:4:5:6:7:8");
}

TEST(IpAddress, MappedVersion4KeepsItsDots) {
  EXPECT_EQ(V6({0, 0, 0, 0, 0, 0xffff, 0xc000, 0x0201}), "::ffff:192.0.2.1");
}

}  // namespace
}  // namespace tcpladder::test
