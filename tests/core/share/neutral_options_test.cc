#include "core/share/neutral_options.h"

#include <gtest/gtest.h>

#include <array>

#include "tests/support/bytes.h"

namespace tcpladder::test {
namespace {

Bytes Option(uint8_t kind, const Bytes& value) {
  return Bytes().U8(kind).U8(value.size() + 2).Add(value);
}

Bytes Neutral(const Bytes& options, size_t from, TimestampShift& shift) {
  std::vector<std::byte> octets(options.span().begin(), options.span().end());
  NeutralizeOptions(octets, from, shift);
  Bytes result;
  for (std::byte octet : octets) result.U8(std::to_integer<uint8_t>(octet));
  return result;
}

Bytes Neutral(const Bytes& options) {
  TimestampShift shift;
  return Neutral(options, 0, shift);
}

Bytes Times(uint32_t value, uint32_t echo) { return Option(8, Bytes().U32(value).U32(echo)); }

TEST(NeutralOptions, WhatTheEndsAgreeOnStays) {
  const Bytes options = Option(2, Bytes().U16(1460)) + Option(4, {}) + Bytes::Of({1}) +
                        Option(3, Bytes::Of({7})) + Option(5, Bytes().U32(1).U32(2)) +
                        Option(28, Bytes().U16(0x8005)) + Option(172, Bytes::Of({1, 2, 3}));
  EXPECT_EQ(Neutral(options), options);
}

TEST(NeutralOptions, EachClockBeginsAnewAndEchoesFollow) {
  constexpr uint32_t kFirst = TimestampShift::kFirst;
  TimestampShift shift;
  EXPECT_EQ(Neutral(Times(3'000'000'000, 0), 0, shift), Times(kFirst, 0));
  EXPECT_EQ(Neutral(Times(77, 3'000'000'000), 1, shift), Times(kFirst, kFirst));
  EXPECT_EQ(Neutral(Times(3'000'000'005, 77), 0, shift), Times(kFirst + 5, kFirst));
  EXPECT_EQ(Neutral(Times(90, 3'000'000'005), 1, shift), Times(kFirst + 13, kFirst + 5));
}

TEST(NeutralOptions, AnEchoBeforeItsClockIsHeardSetsIt) {
  constexpr uint32_t kFirst = TimestampShift::kFirst;
  TimestampShift shift;
  EXPECT_EQ(Neutral(Times(500, 8000), 0, shift), Times(kFirst, kFirst));
  EXPECT_EQ(Neutral(Times(8003, 500), 1, shift), Times(kFirst + 3, kFirst));
}

TEST(NeutralOptions, KeysDigestsAndCookiesAreZeroed) {
  const Bytes secret = Bytes::Text("secretsecretsecr");
  for (const uint8_t kind : std::to_array<uint8_t>({19, 29, 34, 69, 15, 20, 99})) {
    EXPECT_EQ(Neutral(Option(kind, secret)), Option(kind, Bytes::Zeros(16))) << int{kind};
  }
}

TEST(NeutralOptions, MptcpKeepsItsSubtypeAndFlags) {
  const Bytes key = Bytes::Text("8octets!");
  EXPECT_EQ(Neutral(Option(30, Bytes::Of({0x01, 0x81}) + key)),
            Option(30, Bytes::Of({0x01, 0x81}) + Bytes::Zeros(8)));
}

TEST(NeutralOptions, AnExperimentKeepsItsIdentifier) {
  EXPECT_EQ(Neutral(Option(254, Bytes().U16(0xf989) + Bytes::Text("cookie"))),
            Option(254, Bytes().U16(0xf989) + Bytes::Zeros(6)));
}

TEST(NeutralOptions, NothingHidesBehindTheEndOrInAFault) {
  EXPECT_EQ(Neutral(Bytes::Of({0}) + Bytes::Text("abc")), Bytes::Zeros(4));
  // An MSS of a wrong length, an option longer than the list, one shorter than its own header.
  EXPECT_EQ(Neutral(Option(2, Bytes::Text("abcd"))), Option(2, Bytes::Zeros(4)));
  EXPECT_EQ(Neutral(Bytes::Of({2, 40}) + Bytes::Text("ab")), Bytes::Of({2, 40, 0, 0}));
  EXPECT_EQ(Neutral(Bytes::Of({2, 1}) + Bytes::Text("ab")), Bytes::Of({2, 1, 0, 0}));
  EXPECT_EQ(Neutral(Bytes::Of({8})), Bytes::Of({8}));
}

TEST(NeutralOptions, CutTimestampsAreZeroed) {
  EXPECT_EQ(Neutral(Times(5, 6).First(7)), Bytes::Of({8, 10, 0, 0, 0, 0, 0}));
}

}  // namespace
}  // namespace tcpladder::test
