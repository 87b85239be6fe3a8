#include "core/limits/curves.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "tests/core/limits/transfer_capture.h"

namespace tcpladder::test {
namespace {

using Range = std::pair<int64_t, int64_t>;

// About the client's data.
Curves CurvesIn(const Bytes& file) {
  Engine engine;
  engine.Push(file);
  engine.Finish();
  const Connection& connection = engine.connections()[0];
  const std::vector<uint32_t> segments = SegmentsOfCurves(engine, connection);
  std::vector<std::byte> bytes;
  for (const uint64_t place : PlacesOf(engine, segments)) {
    for (size_t i = 0; i < Rereads::kLength; ++i) {
      const size_t at = static_cast<size_t>(place) + i - Rereads::kBefore;
      bytes.push_back(at < file.size() ? std::span<const std::byte>(file)[at] : std::byte{});
    }
  }
  return CurvesOf(engine, connection, 0, Rereads(segments, bytes));
}

// For kinds without a range, both ends of the range are the value.
std::vector<Range> Of(const Curves& curves, Curve curve) {
  const CurvePoints& points = curves[curve];
  EXPECT_EQ(points.high.size(), curve <= kLastRange ? points.low.size() : 0);
  std::vector<Range> ranges;
  for (size_t i = 0; i < points.low.size(); ++i) {
    const double high = points.high.empty() ? points.low[i] : points.high[i];
    ranges.emplace_back(static_cast<int64_t>(points.low[i]), static_cast<int64_t>(high));
  }
  return ranges;
}

std::vector<int64_t> ValuesOf(const Curves& curves, Curve curve) {
  std::vector<int64_t> values;
  for (const auto& [low, high] : Of(curves, curve)) values.push_back(low);
  return values;
}

// Without the one of the SYN, which comes first.
std::vector<int64_t> RoundTripsOf(const Curves& curves) {
  std::vector<int64_t> values = ValuesOf(curves, Curve::rtt);
  if (!values.empty()) values.erase(values.begin());
  return values;
}

class CurvesOfTransfer : public testing::Test {
 protected:
  TransferCapture transfer{1, 20};
  double ms = transfer.Handshake();
};

TEST_F(CurvesOfTransfer, DataIsRelativeAcrossTheWrap) {
  // The initial number lies 7296 below 2^32.
  for (uint32_t i = 0; i < 8; ++i) transfer.Data(ms + i, 1 + i * kFull);
  const auto data = Of(CurvesIn(transfer.File()), Curve::data);
  ASSERT_EQ(data.size(), 8U);
  EXPECT_EQ(data.front(), Range(1, 1 + kFull));
  EXPECT_EQ(data.back(), Range(1 + 7 * kFull, 1 + 8 * kFull));
}

TEST_F(CurvesOfTransfer, BytesSentAgainAreApart) {
  transfer.Data(ms, 1, 1000);
  transfer.Data(ms + 1, 501, 1000);
  const auto points = CurvesIn(transfer.File());
  EXPECT_THAT(Of(points, Curve::retransmission), testing::ElementsAre(Range(501, 1001)));
  EXPECT_THAT(Of(points, Curve::data), testing::ElementsAre(Range(1, 1001), Range(1001, 1501)));
}

TEST_F(CurvesOfTransfer, WindowIsScaledButInTheSyn) {
  transfer.Data(ms, 1, 100);
  transfer.Ack(ms + 20, 101, 10);
  EXPECT_THAT(Of(CurvesIn(transfer.File()), Curve::window),
              testing::ElementsAre(Range(65536, 65536), Range(101 + 1280, 101 + 1280)));
}

TEST_F(CurvesOfTransfer, SackBlocks) {
  transfer.Data(ms, 1, 100);
  transfer.Data(ms + 1, 101, 100);
  transfer.AckWithSack(ms + 21, 1, 101, 201);
  EXPECT_THAT(Of(CurvesIn(transfer.File()), Curve::sack), testing::ElementsAre(Range(101, 201)));
}

TEST_F(CurvesOfTransfer, InFlightAfterEachSegment) {
  transfer.Data(ms, 1, 100);
  transfer.Data(ms + 1, 101, 100);
  transfer.Ack(ms + 20, 101);
  transfer.Ack(ms + 21, 201);
  EXPECT_THAT(ValuesOf(CurvesIn(transfer.File()), Curve::in_flight),
              testing::ElementsAre(100, 200, 100, 0));
}

TEST_F(CurvesOfTransfer, RoundTripOfTheNewestSegmentAcknowledged) {
  transfer.Data(ms, 1, 100);
  transfer.Data(ms + 5, 101, 100);
  transfer.Ack(ms + 25, 201);
  EXPECT_THAT(RoundTripsOf(CurvesIn(transfer.File())), testing::ElementsAre(20'000'000));
}

TEST_F(CurvesOfTransfer, RoundTripOfSyn) {
  EXPECT_THAT(ValuesOf(CurvesIn(transfer.File()), Curve::rtt), testing::ElementsAre(20'000'000));
}

TEST_F(CurvesOfTransfer, RoundTripOfFin) {
  transfer.Data(ms, 1, 100);
  transfer.Data(ms + 5, 101, 0, kFin | kAck);
  transfer.Ack(ms + 26, 102);
  EXPECT_THAT(RoundTripsOf(CurvesIn(transfer.File())), testing::ElementsAre(21'000'000));
}

TEST_F(CurvesOfTransfer, RoundTripOfDataBeforeAFinThatIsNotAcknowledged) {
  transfer.Data(ms, 1, 100);
  transfer.Data(ms + 5, 101, 0, kFin | kAck);
  transfer.Ack(ms + 26, 101);
  EXPECT_THAT(RoundTripsOf(CurvesIn(transfer.File())), testing::ElementsAre(26'000'000));
}

TEST_F(CurvesOfTransfer, NoRoundTripOfAFinSentAgain) {
  transfer.Data(ms, 1, 0, kFin | kAck);
  transfer.Data(ms + 200, 1, 0, kFin | kAck);
  transfer.Ack(ms + 221, 2);
  EXPECT_THAT(RoundTripsOf(CurvesIn(transfer.File())), testing::IsEmpty());
}

TEST_F(CurvesOfTransfer, NoRoundTripOfBytesSentAgain) {
  transfer.Data(ms, 1, 100);
  transfer.Data(ms + 200, 1, 100);
  transfer.Ack(ms + 221, 101);
  transfer.Data(ms + 222, 101, 100);
  transfer.Ack(ms + 243, 201);
  EXPECT_THAT(RoundTripsOf(CurvesIn(transfer.File())), testing::ElementsAre(21'000'000));
}

TEST_F(CurvesOfTransfer, PipeIsWithoutWhatSackBlocksReport) {
  transfer.Data(ms, 1, 100);
  transfer.Data(ms + 1, 101, 100);
  transfer.Data(ms + 2, 201, 100);
  transfer.AckWithSack(ms + 21, 1, 101, 201);
  transfer.Ack(ms + 60, 301);
  const auto curves = CurvesIn(transfer.File());
  EXPECT_THAT(ValuesOf(curves, Curve::in_flight), testing::ElementsAre(100, 200, 300, 300, 0));
  EXPECT_THAT(ValuesOf(curves, Curve::pipe), testing::ElementsAre(100, 200, 300, 200, 0));
}

TEST_F(CurvesOfTransfer, NoPipeWithoutSackBlocks) {
  transfer.Data(ms, 1, 100);
  transfer.Ack(ms + 20, 101);
  EXPECT_THAT(ValuesOf(CurvesIn(transfer.File()), Curve::pipe), testing::IsEmpty());
}

TEST_F(CurvesOfTransfer, TimestampsTimeWhatWasSentAgain) {
  transfer.timestamps = 500;
  transfer.Data(ms, 1, 100);
  transfer.timestamps = 700;
  transfer.Data(ms + 200, 1, 100);
  transfer.echo = 700;
  transfer.Ack(ms + 221, 101);
  const auto curves = CurvesIn(transfer.File());
  EXPECT_THAT(RoundTripsOf(curves), testing::IsEmpty());
  EXPECT_THAT(ValuesOf(curves, Curve::timestamp_rtt), testing::ElementsAre(21'000'000));
}

TEST_F(CurvesOfTransfer, TimestampsIncludeTheReceiversDelay) {
  transfer.timestamps = 500;
  transfer.Data(ms, 1, 100);
  transfer.timestamps = 505;
  transfer.Data(ms + 5, 101, 100);
  transfer.echo = 500;
  transfer.Ack(ms + 25, 201);
  transfer.Ack(ms + 30, 201);
  const auto curves = CurvesIn(transfer.File());
  EXPECT_THAT(RoundTripsOf(curves), testing::ElementsAre(20'000'000));
  EXPECT_THAT(ValuesOf(curves, Curve::timestamp_rtt), testing::ElementsAre(25'000'000));
}

TEST_F(CurvesOfTransfer, BeginAtTheFirstByteSeenWithoutAHandshake) {
  for (uint32_t i = 0; i < 3; ++i) transfer.Data(ms + i, 5001 + i * 100, 100);
  transfer.Ack(ms + 30, 5301);
  const auto points = CurvesIn(transfer.File(transfer.round_trip_ms()));
  EXPECT_EQ(Of(points, Curve::data).front(), Range(1, 101));
  EXPECT_EQ(Of(points, Curve::ack).back(), Range(301, 301));
}

}  // namespace
}  // namespace tcpladder::test
