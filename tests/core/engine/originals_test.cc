#include "core/engine/originals.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <vector>

#include "core/net/tcp_flags.h"

namespace tcpladder {
namespace {

class OriginalsTest : public ::testing::Test {
 protected:
  // Adds a segment of the client and returns the row it repeats.
  uint32_t Data(uint32_t seq, uint32_t length) { return Add(seq, length, kAck); }
  uint32_t Fin(uint32_t seq) { return Add(seq, 0, kAck | kFin); }
  uint32_t Syn(uint32_t seq) { return Add(seq, 0, kSyn); }
  uint32_t ServerData(uint32_t seq, uint32_t length) {
    return Add(seq, length, kAck | SegmentRecord::kFromServer);
  }

  uint32_t row_ = 0;
  Originals::Carried carried_;

 private:
  uint32_t Add(uint32_t seq, uint32_t length, uint16_t flags) {
    SegmentRecord record;
    record.seq = seq;
    record.length = length;
    record.flags = flags;
    carried_ = originals_.Add(record, row_++);
    return carried_.row;
  }

  Originals originals_;
};

TEST_F(OriginalsTest, NewDataRepeatsNothing) {
  EXPECT_EQ(Data(1, 100), kNone);
  EXPECT_EQ(Data(101, 100), kNone);
}

TEST_F(OriginalsTest, SameSegmentRepeatsTheFirst) {
  Data(1, 100);
  Data(101, 100);
  EXPECT_EQ(Data(1, 100), 0u);
  EXPECT_EQ(Data(101, 100), 1u);
  EXPECT_EQ(Data(101, 100), 1u) << "a third copy still refers to the first";
}

TEST_F(OriginalsTest, HoleFilledLaterIsNew) {
  Data(1, 100);
  Data(201, 100);
  EXPECT_EQ(Data(101, 100), kNone);
  EXPECT_EQ(Data(101, 100), 2u);
}

TEST_F(OriginalsTest, CoalescedCopyRefersToWhereItBegins) {
  Data(1, 100);
  Data(101, 100);
  EXPECT_EQ(Data(1, 300), 0u);
  EXPECT_EQ(Data(201, 100), 2u) << "its tail was new in row 2";
}

TEST_F(OriginalsTest, SegmentSpanningSeveralHolesFillsEach) {
  Data(101, 100);
  Data(301, 100);
  EXPECT_EQ(Data(1, 500), kNone);
  EXPECT_EQ(Data(201, 10), 2u);
  EXPECT_EQ(Data(301, 10), 1u);
  EXPECT_EQ(Data(450, 10), 2u);
}

TEST_F(OriginalsTest, SynAndFinTakeOneNumber) {
  Syn(0);
  EXPECT_EQ(Syn(0), 0u);
  Data(1, 10);
  Fin(11);
  EXPECT_EQ(Fin(11), 3u);
}

TEST_F(OriginalsTest, BareAckTakesNone) {
  Data(1, 100);
  EXPECT_EQ(Data(1, 0), kNone);
}

TEST_F(OriginalsTest, DirectionsAreApart) {
  Data(1, 100);
  EXPECT_EQ(ServerData(1, 100), kNone);
  EXPECT_EQ(ServerData(1, 100), 1u);
}

TEST_F(OriginalsTest, NumbersWrap) {
  Data(0xffffff00, 0x200);
  EXPECT_EQ(Data(0x80, 0x10), 0u);
  EXPECT_EQ(Data(0x100, 0x10), kNone);
}

TEST_F(OriginalsTest, AgreesWithNotingEveryNumber) {
  std::minstd_rand random(1);
  std::vector<uint32_t> noted(400, kNone);
  for (int i = 0; i < 600; ++i) {
    const uint32_t first = static_cast<uint32_t>(random() % 360),
                   length = 1 + static_cast<uint32_t>(random() % (i % 7 == 0 ? 40 : 4));
    const uint32_t row = row_;
    EXPECT_EQ(Data(first, length), noted[first]) << "segment " << row << " at " << first;
    for (uint32_t number = first; number < first + length; ++number) {
      if (noted[number] == kNone) noted[number] = row;
    }
  }
}

TEST_F(OriginalsTest, NumbersAreCountedUpToTheFirstThatIsNew) {
  Data(1, 100);
  EXPECT_EQ(carried_.numbers, 0u);
  Data(201, 100);
  Data(51, 100);  // half of it fills a hole
  EXPECT_EQ(carried_.numbers, 50u);
  Data(1, 300);  // what was not carried at first is by now, up to 151
  EXPECT_EQ(carried_.numbers, 150u);
  Data(1, 300);
  EXPECT_EQ(carried_.numbers, 300u);
}

}  // namespace
}  // namespace tcpladder
