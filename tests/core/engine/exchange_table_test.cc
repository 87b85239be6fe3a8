// What each segment does in the exchange, by its own numbers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "core/analysis/analyses.h"
#include "core/engine/probes.h"
#include "core/engine/tables.h"
#include "core/net/tcp_flags.h"
#include "tests/core/engine/talk_capture.h"

namespace tcpladder {
namespace {

using test::Bytes;
using ::testing::Each;
using ::testing::ElementsAre;

struct Segment {
  uint8_t from = 0;
  uint16_t flags = kAck;
  uint32_t seq = 0, ack = 0;
  size_t length = 0;
  uint16_t window = 512;
  Bytes options = {};
  int64_t after_ns = 100'000'000;
};

constexpr uint32_t kClient = 1000, kServer = 5000;  // initial sequence numbers

// The client at kClient + seq, the server at kServer + seq; a tenth of a second between segments.
class ExchangeTableTest : public ::testing::Test {
 protected:
  ExchangeTable Read(const std::vector<Segment>& segments) {
    test::PcapWriter writer;
    int64_t time_ns = test::kStartNs;
    uint16_t identification = 0;
    for (const Segment& segment : segments) {
      test::TcpFields fields;
      const uint32_t own = segment.from == 0 ? kClient : kServer;
      const uint32_t other = segment.from == 0 ? kServer : kClient;
      fields.seq = own + segment.seq;
      fields.ack = segment.flags & kAck ? other + segment.ack : 0;
      fields.flags = segment.flags;
      fields.window = segment.window;
      fields.options = segment.options;
      fields.payload = Bytes::Zeros(segment.length);
      test::Ipv4Fields ip;
      if (segment.from == 1) {
        std::swap(fields.source_port, fields.destination_port);
        std::swap(ip.source, ip.destination);
      }
      ip.identification = ++identification;
      writer.Frame(time_ns += segment.after_ns, test::Ethernet(0x0800, Ipv4(ip, Tcp(fields))));
    }
    RunEngine(engine_, writer.file());
    segments_ = TableOfSegments(engine_, 0);
    return TableOfExchange(engine_, 0, segments_);
  }

  // After the three segments of the handshake.
  ExchangeTable Open(std::vector<Segment> rest, uint16_t window = 512) {
    std::vector<Segment> all = {{.flags = kSyn},
                                {.from = 1, .flags = kSyn | kAck, .ack = 1, .window = window},
                                {.seq = 1, .ack = 1}};
    all.insert(all.end(), rest.begin(), rest.end());
    return Read(all);
  }

  static Probe ProbeOf(const ExchangeTable& table, uint32_t row) {
    return static_cast<Probe>(table.probe[row]);
  }
  bool Said(uint32_t row, Analysis analysis) const {
    return AnalysisSet(segments_.analysis[row]).Has(analysis);
  }
  static bool Doubted(const ExchangeTable& table, uint32_t row, Analysis analysis) {
    return AnalysisSet(table.doubted[row]).Has(analysis);
  }

  Engine engine_;
  SegmentTable segments_;
};

TEST_F(ExchangeTableTest, WhatIsSentAgainstAZeroWindowProbesIt) {
  const ExchangeTable table = Open({
      {.seq = 1, .ack = 1, .length = 10},
      {.from = 1, .seq = 1, .ack = 11, .window = 0},
      {.seq = 10, .ack = 1},                           // one number below the next
      {.seq = 11, .ack = 1, .length = 1},              // one byte of new data
      {.from = 1, .seq = 1, .ack = 11, .window = 0},   //
      {.seq = 11, .ack = 1, .length = 1},              // the same byte again
      {.from = 1, .seq = 1, .ack = 11, .window = 99},  //
      {.seq = 10, .ack = 1},                           // the window is open
  });
  EXPECT_EQ(ProbeOf(table, 5), Probe::window);
  EXPECT_EQ(ProbeOf(table, 6), Probe::window);
  EXPECT_EQ(ProbeOf(table, 8), Probe::window);
  EXPECT_EQ(ProbeOf(table, 10), Probe::keep_alive);
  EXPECT_TRUE(Doubted(table, 5, Analysis::keep_alive));
}

TEST_F(ExchangeTableTest, AnAckAfterTheOwnFinProbesNothing) {
  const ExchangeTable table = Open({{.flags = kFin | kAck, .seq = 1, .ack = 1},
                                    {.from = 1, .seq = 1, .ack = 2},
                                    {.seq = 1, .ack = 1}});
  EXPECT_THAT(table.probe, Each(0));
}

TEST_F(ExchangeTableTest, AReportedDuplicateShowsThatAByteWasAProbe) {
  Bytes blocks;
  blocks.U8(1).U8(1).U8(5).U8(10).U32(kServer + 1).U32(kServer + 2);
  const ExchangeTable probe =
      Read({{.from = 1, .seq = 1, .ack = 1, .length = 1}, {.seq = 1, .ack = 2, .options = blocks}});
  EXPECT_EQ(ProbeOf(probe, 0), Probe::keep_alive);
  EXPECT_EQ(probe.acked_bytes[1], 0u);
}

TEST_F(ExchangeTableTest, WithoutThatReportAByteIsAByte) {
  const ExchangeTable byte =
      Read({{.from = 1, .seq = 1, .ack = 1, .length = 1}, {.seq = 1, .ack = 2}});
  EXPECT_EQ(ProbeOf(byte, 0), Probe::none);
  EXPECT_EQ(byte.acked_bytes[1], 1u);
}

TEST_F(ExchangeTableTest, NumbersFarAwayAreStray) {
  const ExchangeTable table = Open({{.from = 1, .seq = 1, .ack = 1, .length = 10},
                                    {.from = 1, .seq = 0x80000000, .ack = 0x70000000, .length = 10},
                                    {.seq = 1, .ack = 11},
                                    {.from = 1, .seq = 11, .ack = 1, .length = 10}});
  EXPECT_THAT(table.stray, ElementsAre(0, 0, 0, 0, 1, 0, 0));
  // It is no part of the burst, and no ACK counts from it.
  EXPECT_THAT(table.burst_segments, ElementsAre(0, 0, 0, 2, 0, 0, 2));
  EXPECT_EQ(table.burst_bytes[3], 20);
  EXPECT_EQ(table.acked_bytes[6], 0u);
}

TEST_F(ExchangeTableTest, AFinWithTheNumberOfTheSynIsStray) {
  const ExchangeTable table = Read({{.flags = kSyn},
                                    {.flags = kFin},
                                    {.from = 1, .flags = kSyn | kAck, .ack = 1},
                                    {.flags = kFin | kAck, .ack = 1},
                                    {.from = 1, .flags = kRst, .seq = 1}});
  EXPECT_THAT(table.stray, ElementsAre(0, 1, 0, 1, 0));
  EXPECT_FALSE(engine_.connections()[0].tracker.end(0).fin_sent);
}

TEST_F(ExchangeTableTest, CountsWhatAnAckIsTheFirstToAcknowledge) {
  const ExchangeTable table = Open({{.seq = 1, .ack = 1, .length = 100},
                                    {.from = 1, .seq = 1, .ack = 101},
                                    {.from = 1, .seq = 1, .ack = 51},  // an old one
                                    {.from = 1, .seq = 1, .ack = 101},
                                    {.flags = kFin | kAck, .seq = 101, .ack = 1, .length = 7},
                                    {.from = 1, .seq = 1, .ack = 109}});
  EXPECT_THAT(table.acked_numbers, ElementsAre(0, 1, 1, 0, 100, 0, 0, 0, 8));
  EXPECT_THAT(table.acked_bytes, ElementsAre(0, 0, 0, 0, 100, 0, 0, 0, 7));
  EXPECT_THAT(table.acked_by, ElementsAre(1, 2, kNone, 4, kNone, kNone, kNone, 8, kNone));
}

TEST_F(ExchangeTableTest, TheFirstAckMayAnswerAProbe) {
  const ExchangeTable table = Read({{.from = 1, .seq = 1, .ack = 1}, {.seq = 1, .ack = 2}});
  EXPECT_EQ(table.acked_numbers[1], 0u);
}

TEST_F(ExchangeTableTest, ABurstIsWhatComesBetweenTheOthersData) {
  const ExchangeTable table = Open({{.seq = 1, .ack = 1, .length = 10},
                                    {.from = 1, .seq = 1, .ack = 11},
                                    {.seq = 11, .ack = 1, .length = 20},
                                    {.seq = 11, .ack = 1, .length = 20},  // again
                                    {.seq = 21, .ack = 1, .length = 20},  // half of it new
                                    {.from = 1, .seq = 1, .ack = 41, .length = 5},
                                    {.seq = 41, .ack = 6, .length = 1}});
  EXPECT_THAT(table.burst_place, ElementsAre(0, 0, 0, 1, 0, 2, 0, 3, 1, 1));
  EXPECT_THAT(table.burst_segments, ElementsAre(0, 0, 0, 3, 0, 3, 0, 3, 1, 1));
  EXPECT_EQ(table.burst_bytes[3], 40);
  EXPECT_EQ(table.again[6], 1);
  EXPECT_EQ(table.again[7], 0);
}

TEST_F(ExchangeTableTest, ABurstThatTheCaptureHoldsInPartIsNone) {
  const ExchangeTable gap = Open({{.from = 1, .seq = 1, .ack = 1, .length = 10},
                                  {.seq = 1, .ack = 31},
                                  {.from = 1, .seq = 31, .ack = 1, .length = 10}});
  EXPECT_THAT(gap.burst_segments, Each(0));
}

TEST_F(ExchangeTableTest, AnAckOfDataThatTheCaptureLacksEndsABurst) {
  const ExchangeTable table = Open({{.seq = 1, .ack = 1, .length = 10},
                                    {.seq = 11, .ack = 10, .length = 10},
                                    {.seq = 21, .ack = 10, .length = 10}});
  EXPECT_THAT(table.burst_segments, ElementsAre(0, 0, 0, 1, 2, 2));
}

TEST_F(ExchangeTableTest, AGapThatIsFilledLaterIsNoGapOfTheBurst) {
  const ExchangeTable table = Open({{.from = 1, .seq = 1, .ack = 1, .length = 10},
                                    {.from = 1, .seq = 21, .ack = 1, .length = 10},
                                    {.from = 1, .seq = 11, .ack = 1, .length = 10}});
  EXPECT_THAT(table.burst_place, ElementsAre(0, 0, 0, 1, 2, 3));
  EXPECT_EQ(table.burst_bytes[5], 30);
}

TEST_F(ExchangeTableTest, DoubtsAnAckOfMissingBytesThatAreCaptured) {
  // Each repeats a part of the one before, as a sender that cuts its segments anew.
  const ExchangeTable table = Open({{.from = 1, .seq = 1, .ack = 1, .length = 12},
                                    {.from = 1, .seq = 9, .ack = 1, .length = 12},
                                    {.from = 1, .seq = 17, .ack = 1, .length = 12},
                                    {.seq = 1, .ack = 29}});
  EXPECT_FALSE(Said(6, Analysis::ack_lost_segment) &&
               !Doubted(table, 6, Analysis::ack_lost_segment));
}

TEST_F(ExchangeTableTest, BelievesAFlagThatHolds) {
  const ExchangeTable table = Open({{.from = 1, .seq = 1, .ack = 1, .length = 10},
                                    {.seq = 1, .ack = 31},
                                    {.from = 1, .seq = 1, .ack = 1, .length = 10}});
  EXPECT_TRUE(Said(4, Analysis::ack_lost_segment));
  EXPECT_TRUE(Said(5, Analysis::spurious_retransmission));
  EXPECT_THAT(table.doubted, Each(0u));
  EXPECT_EQ(table.again[5], 1);
}

TEST_F(ExchangeTableTest, IsEmptyWithoutAConnection) {
  EXPECT_EQ(TableOfExchange(Engine(), 3, {}).count, 0u);
}

// Two machines answer behind one address: what the chosen one sends is new, whatever numbers the
// other one used.
class OtherNumbersTest : public ExchangeTableTest {
 protected:
  static constexpr uint32_t kOther = 1'900'000'000;

  // The row of the server's first data, after the given SYN ACKs.
  void ExpectNothingRepeated(const std::vector<Segment>& answers) {
    std::vector<Segment> all = {{.flags = kSyn}};
    all.insert(all.end(), answers.begin(), answers.end());
    const auto row = static_cast<uint32_t>(all.size());
    all.push_back({.seq = 1, .ack = 1});
    all.push_back({.seq = 1, .ack = 1, .length = 10});
    all.push_back({.from = 1, .seq = 1, .ack = 11, .length = 100});
    const ExchangeTable table = Read(all);
    EXPECT_EQ(engine_.connections().size(), 1u);
    for (uint32_t at = row; at < segments_.count; ++at) {
      const uint32_t left = segments_.analysis[at] & ~table.doubted[at];
      EXPECT_FALSE(AnalysisSet(left).Has(Analysis::retransmission)) << at;
      EXPECT_FALSE(AnalysisSet(left).Has(Analysis::out_of_order)) << at;
      EXPECT_FALSE(AnalysisSet(left).Has(Analysis::lost_segment)) << at;
    }
    EXPECT_EQ(engine_.connections()[0].retransmissions[1], 0u);
  }
};

TEST_F(OtherNumbersTest, AfterAnAnswerToAnotherSyn) {
  ExpectNothingRepeated({{.from = 1, .flags = kSyn | kAck, .seq = kOther, .ack = 700},
                         {.from = 1, .flags = kSyn | kAck, .ack = 1}});
}

TEST_F(OtherNumbersTest, AfterTwoAnswersToThisSyn) {
  ExpectNothingRepeated({{.from = 1, .flags = kSyn | kAck, .seq = kOther, .ack = 1},
                         {.from = 1, .flags = kSyn | kAck, .ack = 1}});
}

TEST_F(OtherNumbersTest, AfterAnswersInTurn) {
  ExpectNothingRepeated({{.from = 1, .flags = kSyn | kAck, .ack = 1},
                         {.from = 1, .flags = kSyn | kAck, .seq = kOther, .ack = 1},
                         {.from = 1, .flags = kSyn | kAck, .ack = 1}});
}

TEST_F(OtherNumbersTest, AfterAnAnswerInsideTheConnection) {
  ExpectNothingRepeated({{.from = 1, .flags = kSyn | kAck, .ack = 1},
                         {.seq = 1, .ack = 1},
                         {.from = 1, .flags = kSyn | kAck, .seq = kOther, .ack = 1}});
}

// A segment that the capture files behind what its sender sent next was neither missing nor
// repeated.
class FiledLateTest : public ExchangeTableTest {
 protected:
  uint32_t Left(const ExchangeTable& table, uint32_t row) const {
    return segments_.analysis[row] & ~table.doubted[row];
  }
};

TEST_F(FiledLateTest, AFinBehindTheNextAck) {
  const ExchangeTable table =
      Open({{.seq = 1, .ack = 1, .length = 10},
            {.flags = kFin | kAck, .seq = 11, .ack = 1},
            {.from = 1, .seq = 2, .ack = 12},
            {.from = 1, .flags = kFin | kAck, .seq = 1, .ack = 11, .after_ns = 0}});
  EXPECT_TRUE(Said(5, Analysis::lost_segment));
  EXPECT_NE(segments_.analysis[6], 0u);
  EXPECT_EQ(Left(table, 5), 0u);
  EXPECT_EQ(Left(table, 6), 0u);
}

TEST_F(FiledLateTest, DataBehindTheNextAck) {
  const ExchangeTable table = Open({{.from = 1, .seq = 1, .ack = 1, .length = 50},
                                    {.seq = 101, .ack = 51},
                                    {.seq = 1, .ack = 1, .length = 100, .after_ns = 20'000}});
  EXPECT_TRUE(Said(4, Analysis::lost_segment));
  EXPECT_FALSE(AnalysisSet(Left(table, 4)).Has(Analysis::lost_segment));
  EXPECT_EQ(Left(table, 5), 0u);
}

TEST_F(FiledLateTest, InSeveralPieces) {
  const ExchangeTable table = Open({{.from = 1, .seq = 1, .ack = 1, .length = 50},
                                    {.seq = 101, .ack = 51},
                                    {.seq = 1, .ack = 1, .length = 60, .after_ns = 20'000},
                                    {.seq = 61, .ack = 1, .length = 40, .after_ns = 20'000}});
  EXPECT_FALSE(AnalysisSet(Left(table, 4)).Has(Analysis::lost_segment));
}

class FiledInPartTest : public FiledLateTest, public testing::WithParamInterface<int> {};

TEST_P(FiledInPartTest, LeavesAGap) {
  const Segment first{.seq = 1, .ack = 1, .length = 100, .after_ns = 20'000};
  const Segment last{.seq = 501, .ack = 1, .length = 500, .after_ns = 20'000};
  std::vector<Segment> all = {{.from = 1, .seq = 1, .ack = 1, .length = 50},
                              {.seq = 1001, .ack = 51}};
  if (GetParam() & 1) all.push_back(first);
  if (GetParam() & 2) all.push_back(last);
  const ExchangeTable table = Open(all);
  EXPECT_TRUE(AnalysisSet(Left(table, 4)).Has(Analysis::lost_segment));
}

INSTANTIATE_TEST_SUITE_P(Pieces, FiledInPartTest, testing::Values(1, 2, 3));

TEST_F(FiledLateTest, NotAfterTheClockWasSetBack) {
  const ExchangeTable table = Open({{.from = 1, .seq = 1, .ack = 1, .length = 50},
                                    {.seq = 101, .ack = 51},
                                    {.seq = 1, .ack = 51, .length = 100, .after_ns = -50'000'000}});
  EXPECT_TRUE(AnalysisSet(Left(table, 4)).Has(Analysis::lost_segment));
}

TEST_F(FiledLateTest, NotWhatIsSentAgainAfterATimeout) {
  const ExchangeTable table = Open({{.from = 1, .seq = 1, .ack = 1, .length = 50},
                                    {.seq = 101, .ack = 51},
                                    {.seq = 1, .ack = 51, .length = 100}});
  EXPECT_TRUE(AnalysisSet(Left(table, 4)).Has(Analysis::lost_segment));
  EXPECT_TRUE(AnalysisSet(Left(table, 5)).Has(Analysis::retransmission));
}

}  // namespace
}  // namespace tcpladder
