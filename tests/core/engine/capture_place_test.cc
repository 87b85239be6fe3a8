// Where a capture was made, and when that cannot be told.
#include <gtest/gtest.h>

#include "core/net/tcp_flags.h"
#include "tests/core/engine/summary_fixture.h"

namespace tcpladder {
namespace {

class CapturePlaceTest : public SummaryTest {
 protected:
  bool Near(uint8_t end) const { return Says(SummaryItemId::captured_near, end); }
  bool Between(uint8_t end) const { return Says(SummaryItemId::captured_between, end); }
  bool On(uint8_t end) const { return Says(SummaryItemId::captured_on, end); }
  bool Nowhere() const {
    return Of(SummaryItemId::captured_near).empty() &&
           Of(SummaryItemId::captured_between).empty() && Of(SummaryItemId::captured_on).empty();
  }

 private:
  bool Says(SummaryItemId id, uint8_t end) const {
    const auto items = Of(id);
    return items.size() == 1 && items[0].end == end;
  }
};

TEST_F(CapturePlaceTest, IsNearTheEndThatAnswersTenTimesSooner) {
  Read(test::TalkCapture().Handshake(), {0, 30, 31});
  EXPECT_TRUE(Near(0));
}

TEST_F(CapturePlaceTest, IsBetweenWhereBothAreFar) {
  Read(test::TalkCapture().Handshake(), {0, 10, 40});
  EXPECT_TRUE(Between(1));
}

TEST_F(CapturePlaceTest, IsNotToldWhereBothWaysTakeAsLong) {
  Read(test::TalkCapture().Handshake(), {0, 30, 70});
  EXPECT_TRUE(Nowhere());
}

constexpr int64_t kMicrosecondUnitNs = 1000;

TEST_F(CapturePlaceTest, IsNotToldByTheTimeThatOneHostTakes) {
  Read(test::TalkCapture().Handshake(), {0, 45, 57}, kMicrosecondUnitNs);
  EXPECT_TRUE(Nowhere());
}

TEST_F(CapturePlaceTest, IsNotToldByTheTimesOfALocalNetwork) {
  Read(test::TalkCapture().Handshake(), {0, 348, 583}, kMicrosecondUnitNs);
  EXPECT_TRUE(Nowhere());
}

TEST_F(CapturePlaceTest, IsNotToldByTimesThatAreApartAndShort) {
  Read(test::TalkCapture().Handshake(), {0, 8, 900}, kMicrosecondUnitNs);
  EXPECT_TRUE(Nowhere());
}

TEST_F(CapturePlaceTest, IsNotToldOfOneAddressAtBothEnds) {
  Read(test::TalkCapture().Loopback().Handshake(), {0, 1, 40});
  EXPECT_TRUE(Nowhere());
}

TEST_F(CapturePlaceTest, IsTheHostThatLeavesChecksumsToItsCard) {
  test::TalkCapture talk;
  talk.Client(kSyn).Server(kSyn | kAck).Unfinished().Client(kAck);
  Read(talk, {0, 30, 31});
  EXPECT_TRUE(On(1));
}

TEST_F(CapturePlaceTest, IsNotToldWhereBothEndsLeaveThemToTheirCards) {
  test::TalkCapture talk;
  talk.Client(kSyn).Unfinished().Server(kSyn | kAck).Unfinished().Client(kAck);
  Read(talk, {0, 30, 31});
  EXPECT_TRUE(Nowhere());
}

TEST_F(CapturePlaceTest, IsNotNearAnEndWhoseFramesAloneArePadded) {
  test::TalkCapture talk;
  talk.Client(kSyn).Padded().Server(kSyn | kAck).Client(kAck).Padded();
  Read(talk, {0, 30, 31});
  EXPECT_TRUE(Nowhere());
}

TEST_F(CapturePlaceTest, IsNotToldByARequestInPlaceOfTheThirdSegment) {
  Read(test::TalkCapture().Client(kSyn).Server(kSyn | kAck).Client(kAck, 57), {0, 1, 511});
  EXPECT_TRUE(Nowhere());
  EXPECT_TRUE(Of(SummaryItemId::handshake_gaps).empty());
}

}  // namespace
}  // namespace tcpladder
