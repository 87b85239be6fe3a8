#include "core/analysis/contiguous_ranges.h"

#include <gtest/gtest.h>

namespace tcpladder {
namespace {

void Add(ContiguousRanges& ranges, uint32_t begin, uint32_t end) {
  ranges.Add(Seq(begin), Seq(end));
}

// Byte 10 of each `count` tens.
ContiguousRanges Islands(uint32_t count) {
  ContiguousRanges ranges;
  for (uint32_t i = 1; i <= count; ++i) Add(ranges, i * 10, i * 10 + 1);
  return ranges;
}

TEST(ContiguousRanges, NeighboursJoin) {
  ContiguousRanges ranges;
  Add(ranges, 0, 100);
  Add(ranges, 100, 200);
  EXPECT_EQ(ranges.count(), 1U);
  Add(ranges, 300, 400);
  EXPECT_EQ(ranges.count(), 2U);
  Add(ranges, 200, 300);
  EXPECT_EQ(ranges.count(), 1U);
}

TEST(ContiguousRanges, EmptyOnesDoNotCount) {
  ContiguousRanges ranges;
  Add(ranges, 5, 5);
  EXPECT_EQ(ranges.count(), 0U);
}

TEST(ContiguousRanges, OneCanTakeInSeveral) {
  ContiguousRanges ranges = Islands(5);
  Add(ranges, 15, 45);
  EXPECT_EQ(ranges.count(), 3U) << "10, 15-45, 50";
  Add(ranges, 0, 48);
  EXPECT_EQ(ranges.count(), 2U);
}

TEST(ContiguousRanges, NumbersCross2To32) {
  ContiguousRanges ranges;
  Add(ranges, 5, 10);
  Add(ranges, 0xfffffff0, 0xfffffff8);
  EXPECT_EQ(ranges.count(), 2U);
  Add(ranges, 0xfffffff8, 5);
  EXPECT_EQ(ranges.count(), 1U);
}

TEST(ContiguousRanges, NoMoreThanAHundred) {
  ContiguousRanges ranges = Islands(150);
  EXPECT_EQ(ranges.count(), 100U);
  Add(ranges, 19, 20);
  EXPECT_EQ(ranges.count(), 100U) << "grows at its front";
  Add(ranges, 11, 19);
  EXPECT_EQ(ranges.count(), 100U) << "grows at its back, up to the byte that was left out";
  Add(ranges, 19, 20);
  EXPECT_EQ(ranges.count(), 99U) << "grows at its back, and meets the next";
}

}  // namespace
}  // namespace tcpladder
