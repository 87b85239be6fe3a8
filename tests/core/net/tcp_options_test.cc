#include "core/net/tcp_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/bytes.h"

namespace tcpladder::test {
namespace {

using testing::ElementsAre;

std::vector<TcpOption> Walk(const Bytes& bytes) {
  std::vector<TcpOption> options;
  TcpOptionWalk walk(bytes);
  TcpOption option;
  while (walk.Next(option)) options.push_back(option);
  return options;
}

// The numbers of the first option.
std::vector<uint32_t> Numbers(const Bytes& bytes) {
  const auto numbers = NumbersOf(Walk(bytes).at(0));
  return {numbers.values.begin(), numbers.values.begin() + numbers.count};
}

Bytes Option(uint8_t kind, const Bytes& value) {
  return Bytes().U8(kind).U8(value.size() + 2).Add(value);
}

TEST(TcpOptions, SynOfALinuxClient) {
  const Bytes bytes = Option(2, Bytes().U16(1460)) + Option(4, {}) +
                      Option(8, Bytes().U32(111).U32(222)) + Bytes::Of({1}) +
                      Option(3, Bytes::Of({7}));
  const TcpOptions options = ParseTcpOptions(bytes);
  EXPECT_EQ(options.mss, 1460);
  EXPECT_EQ(options.window_shift, 7);
  EXPECT_TRUE(options.sack_permitted);
  EXPECT_TRUE(options.timestamps);
  EXPECT_EQ(options.timestamp_value, 111u);
  EXPECT_EQ(options.timestamp_echo, 222u);
  EXPECT_EQ(options.fault, TcpOptionFault::none);
}

TEST(TcpOptions, UnusualAmongUsual) {
  const Bytes bytes = Option(2, Bytes().U16(1460)) + Option(34, Bytes().U64(1)) + Option(4, {}) +
                      Option(3, Bytes::Of({7}));
  const TcpOptions options = ParseTcpOptions(bytes);
  EXPECT_EQ(options.mss, 1460);
  EXPECT_TRUE(options.fast_open_cookie);
  EXPECT_TRUE(options.sack_permitted);
  EXPECT_EQ(options.window_shift, 7);
}

TEST(TcpOptions, FaultBehindUsual) {
  const Bytes bytes = Option(2, Bytes().U16(1460)) + Option(3, Bytes::Of({1, 2})) +
                      Option(5, Bytes().U32(1).U32(2)) + Bytes::Of({8, 10, 0});
  const TcpOptions options = ParseTcpOptions(bytes);
  EXPECT_EQ(options.mss, 1460);
  EXPECT_EQ(options.window_shift, -1);
  EXPECT_EQ(options.sack_blocks, 1);
  EXPECT_FALSE(options.timestamps);
  EXPECT_EQ(options.fault, TcpOptionFault::bad_length);
  EXPECT_EQ(options.faulty_kind, 3);
}

TEST(TcpOptions, NoneAtAll) {
  const TcpOptions options = ParseTcpOptions({});
  EXPECT_EQ(options.mss, 0);
  EXPECT_EQ(options.window_shift, -1);
  EXPECT_FALSE(options.timestamps);
}

TEST(TcpOptions, WalkGivesKindsOffsetsAndLengths) {
  const auto options = Walk(Bytes::Of({1}) + Option(2, Bytes().U16(536)) + Bytes::Of({0, 0, 0}));
  ASSERT_EQ(options.size(), 3u);
  EXPECT_EQ(options[0].kind, 1);
  EXPECT_EQ(options[0].offset, 20);
  EXPECT_EQ(options[0].length, 1);
  EXPECT_EQ(options[1].offset, 21);
  EXPECT_EQ(options[1].length, 4);
  EXPECT_EQ(options[2].kind, 0);
  EXPECT_EQ(options[2].offset, 25);
  EXPECT_EQ(options[2].fault, TcpOptionFault::none);
}

TEST(TcpOptions, ShiftBeyondFourteenCountsAsFourteen) {
  EXPECT_EQ(ParseTcpOptions(Option(3, Bytes::Of({200}))).window_shift, 14);
  EXPECT_THAT(Numbers(Option(3, Bytes::Of({200}))), ElementsAre(200));
}

TEST(TcpOptions, SackBlocks) {
  const Bytes bytes = Option(5, Bytes().U32(100).U32(200).U32(300).U32(400));
  const TcpOptions options = ParseTcpOptions(bytes);
  ASSERT_EQ(options.sack_blocks, 2);
  EXPECT_EQ(options.sack[0].left, 100u);
  EXPECT_EQ(options.sack[1].right, 400u);
  EXPECT_THAT(Numbers(bytes), ElementsAre(100, 200, 300, 400));
}

TEST(TcpOptions, FastOpenRequestAndCookie) {
  EXPECT_TRUE(ParseTcpOptions(Option(34, {})).fast_open_request);
  EXPECT_FALSE(ParseTcpOptions(Option(34, {})).fast_open_cookie);
  EXPECT_TRUE(ParseTcpOptions(Option(34, Bytes().U64(1))).fast_open_cookie);
}

TEST(TcpOptions, ExperimentalFastOpen) {
  EXPECT_TRUE(ParseTcpOptions(Option(254, Bytes().U16(0xf989))).fast_open_request);
  EXPECT_TRUE(ParseTcpOptions(Option(253, Bytes().U16(0xf989).U32(5))).fast_open_cookie);
  EXPECT_FALSE(ParseTcpOptions(Option(254, Bytes().U16(0x1234).U32(5))).fast_open_cookie);
  EXPECT_THAT(Numbers(Option(254, Bytes().U16(0xf989).U8(7))), ElementsAre(0xf989, 7));
}

TEST(TcpOptions, MptcpSubtypes) {
  const Bytes bytes = Option(30, Bytes::Of({0x01, 0x81})) + Option(30, Bytes::Of({0x20, 0}));
  EXPECT_EQ(ParseTcpOptions(bytes).mptcp_subtypes, 0b101);
  EXPECT_THAT(Numbers(bytes), ElementsAre(0, 1, 0x81));
}

TEST(TcpOptions, MptcpSignalShorterThanItsFlagsSay) {
  const auto fault = [](uint8_t flags, size_t more) {
    return ParseTcpOptions(Option(30, Bytes::Of({0x20, flags}) + Bytes::Zeros(more))).fault;
  };
  EXPECT_EQ(fault(0x01, 4), TcpOptionFault::none);
  EXPECT_EQ(fault(0x01, 3), TcpOptionFault::bad_length);
  EXPECT_EQ(fault(0x0f, 22), TcpOptionFault::none);
  EXPECT_EQ(fault(0x0f, 21), TcpOptionFault::bad_length);
}

TEST(TcpOptions, NumbersOfTheOtherKinds) {
  EXPECT_THAT(Numbers(Option(8, Bytes().U32(5).U32(6))), ElementsAre(5, 6));
  EXPECT_THAT(Numbers(Option(28, Bytes().U16(0x8005))), ElementsAre(1, 5));
  EXPECT_THAT(Numbers(Option(172, Bytes().U24(1).U24(0xffffff))), ElementsAre(1, 0xffffff));
  EXPECT_THAT(Numbers(Option(174, {})), ElementsAre());
  EXPECT_THAT(Numbers(Option(29, Bytes::Of({1, 2, 3}))), ElementsAre(1, 2, 3));
  EXPECT_THAT(Numbers(Option(77, Bytes::Of({9, 8}))), ElementsAre(9, 8));
  EXPECT_EQ(Numbers(Option(19, Bytes::Zeros(16))).size(), 16u);
}

TEST(TcpOptions, LengthZeroEndsTheWalkAndWhatCameBeforeCounts) {
  const Bytes bytes = Option(2, Bytes().U16(1400)) + Bytes::Of({3, 0, 7, 1});
  const auto options = Walk(bytes);
  ASSERT_EQ(options.size(), 2u);
  EXPECT_EQ(options[1].fault, TcpOptionFault::no_length);
  const TcpOptions parsed = ParseTcpOptions(bytes);
  EXPECT_EQ(parsed.mss, 1400);
  EXPECT_EQ(parsed.window_shift, -1);
  EXPECT_EQ(parsed.fault, TcpOptionFault::no_length);
  EXPECT_EQ(parsed.faulty_kind, 3);
}

TEST(TcpOptions, LengthPastTheHeaderEndsTheWalk) {
  const auto options = Walk(Bytes::Of({8, 10, 1, 2}));
  ASSERT_EQ(options.size(), 1u);
  EXPECT_EQ(options[0].fault, TcpOptionFault::cut);
  EXPECT_EQ(options[0].value.size(), 2u);
}

TEST(TcpOptions, CutSackCountsWithItsWholeBlocks) {
  const Bytes blocks = Bytes().U32(100).U32(200).U32(300).U32(400).U32(500).U32(600);
  const Bytes bytes = Bytes::Of({1, 1}) + Option(5, blocks);
  const size_t header = 20 + bytes.size();
  for (size_t captured = 0; captured <= bytes.size(); ++captured) {
    const TcpOptions options = ParseCutTcpOptions(bytes.First(captured), header);
    EXPECT_EQ(options.sack_blocks, captured < 4 ? 0u : (captured - 4) / 8) << captured;
  }
  EXPECT_EQ(ParseCutTcpOptions(bytes.First(20), header).sack[1].right, 400u);
  EXPECT_EQ(ParseTcpOptions(bytes.First(20)).sack_blocks, 0) << "not where nothing was cut";
}

TEST(TcpOptions, SackPastTheHeaderIsNotCutButWrong) {
  const Bytes bytes = Option(5, Bytes().U32(100).U32(200).U32(300).U32(400));
  EXPECT_EQ(ParseCutTcpOptions(bytes.First(12), 20 + 12).sack_blocks, 0);
  Bytes odd = bytes;
  odd.Set8(1, 40);
  EXPECT_EQ(ParseCutTcpOptions(odd.First(12), 60).sack_blocks, 0) << "no such length";
}

TEST(TcpOptions, CutOptionsOfOtherKindsDoNotCount) {
  const Bytes bytes = Option(8, Bytes().U32(1).U32(2));
  EXPECT_FALSE(ParseCutTcpOptions(bytes.First(9), 32).timestamps);
  EXPECT_EQ(ParseCutTcpOptions(bytes.First(9), 32).fault, TcpOptionFault::cut);
}

TEST(TcpOptions, WrongLengthIsPassedOverAndTheRestUsed) {
  const Bytes bytes = Option(3, Bytes::Of({7, 7})) + Option(2, Bytes().U16(900));
  const TcpOptions options = ParseTcpOptions(bytes);
  EXPECT_EQ(options.window_shift, -1);
  EXPECT_EQ(options.mss, 900);
  EXPECT_EQ(options.fault, TcpOptionFault::bad_length);
}

TEST(TcpOptions, LoneKindByteAtTheEnd) {
  const auto options = Walk(Bytes::Of({1, 1, 1, 2}));
  ASSERT_EQ(options.size(), 4u);
  EXPECT_EQ(options[3].fault, TcpOptionFault::no_length);
}

TEST(TcpOptions, NonZeroBehindTheEnd) {
  const auto options = Walk(Bytes::Of({0, 0, 3, 0}));
  ASSERT_EQ(options.size(), 1u);
  EXPECT_EQ(options[0].fault, TcpOptionFault::after_the_end);
}

TEST(TcpOptions, KnownKindsHaveNames) {
  EXPECT_EQ(TcpOptionName(8), "timestamps");
  EXPECT_EQ(TcpOptionName(77), "");
}

}  // namespace
}  // namespace tcpladder::test
