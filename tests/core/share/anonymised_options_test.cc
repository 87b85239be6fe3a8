#include "core/share/anonymised_options.h"

#include <gtest/gtest.h>

#include <array>

#include "tests/support/bytes.h"

namespace tcpladder::test {
namespace {

Bytes Option(uint8_t kind, const Bytes& value) {
  return Bytes().U8(kind).U8(value.size() + 2).Add(value);
}

Bytes Anonymised(const Bytes& options, size_t from, TimestampShift& shift) {
  std::vector<std::byte> bytes(options.span().begin(), options.span().end());
  AnonymiseOptions(bytes, from, shift);
  Bytes result;
  for (std::byte byte : bytes) result.U8(std::to_integer<uint8_t>(byte));
  return result;
}

Bytes Anonymised(const Bytes& options) {
  TimestampShift shift;
  return Anonymised(options, 0, shift);
}

Bytes Times(uint32_t value, uint32_t echo) { return Option(8, Bytes().U32(value).U32(echo)); }

TEST(AnonymisedOptions, WhatTheEndsAgreeOnStays) {
  const Bytes options = Option(2, Bytes().U16(1460)) + Option(4, {}) + Bytes::Of({1}) +
                        Option(3, Bytes::Of({7})) + Option(5, Bytes().U32(1).U32(2)) +
                        Option(28, Bytes().U16(0x8005)) + Option(172, Bytes::Of({1, 2, 3}));
  EXPECT_EQ(Anonymised(options), options);
}

TEST(AnonymisedOptions, EachClockBeginsAnewAndEchoesFollow) {
  constexpr uint32_t kFirst = TimestampShift::kFirst;
  TimestampShift shift;
  EXPECT_EQ(Anonymised(Times(3'000'000'000, 0), 0, shift), Times(kFirst, 0));
  EXPECT_EQ(Anonymised(Times(77, 3'000'000'000), 1, shift), Times(kFirst, kFirst));
  EXPECT_EQ(Anonymised(Times(3'000'000'005, 77), 0, shift), Times(kFirst + 5, kFirst));
  EXPECT_EQ(Anonymised(Times(90, 3'000'000'005), 1, shift), Times(kFirst + 13, kFirst + 5));
}

TEST(AnonymisedOptions, AnEchoBeforeItsClockIsHeardSetsIt) {
  constexpr uint32_t kFirst = TimestampShift::kFirst;
  TimestampShift shift;
  EXPECT_EQ(Anonymised(Times(500, 8000), 0, shift), Times(kFirst, kFirst));
  EXPECT_EQ(Anonymised(Times(8003, 500), 1, shift), Times(kFirst + 3, kFirst));
}

TEST(AnonymisedOptions, KeysDigestsAndCookiesAreZeroed) {
  const Bytes secret = Bytes::Text("secretsecretsecr");
  for (const uint8_t kind : std::to_array<uint8_t>({19, 29, 34, 69, 15, 20, 99})) {
    EXPECT_EQ(Anonymised(Option(kind, secret)), Option(kind, Bytes::Zeros(16))) << int{kind};
  }
}

TEST(AnonymisedOptions, MptcpKeepsItsSubtypeAndFlags) {
  const Bytes key = Bytes::Text("8 bytes!");
  EXPECT_EQ(Anonymised(Option(30, Bytes::Of({0x01, 0x81}) + key)),
            Option(30, Bytes::Of({0x01, 0x81}) + Bytes::Zeros(8)));
}

TEST(AnonymisedOptions, AnExperimentKeepsItsIdentifier) {
  EXPECT_EQ(Anonymised(Option(254, Bytes().U16(0xf989) + Bytes::Text("cookie"))),
            Option(254, Bytes().U16(0xf989) + Bytes::Zeros(6)));
}

TEST(AnonymisedOptions, NothingHidesBehindTheEndOrInAFault) {
  EXPECT_EQ(Anonymised(Bytes::Of({0}) + Bytes::Text("abc")), Bytes::Zeros(4));
  // An MSS of a wrong length, an option longer than the list, one shorter than its own header.
  EXPECT_EQ(Anonymised(Option(2, Bytes::Text("abcd"))), Option(2, Bytes::Zeros(4)));
  EXPECT_EQ(Anonymised(Bytes::Of({2, 40}) + Bytes::Text("ab")), Bytes::Of({2, 40, 0, 0}));
  EXPECT_EQ(Anonymised(Bytes::Of({2, 1}) + Bytes::Text("ab")), Bytes::Of({2, 1, 0, 0}));
  EXPECT_EQ(Anonymised(Bytes::Of({8})), Bytes::Of({8}));
}

TEST(AnonymisedOptions, CutTimestampsAreZeroed) {
  EXPECT_EQ(Anonymised(Times(5, 6).First(7)), Bytes::Of({8, 10, 0, 0, 0, 0, 0}));
}

}  // namespace
}  // namespace tcpladder::test
