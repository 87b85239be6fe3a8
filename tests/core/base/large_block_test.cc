#include "core/base/large_block.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace tcpladder {
namespace {

// Below, at and above what is mapped by itself.
constexpr size_t kSizes[] = {1,
                             100,
                             LargeBlock::kPage / 2 - 1,
                             LargeBlock::kPage / 2,
                             LargeBlock::kPage,
                             LargeBlock::kPage + 1};

TEST(LargeBlockTest, HoldsWhatWasAskedForAlignedAndZero) {
  for (const size_t size : kSizes) {
    const LargeBlock block(size, LargeBlock::Contents::zero);
    ASSERT_GE(block.size(), size);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(block.begin()) % 64, 0u);
    EXPECT_TRUE(std::all_of(block.begin(), block.begin() + block.size(),
                            [](std::byte byte) { return byte == std::byte{0}; }));
  }
}

TEST(LargeBlockTest, CanBeFilledToItsLastByte) {
  for (const size_t size : kSizes) {
    const LargeBlock block(size, LargeBlock::Contents::any);
    std::fill(block.begin(), block.begin() + block.size(), std::byte{0xa5});
    EXPECT_EQ(block.begin()[block.size() - 1], std::byte{0xa5});
  }
}

TEST(LargeBlockTest, MovesWithItsContents) {
  for (const size_t size : kSizes) {
    LargeBlock first(size, LargeBlock::Contents::zero);
    first.begin()[size - 1] = std::byte{7};
    std::byte* const place = first.begin();
    LargeBlock second(10, LargeBlock::Contents::any);
    second = std::move(first);
    EXPECT_EQ(second.begin(), place);
    EXPECT_EQ(second.begin()[size - 1], std::byte{7});
  }
}

}  // namespace
}  // namespace tcpladder
