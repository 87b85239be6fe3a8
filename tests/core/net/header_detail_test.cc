#include "core/net/header_detail.h"

#include <gtest/gtest.h>

#include "tests/support/packets.h"

namespace tcpladder {
namespace {

using test::Bytes;

TEST(HeaderDetailTest, EveryFieldStandsWhereTheHeaderHasIt) {
  test::TcpFields fields;
  fields.source_port = 50765;
  fields.destination_port = 1688;
  fields.seq = 0x01020304;
  fields.ack = 0xfffefdfc;
  fields.flags = kSyn | kAe | kCwr | kEce;
  fields.window = 65535;
  fields.options = Bytes().U8(2).U8(4).U16(16344).U8(1).U8(3).U8(3).U8(6);
  const auto header = ReadHeader(test::Tcp(fields));
  ASSERT_TRUE(header);
  EXPECT_EQ(header->source_port, 50765);
  EXPECT_EQ(header->destination_port, 1688);
  EXPECT_EQ(header->seq, 0x01020304u);
  EXPECT_EQ(header->ack, 0xfffefdfcu);
  EXPECT_EQ(header->data_offset, 7);
  EXPECT_EQ(header->flags, kSyn | kAe | kCwr | kEce);
  EXPECT_EQ(header->window, 65535);
  ASSERT_EQ(header->options.size(), 3u);
  EXPECT_EQ(header->options[0].kind, 2);
  EXPECT_EQ(header->options[0].offset, 20);
  EXPECT_EQ(header->options[0].values, std::vector<double>{16344});
  EXPECT_EQ(header->options[1].kind, 1);
  EXPECT_EQ(header->options[2].values, std::vector<double>{6});
}

TEST(HeaderDetailTest, BelowTwentyBytesThereIsNothing) {
  EXPECT_FALSE(ReadHeader(test::Tcp().First(19)));
  EXPECT_TRUE(ReadHeader(test::Tcp().First(20)));
}

TEST(HeaderDetailTest, PayloadIsNotTakenForOptions) {
  test::TcpFields fields;
  fields.payload = Bytes::Text("payload");
  EXPECT_TRUE(ReadHeader(test::Tcp(fields))->options.empty());
}

TEST(HeaderDetailTest, CutOptionIsMarked) {
  test::TcpFields fields;
  fields.options = Bytes().U8(8).U8(10).U32(1).U32(2);
  const auto header = ReadHeader(test::Tcp(fields).First(26));
  ASSERT_EQ(header->options.size(), 1u);
  EXPECT_EQ(header->options[0].fault, TcpOptionFault::cut);
  EXPECT_EQ(header->options[0].length, 10);
  EXPECT_TRUE(header->options[0].values.empty()) << "half of it is no number";
}

TEST(HeaderDetailTest, OptionOfAnotherLengthIsMarkedAndTheNextOneRead) {
  test::TcpFields fields;
  fields.options = Bytes().U8(3).U8(4).U8(7).U8(0).U8(2).U8(4).U16(1460);
  const auto header = ReadHeader(test::Tcp(fields));
  ASSERT_EQ(header->options.size(), 2u);
  EXPECT_EQ(header->options[0].kind, 3);
  EXPECT_EQ(header->options[0].length, 4);
  EXPECT_EQ(header->options[0].fault, TcpOptionFault::bad_length);
  EXPECT_TRUE(header->options[0].values.empty());
  EXPECT_EQ(header->options[1].fault, TcpOptionFault::none);
  EXPECT_EQ(header->options[1].values, std::vector<double>{1460});
}

TEST(HeaderDetailTest, LengthThatCannotBeOneEndsTheOptions) {
  test::TcpFields fields;
  fields.options = Bytes().U8(8).U8(1).U8(7).U8(0);
  const auto header = ReadHeader(test::Tcp(fields));
  ASSERT_EQ(header->options.size(), 1u);
  EXPECT_EQ(header->options[0].kind, 8);
  EXPECT_EQ(header->options[0].length, 1);
  EXPECT_EQ(header->options[0].fault, TcpOptionFault::no_length);
}

TEST(HeaderDetailTest, NonsenseDataOffsetHasNoOptions) {
  test::TcpFields fields;
  fields.data_offset = 2;
  EXPECT_TRUE(ReadHeader(test::Tcp(fields))->options.empty());
}

}  // namespace
}  // namespace tcpladder
