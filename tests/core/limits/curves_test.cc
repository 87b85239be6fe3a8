#include "core/limits/curves.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tuple>

#include "tests/core/limits/transfer_capture.h"

namespace tcpladder::test {
namespace {

using Range = std::pair<int64_t, int64_t>;

std::vector<CurvePoint> PointsOf(const Bytes& file) {
  Engine engine;
  engine.Push(file);
  engine.Finish();
  const Connection& connection = engine.connections()[0];
  const std::vector<uint32_t> segments = SegmentsToReread(engine, connection);
  std::vector<std::byte> bytes;
  for (const uint64_t place : PlacesOf(engine, segments)) {
    for (size_t i = 0; i < Rereads::kLength; ++i) {
      const size_t at = static_cast<size_t>(place) + i - Rereads::kBefore;
      bytes.push_back(at < file.size() ? std::span<const std::byte>(file)[at] : std::byte{});
    }
  }
  return CurvesOf(engine, connection, Rereads(segments, bytes));
}

// The points of one kind about the client's data.
std::vector<Range> Of(const std::vector<CurvePoint>& points, Curve curve) {
  std::vector<Range> ranges;
  for (const CurvePoint& point : points) {
    if (point.curve == curve && point.sender == 0) ranges.emplace_back(point.low, point.high);
  }
  return ranges;
}

class Curves : public testing::Test {
 protected:
  TransferCapture transfer{1, 20};
  double ms = transfer.Handshake();
};

TEST_F(Curves, DataIsRelativeAcrossTheWrap) {
  // The initial number lies 7296 below 2^32.
  for (uint32_t i = 0; i < 8; ++i) transfer.Data(ms + i, 1 + i * kFull);
  const auto data = Of(PointsOf(transfer.File()), Curve::data);
  ASSERT_EQ(data.size(), 8U);
  EXPECT_EQ(data.front(), Range(1, 1 + kFull));
  EXPECT_EQ(data.back(), Range(1 + 7 * kFull, 1 + 8 * kFull));
}

TEST_F(Curves, BytesSentAgainAreApart) {
  transfer.Data(ms, 1, 1000);
  transfer.Data(ms + 1, 501, 1000);
  const auto points = PointsOf(transfer.File());
  EXPECT_THAT(Of(points, Curve::retransmission), testing::ElementsAre(Range(501, 1001)));
  EXPECT_THAT(Of(points, Curve::data), testing::ElementsAre(Range(1, 1001), Range(1001, 1501)));
}

TEST_F(Curves, WindowIsScaledButInTheSyn) {
  transfer.Data(ms, 1, 100);
  transfer.Ack(ms + 20, 101, 10);
  EXPECT_THAT(Of(PointsOf(transfer.File()), Curve::window),
              testing::ElementsAre(Range(65536, 65536), Range(101 + 1280, 101 + 1280)));
}

TEST_F(Curves, SackBlocks) {
  transfer.Data(ms, 1, 100);
  transfer.Data(ms + 1, 101, 100);
  transfer.AckWithSack(ms + 21, 1, 101, 201);
  EXPECT_THAT(Of(PointsOf(transfer.File()), Curve::sack), testing::ElementsAre(Range(101, 201)));
}

TEST_F(Curves, InFlightAfterEachSegment) {
  transfer.Data(ms, 1, 100);
  transfer.Data(ms + 1, 101, 100);
  transfer.Ack(ms + 20, 101);
  transfer.Ack(ms + 21, 201);
  std::vector<int64_t> flight;
  for (const auto& [low, high] : Of(PointsOf(transfer.File()), Curve::in_flight)) {
    flight.push_back(low);
  }
  EXPECT_THAT(flight, testing::ElementsAre(100, 200, 100, 0));
}

TEST_F(Curves, RoundTripOfTheNewestSegmentAcknowledged) {
  transfer.Data(ms, 1, 100);
  transfer.Data(ms + 5, 101, 100);
  transfer.Ack(ms + 25, 201);
  EXPECT_THAT(Of(PointsOf(transfer.File()), Curve::rtt),
              testing::ElementsAre(Range(20'000'000, 20'000'000)));
}

TEST_F(Curves, NoRoundTripOfBytesSentAgain) {
  transfer.Data(ms, 1, 100);
  transfer.Data(ms + 200, 1, 100);
  transfer.Ack(ms + 221, 101);
  transfer.Data(ms + 222, 101, 100);
  transfer.Ack(ms + 243, 201);
  EXPECT_THAT(Of(PointsOf(transfer.File()), Curve::rtt),
              testing::ElementsAre(Range(21'000'000, 21'000'000)));
}

TEST_F(Curves, TimesNeverDecrease) {
  transfer.Data(ms, 1, 100);
  transfer.Ack(ms + 20, 101);
  int64_t before = 0;
  for (const CurvePoint& point : PointsOf(transfer.File())) {
    EXPECT_GE(point.time_ns, before);
    before = point.time_ns;
  }
}

TEST_F(Curves, BeginAtTheFirstByteSeenWithoutAHandshake) {
  for (uint32_t i = 0; i < 3; ++i) transfer.Data(ms + i, 5001 + i * 100, 100);
  transfer.Ack(ms + 30, 5301);
  const auto points = PointsOf(transfer.File(transfer.round_trip_ms()));
  EXPECT_EQ(Of(points, Curve::data).front(), Range(1, 101));
  EXPECT_EQ(Of(points, Curve::ack).back(), Range(301, 301));
}

}  // namespace
}  // namespace tcpladder::test
