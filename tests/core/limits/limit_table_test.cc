// Limits and curves as columns, with the numbers that prove them.

#include "core/limits/limit_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "core/limits/curves.h"
#include "core/limits/limit_spans.h"
#include "tests/core/limits/transfer_capture.h"

namespace tcpladder::test {
namespace {

using testing::DoubleNear;
using testing::Each;
using testing::ElementsAre;

constexpr uint32_t kFull = TransferCapture::kFull;

void ReadWhole(Engine& engine, const Bytes& file) {
  engine.Push(file);
  engine.Finish();
}

LimitTable TableIn(const Bytes& file) {
  Engine engine;
  ReadWhole(engine, file);
  return TableOfLimits(engine, 0);
}

// 20 rounds of 8 segments, 40 ms each.
Bytes SenderBuffer() {
  TransferCapture transfer(16, 24);
  double ms = transfer.Handshake();
  uint32_t seq = 1;
  for (int round = 0; round < 20; ++round, ms += 40) seq = transfer.Round(ms, seq, 8);
  return transfer.File();
}

TEST(LimitTable, CountsTheBytesOfEachSpanOnce) {
  const LimitTable table = TableIn(SenderBuffer());
  ASSERT_GT(table.count, 0U);
  EXPECT_THAT(table.sender, Each(0));
  EXPECT_DOUBLE_EQ(std::accumulate(table.bytes.begin(), table.bytes.end(), 0.0), 160.0 * kFull);
  EXPECT_THAT(table.resent, Each(0U));
  EXPECT_THAT(table.dominating, ElementsAre(static_cast<uint8_t>(Limit::sender_buffer), kNoLimit));
}

TEST(LimitTable, HasTheMostInFlightAndTheRoundTrips) {
  const LimitTable table = TableIn(SenderBuffer());
  EXPECT_DOUBLE_EQ(table.most_flight.back(), 8.0 * kFull);
  EXPECT_THAT(table.least_round_trip.back(), DoubleNear(0.040, 0.001));
  EXPECT_GT(table.most_window.back(), 2e6);
}

TEST(LimitTable, SpansOfOneSenderFollowEachOther) {
  const LimitTable table = TableIn(SenderBuffer());
  for (uint32_t i = 1; i < table.count; ++i) EXPECT_DOUBLE_EQ(table.from[i], table.to[i - 1]);
}

TEST(LimitTable, NamesTheLongestWaitByItsRow) {
  TransferCapture transfer(16, 24);
  double ms = transfer.Handshake();
  uint32_t seq = transfer.Round(ms, 1, 2);
  seq = transfer.Round(ms + 900, seq, 2);  // rows 7 and 8: SYNs, third segment, two pairs before
  const LimitTable table = TableIn(transfer.File());
  ASSERT_GT(table.count, 0U);
  const auto longest = std::max_element(table.longest_wait.begin(), table.longest_wait.end());
  EXPECT_THAT(*longest, DoubleNear(0.9, 0.001));
  EXPECT_EQ(table.wait_row[static_cast<size_t>(longest - table.longest_wait.begin())], 7U);
}

TEST(LimitTable, MeasuresTheTimeWithoutWindow) {
  TransferCapture transfer(16, 24);
  const double ms = transfer.Handshake();
  transfer.Data(ms, 1);
  transfer.Data(ms + 1, 1 + kFull);
  transfer.Ack(ms + 24, 1 + 2 * kFull, 0);
  transfer.Ack(ms + 524, 1 + 2 * kFull, 20000);
  transfer.Data(ms + 540, 1 + 2 * kFull);
  const LimitTable table = TableIn(transfer.File());
  EXPECT_THAT(table.zero_window, ElementsAre(DoubleNear(0.5, 1e-6), 0));
}

TEST(LimitTable, IsEmptyWithoutTransferAndWithoutConnection) {
  TransferCapture transfer(16, 24);
  transfer.Handshake();
  const LimitTable table = TableIn(transfer.File());
  EXPECT_EQ(table.count, 0U);
  EXPECT_THAT(table.dominating, ElementsAre(kNoLimit, kNoLimit));
  const Engine engine;
  EXPECT_EQ(TableOfLimits(engine, 7).count, 0U);
  EXPECT_EQ(TableOfCurves(engine, 7, 0, {}).count, 0U);
}

TEST(LimitSummaries, HaveARowForEachConnection) {
  Engine engine;
  ReadWhole(engine, SenderBuffer());
  const LimitSummaryTable table = TableOfLimitSummaries(engine, 0, 9);
  EXPECT_EQ(table.count, 1U);
  EXPECT_THAT(table.limit, ElementsAre(static_cast<uint8_t>(Limit::sender_buffer)));
  EXPECT_GT(table.transfer[0], table.seconds[0]);
  EXPECT_EQ(TableOfLimitSummaries(engine, 5, 9).count, 0U);
}

TEST(CurveTable, HasThePointsKindByKind) {
  Engine engine;
  ReadWhole(engine, SenderBuffer());
  const CurveTable table = TableOfCurves(engine, 0, 0, {});
  const Curves curves = CurvesOf(engine, engine.connections()[0], 0, {});
  ASSERT_EQ(table.first.size(), kCurveNames.size() + 1);
  EXPECT_EQ(table.count, table.first.back());
  for (size_t kind = 0; kind < kCurveNames.size(); ++kind) {
    const CurvePoints& points = curves.kinds[kind];
    ASSERT_EQ(table.first[kind + 1] - table.first[kind], points.row.size());
    for (size_t i = 0; i < points.row.size(); ++i) {
      const size_t at = table.first[kind] + i;
      EXPECT_EQ(table.row[at], points.row[i]);
      const double unit = kind == static_cast<size_t>(Curve::rtt) ? 1e-9 : 1;
      EXPECT_DOUBLE_EQ(table.low[at], points.low[i] * unit);
      if (!points.high.empty()) {
        EXPECT_EQ(table.high[at], points.high[i]);
      }
    }
  }
  EXPECT_EQ(table.high.size(), curves[Curve::data].row.size());
}

}  // namespace
}  // namespace tcpladder::test
