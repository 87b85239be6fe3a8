#include "core/engine/flow_table.h"

#include <gtest/gtest.h>

#include <vector>

namespace tcpladder {
namespace {

IpAddress V4(uint32_t number) {
  IpAddress address;
  for (size_t i = 0; i < 4; ++i) address.bytes[i] = static_cast<uint8_t>(number >> (24 - 8 * i));
  return address;
}

class FlowTableTest : public ::testing::Test {
 protected:
  uint32_t Find(uint32_t source, uint16_t source_port, uint32_t destination,
                uint16_t destination_port) {
    const FlowKey key = OrderEnds(V4(source), source_port, V4(destination), destination_port).key;
    const auto found = table_.FindOrInsert(
        key, [this, &key](uint32_t i) { return keys_.AreEqual(kept_[i], key); });
    if (found.inserted) kept_.push_back(keys_.Keep(key));
    return found.ordinal;
  }

  FlowTable table_{42};
  Arena arena_;
  FlowKeys keys_{arena_};
  std::vector<KeptKey> kept_;
};

TEST_F(FlowTableTest, BothDirectionsAreOneFlow) {
  EXPECT_EQ(Find(1, 50765, 2, 1688), Find(2, 1688, 1, 50765));
  EXPECT_EQ(table_.size(), 1u);
}

TEST_F(FlowTableTest, EveryPartOfTheKeyCounts) {
  EXPECT_EQ(Find(1, 10, 2, 20), 0u);
  EXPECT_EQ(Find(1, 11, 2, 20), 1u);
  EXPECT_EQ(Find(1, 10, 2, 21), 2u);
  EXPECT_EQ(Find(3, 10, 2, 20), 3u);
  EXPECT_EQ(Find(1, 20, 2, 10), 4u);
}

TEST_F(FlowTableTest, OrdinalsSurviveGrowth) {
  for (uint32_t i = 0; i < 5000; ++i) ASSERT_EQ(Find(i, 1000, 0xffffffff, 80), i);
  for (uint32_t i = 0; i < 5000; ++i) ASSERT_EQ(Find(0xffffffff, 80, i, 1000), i);
}

TEST(FlowKeysTest, AKeyIsRestoredAsItWas) {
  Arena arena;
  FlowKeys keys(arena);
  IpAddress low, high;
  for (size_t i = 0; i < 16; ++i) {
    low.bytes[i] = static_cast<uint8_t>(i + 1);
    high.bytes[i] = static_cast<uint8_t>(i + 101);
  }
  low.version = high.version = 6;
  const FlowKey wide(low, 1, high, 2), narrow(V4(0x01020304), 3, V4(0xfffefdfc), 4);
  IpAddress other = high;
  other.bytes[15] = 0;
  const KeptKey kept_wide = keys.Keep(wide), kept_narrow = keys.Keep(narrow);
  EXPECT_EQ(keys.Restore(kept_wide), wide);
  EXPECT_EQ(keys.Restore(kept_narrow), narrow);
  EXPECT_TRUE(keys.AreEqual(kept_wide, wide));
  EXPECT_TRUE(keys.AreEqual(kept_narrow, narrow));
  EXPECT_FALSE(keys.AreEqual(kept_wide, narrow));
  EXPECT_FALSE(keys.AreEqual(kept_wide, FlowKey(low, 1, other, 2)));
  EXPECT_FALSE(keys.AreEqual(kept_wide, FlowKey(low, 1, high, 3)));
  EXPECT_FALSE(keys.AreEqual(kept_narrow, FlowKey(V4(0x01020305), 3, V4(0xfffefdfc), 4)));
}

TEST(OrderEndsTest, EqualAddressesAreOrderedByPort) {
  const OrderedFlow forth = OrderEnds(V4(1), 50765, V4(1), 1688);
  const OrderedFlow back = OrderEnds(V4(1), 1688, V4(1), 50765);
  EXPECT_EQ(forth.key, back.key);
  EXPECT_TRUE(forth.reversed);
  EXPECT_FALSE(back.reversed);
}

TEST(OrderEndsTest, VersionsNeverMix) {
  IpAddress six = V4(1);
  six.version = 6;
  EXPECT_FALSE(OrderEnds(V4(1), 1, V4(2), 2).key == OrderEnds(six, 1, V4(2), 2).key);
}

}  // namespace
}  // namespace tcpladder
