#include "core/taps/connection_groups.h"

#include <gtest/gtest.h>

#include "tests/core/taps/tap_fixture.h"

namespace tcpladder::test {
namespace {

struct Grouped {
  explicit Grouped(const TappedPathOptions& options) : path(options) {
    path.Run();
    for (size_t tap = 0; tap < 2; ++tap) taps.push_back(std::make_unique<ReadTap>(path.file(tap)));
    groups = ConnectionGroups::Of({taps[0]->capture(), taps[1]->capture()});
  }

  TappedPath path;
  std::vector<std::unique_ptr<ReadTap>> taps;
  ConnectionGroups groups;
};

TEST(ConnectionGroupsTest, EveryConnectionIsInOneGroup) {
  const Grouped grouped({.connections = 30, .bytes = {10, 100}, .translate = true});
  std::array<std::set<uint32_t>, 2> seen;
  for (size_t i = 0; i < grouped.groups.size(); ++i) {
    for (const GroupMember& member : grouped.groups[i].members) {
      EXPECT_TRUE(seen[member.file].insert(member.connection).second);
    }
  }
  EXPECT_EQ(seen[0].size(), 30u);
  EXPECT_EQ(seen[1].size(), 30u);
  EXPECT_EQ(grouped.groups.shared(), 30u);
}

TEST(ConnectionGroupsTest, TheShiftOfRewrittenNumbersIsFound) {
  const Grouped grouped({.shift = {0x80000001, 99}});
  ASSERT_EQ(grouped.groups.size(), 1u);
  EXPECT_EQ(grouped.groups[0].shift, (SequenceShift{0x80000001, 99}));
}

TEST(ConnectionGroupsTest, TheShiftIsFoundWithoutTheSyns) {
  const Grouped grouped(
      {.bytes = {100, 200'000}, .shift = {7, 0xfffffff0}, .starts_ns = {0, 50'000'000}});
  ASSERT_EQ(grouped.groups.size(), 1u);
  EXPECT_EQ(grouped.groups[0].shift, (SequenceShift{7, 0xfffffff0}));
}

TEST(ConnectionGroupsTest, ManyTranslatedConnections) {
  const Grouped grouped(
      {.connections = 2000, .spacing_ns = 100'000, .bytes = {10, 10}, .translate = true});
  EXPECT_EQ(grouped.groups.shared(), 2000u);
  EXPECT_EQ(grouped.groups.translated(), 2000u);
  for (size_t i = 0; i < grouped.groups.size(); ++i) {
    const ConnectionGroup group = grouped.groups[i];
    ASSERT_EQ(group.members.size(), 2u);
    // They begin in the same order at both taps.
    EXPECT_EQ(group.members[0].connection, group.members[1].connection);
    EXPECT_FALSE(group.members[1].flipped);
  }
}

}  // namespace
}  // namespace tcpladder::test
