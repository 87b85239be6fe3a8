#include "core/base/chunked.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace tcpladder {
namespace {

TEST(ChunkedTest, ElementsStayWhereTheyAre) {
  Arena arena;
  Chunked<uint64_t, 3> numbers(arena);
  const uint64_t* const first = &numbers.Append(0);
  for (uint64_t i = 1; i < 100000; ++i) numbers.Append(i);
  EXPECT_EQ(first, &numbers[0]);
  for (size_t i = 0; i < 100000; ++i) ASSERT_EQ(numbers[i], i);
  EXPECT_EQ(numbers.memory(), 100000 * sizeof(uint64_t));
}

TEST(ChunkedTest, ElementsEndWithTheArray) {
  const auto shared = std::make_shared<int>(1);
  Arena arena;
  {
    Chunked<std::shared_ptr<int>, 2> pointers(arena);
    for (int i = 0; i < 5; ++i) pointers.Append(shared);
    EXPECT_EQ(shared.use_count(), 6);
  }
  EXPECT_EQ(shared.use_count(), 1);
}

TEST(ArenaTest, BlocksAreAlignedAndApart) {
  Arena arena;
  std::vector<std::byte*> blocks;
  constexpr size_t kSize = 100;
  for (int i = 0; i < 3000; ++i) {
    auto* const block = static_cast<std::byte*>(arena.Allocate(kSize));
    ASSERT_EQ(reinterpret_cast<uintptr_t>(block) % 64, 0u);
    for (size_t k = 0; k < kSize; ++k) block[k] = static_cast<std::byte>(i);
    blocks.push_back(block);
  }
  for (int i = 0; i < 3000; ++i) {
    for (size_t k = 0; k < kSize; ++k) {
      ASSERT_EQ(blocks[static_cast<size_t>(i)][k], static_cast<std::byte>(i));
    }
  }
}

TEST(ArenaTest, TakesLittleMoreThanIsAsked) {
  Arena arena;
  size_t asked = 0;
  for (int i = 0; i < 500; ++i) {
    arena.Allocate(48 * 1024);
    asked += 48 * 1024;
  }
  EXPECT_LT(arena.memory(), asked + asked / 10 + (size_t{4} << 20));
  arena.Allocate(size_t{5} << 20);  // larger than any region
  EXPECT_GE(arena.memory(), asked + (size_t{5} << 20));
}

}  // namespace
}  // namespace tcpladder
