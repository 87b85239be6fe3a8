#include "core/base/sort.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace tcpladder {
namespace {

TEST(SortTest, KeepsTheOrderOfEqualItems) {
  std::mt19937 random{1};
  for (const uint32_t count : {0u, 1u, 2u, 3u, 10u, 1000u}) {
    std::vector<std::pair<uint32_t, uint32_t>> items;
    for (uint32_t i = 0; i < count; ++i) items.emplace_back(random() % 20, i);
    auto expected = items;
    const auto less = [](const auto& x, const auto& y) { return x.first < y.first; };
    std::stable_sort(expected.begin(), expected.end(), less);
    SortStably(items, less);
    EXPECT_EQ(items, expected) << count;
  }
}

TEST(SortTest, MovesItemsThatOwnMemory) {
  std::vector<std::string> items{std::string(40, 'c'), "a", std::string(50, 'b'), "d", ""};
  SortStably(items);
  EXPECT_EQ(items,
            (std::vector<std::string>{"", "a", std::string(50, 'b'), std::string(40, 'c'), "d"}));
}

TEST(SortTest, LeavesWhatIsOutsideOfTheSpan) {
  std::vector<int> items{9, 3, 1, 2, 0};
  SortStably(std::span(items).subspan(1, 3));
  EXPECT_EQ(items, (std::vector{9, 1, 2, 3, 0}));
}

TEST(SortTest, ComparesSortedItemsOnceEach) {
  std::vector<int> items(1000);
  for (int i = 0; i < 1000; ++i) items[static_cast<size_t>(i)] = i / 3;
  int comparisons = 0;
  SortStably(items, [&](int x, int y) {
    ++comparisons;
    return x < y;
  });
  EXPECT_EQ(comparisons, 999);
}

}  // namespace
}  // namespace tcpladder
