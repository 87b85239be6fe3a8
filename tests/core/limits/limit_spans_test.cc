// What limits a transfer, one limit at a time.

#include "core/limits/limit_spans.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/limits/path_times.h"
#include "core/limits/send_gaps.h"
#include "tests/core/limits/transfer_capture.h"

namespace tcpladder::test {
namespace {

void Read(Engine& engine, const Bytes& file) {
  engine.Push(file);
  engine.Finish();
}

LimitTotals TotalsIn(const Bytes& file, uint8_t sender = 0) {
  Engine engine;
  Read(engine, file);
  return TotalsOf(LimitSpansOf(engine, engine.connections()[0], sender));
}

int64_t TotalIn(const Bytes& file, Limit limit) {
  return TotalsIn(file)[static_cast<size_t>(limit)];
}

Limit LimitOf(const Bytes& file) { return DominatingLimit(TotalsIn(file)); }

// Where the tap stands on a way of 40 ms.
class AnyTap : public testing::TestWithParam<double> {
 protected:
  TransferCapture Start() const { return {GetParam(), 40 - GetParam()}; }
};
INSTANTIATE_TEST_SUITE_P(NearSenderMiddleNearReceiver, AnyTap, testing::Values(0.3, 16, 39.7));

TEST_P(AnyTap, SlowStartDoublesEachRound) {
  TransferCapture transfer = Start();
  double ms = transfer.Handshake();
  uint32_t seq = 1;
  for (uint32_t count = 10; count <= 160; count *= 2, ms += 40)
    seq = transfer.Round(ms, seq, count);
  EXPECT_EQ(LimitOf(transfer.File()), Limit::slow_start);
}

TEST_P(AnyTap, SenderBufferStaysTheSame) {
  TransferCapture transfer = Start();
  double ms = transfer.Handshake();
  uint32_t seq = 1;
  for (int round = 0; round < 20; ++round, ms += 40) seq = transfer.Round(ms, seq, 8);
  EXPECT_EQ(LimitOf(transfer.File()), Limit::sender_buffer);
}

TEST_P(AnyTap, ReceiverWindowIsFull) {
  TransferCapture transfer = Start();
  double ms = transfer.Handshake();
  uint32_t seq = 1;
  transfer.Ack(ms - 0.5, 1, 8 * kFull / 128);
  for (int round = 0; round < 20; ++round, ms += 40) {
    seq = transfer.Round(ms, seq, 8, 8 * kFull / 128);
  }
  EXPECT_EQ(LimitOf(transfer.File()), Limit::receiver_window);
}

TEST_P(AnyTap, PathRateSpacesTheSegments) {
  TransferCapture transfer = Start();
  double ms = transfer.Handshake();
  uint32_t seq = 1;
  for (int i = 0; i < 200; ++i, ms += 3, seq += kFull) {
    transfer.Data(ms, seq);
    transfer.Ack(ms + 40 - GetParam(), seq + kFull);
  }
  EXPECT_EQ(LimitOf(transfer.File()), Limit::path_rate);
}

TEST_P(AnyTap, LossLeavesASmallWindow) {
  TransferCapture transfer = Start();
  double ms = transfer.Handshake();
  uint32_t seq = transfer.Round(ms, 1, 20);
  ms += 40;
  // The first segment of this round is lost and sent again a round later.
  const uint32_t lost = seq;
  for (uint32_t i = 0; i < 20; ++i, seq += kFull) {
    transfer.Data(ms + 0.01 * i, seq);
    if (i > 0) transfer.Ack(ms + 0.01 * i + 40 - GetParam(), lost);
  }
  ms += 40;
  transfer.Data(ms, lost);
  transfer.Ack(ms + 40 - GetParam(), seq);
  for (int round = 0; round < 12; ++round) seq = transfer.Round(ms += 40, seq, 6);
  EXPECT_EQ(LimitOf(transfer.File()), Limit::loss);
}

TEST_P(AnyTap, ApplicationPausesBetweenWrites) {
  TransferCapture transfer = Start();
  double ms = transfer.Handshake();
  uint32_t seq = 1;
  for (int write = 0; write < 6; ++write, ms += 300) {
    seq = transfer.Round(ms, seq, 5);
    transfer.Data(ms + 0.1, seq, 300);
    transfer.Ack(ms + 0.1 + 40 - GetParam(), seq + 300);
    seq += 300;
  }
  EXPECT_EQ(LimitOf(transfer.File()), Limit::application);
}

// A spurious retransmission leaves nothing to repair.
TEST_P(AnyTap, ApplicationPausesAfterARepairToo) {
  TransferCapture transfer = Start();
  const double ms = transfer.Handshake();
  uint32_t seq = transfer.Round(ms, 1, 4);
  transfer.Data(ms + 300, seq - TransferCapture::kFull);
  transfer.Data(ms + 10'300, seq);
  transfer.Ack(ms + 10'340, seq + TransferCapture::kFull);
  transfer.Data(ms + 10'342, seq + TransferCapture::kFull);
  const LimitTotals totals = TotalsIn(transfer.File());
  EXPECT_GT(totals[static_cast<size_t>(Limit::application)], 9'900'000'000);
  EXPECT_LT(totals[static_cast<size_t>(Limit::loss)], 400'000'000);
}

TEST_P(AnyTap, ApplicationPausesThroughKeepAlives) {
  TransferCapture transfer = Start();
  const double ms = transfer.Handshake();
  const uint32_t seq = transfer.Round(ms, 1, 4);
  for (const double pause : {5'000, 10'000}) {
    transfer.Data(ms + pause, seq - 1, 1);
    transfer.Ack(ms + pause + 40, seq);
  }
  transfer.Data(ms + 15'000, seq);
  const LimitTotals totals = TotalsIn(transfer.File());
  EXPECT_GT(totals[static_cast<size_t>(Limit::application)], 14'000'000'000);
  EXPECT_EQ(totals[static_cast<size_t>(Limit::loss)], 0);
}

TEST_P(AnyTap, ApplicationTricklesWhileDataIsInFlight) {
  TransferCapture transfer = Start();
  double ms = transfer.Handshake();
  uint32_t seq = 1;
  for (int write = 0; write < 80; ++write, ms += 8, seq += 900) {
    transfer.Data(ms, seq, 900);
    transfer.Ack(ms + 40 - GetParam(), seq + 900);
  }
  EXPECT_EQ(LimitOf(transfer.File()), Limit::application);
}

TEST_P(AnyTap, NagleWaitsForADelayedAcknowledgment) {
  TransferCapture transfer = Start();
  double ms = transfer.Handshake();
  uint32_t seq = 1;
  const double back = 40 - GetParam();
  for (int record = 0; record < 20; ++record) {
    transfer.Data(ms, seq, 700);
    transfer.Ack(ms + back + 40, seq + 700);
    ms += 80;
    transfer.Data(ms, seq + 700, 500);
    transfer.Ack(ms + back, seq + 1200, 20000, 1);  // the answer to the whole record
    ms += 40.5;
    seq += 1200;
  }
  EXPECT_EQ(LimitOf(transfer.File()), Limit::nagle_delayed_ack);
}

// For Wireshark, the last byte alone is a keep-alive probe.
TEST_P(AnyTap, LastByteThatIsSentAgainWasLost) {
  for (const uint32_t full_segments : {1U, 2U, 4U}) {
    TransferCapture transfer = Start();
    double ms = transfer.Handshake();
    const double back = 40 - GetParam();
    uint32_t seq = 1;
    for (int write = 0; write < 6; ++write) {
      for (uint32_t i = 0; i < full_segments; ++i, seq += kFull) transfer.Data(ms, seq);
      transfer.Data(ms + 0.01, seq, 1);
      transfer.Ack(ms + back, seq);
      transfer.Data(ms + 300, seq, 1);
      transfer.Ack(ms + 300 + back, ++seq);
      ms += 340.5;
    }
    EXPECT_EQ(LimitOf(transfer.File()), Limit::loss) << full_segments;
  }
}

// Captured from the middle: what a window field stands for is not known.
TEST_P(AnyTap, WindowWithoutAScaleIsNoLimit) {
  TransferCapture transfer = Start();
  double ms = transfer.Handshake();
  const double first_ms = ms - 0.001;
  uint32_t seq = 1;
  transfer.Ack(ms - 0.5, 1, 8 * kFull / 128);
  for (int round = 0; round < 20; ++round, ms += 40) {
    seq = transfer.Round(ms, seq, 8, 8 * kFull / 128);
  }
  EXPECT_EQ(LimitOf(transfer.File()), Limit::receiver_window);
  EXPECT_EQ(TotalIn(transfer.File(first_ms), Limit::receiver_window), 0);
}

TEST_P(AnyTap, WindowWithoutAScaleHidesNoLoss) {
  TransferCapture transfer = Start();
  double ms = transfer.Handshake();
  const double first_ms = ms - 0.001;
  uint32_t seq = transfer.Round(ms, 1, 4, 3);
  for (int round = 0; round < 6; ++round) {
    const uint32_t lost = seq;
    transfer.Data(ms += 40, lost);
    transfer.Data(ms += 300, lost);
    transfer.Ack(ms + 40 - GetParam(), seq += kFull, 3);
  }
  EXPECT_EQ(LimitOf(transfer.File(first_ms)), Limit::loss);
}

// Its probes repair nothing.
TEST_P(AnyTap, ClosedWindowIsClosedInEveryScale) {
  TransferCapture transfer = Start();
  double ms = transfer.Handshake();
  const double first_ms = ms - 0.001;
  uint32_t seq = transfer.Round(ms, 1, 4);
  for (int round = 0; round < 6; ++round) {
    transfer.Data(ms += 40, seq);
    transfer.Ack(ms + 40 - GetParam(), seq += kFull, 0);
    transfer.Data(ms += 400, seq - 1, 1);
    transfer.Ack(ms + 40 - GetParam(), seq);
  }
  EXPECT_EQ(TotalIn(transfer.File(first_ms), Limit::loss), 0);
}

// On a loopback device the MSS is about as long as the window, which small writes never fill.
TEST(LimitSpans, WindowBelowOneFullSegmentLimitsNoSmallWrites) {
  for (const uint32_t write : {14U, 186U, 4000U}) {
    TransferCapture transfer(0.3, 0.3);
    double ms = transfer.Handshake();
    uint32_t seq = 1;
    transfer.Data(ms, seq, 60000);
    transfer.Ack(ms += 1, seq += 60000, 400);
    for (int i = 0; i < 20; ++i, seq += write) {
      transfer.Data(ms += 20, seq, write);
      transfer.Ack(ms + 0.3, seq + write, 400);
    }
    EXPECT_EQ(LimitOf(transfer.File()), Limit::application) << write;
    EXPECT_EQ(TotalIn(transfer.File(), Limit::receiver_window), 0) << write;
  }
}

TEST(LimitSpans, QueueGrowsAtTheBottleneck) {
  // Sent in bursts of two at a tap beside the sender; the round trip grows to five times its least.
  TransferCapture transfer(0.3, 19.7);
  double ms = transfer.Handshake();
  uint32_t seq = 1;
  for (int i = 0; i < 150; ++i, ms += 12, seq += 2 * kFull) {
    transfer.Data(ms, seq);
    transfer.Data(ms + 0.01, seq + kFull);
    transfer.Ack(ms + 19.7 + std::min(80, i * 2), seq + 2 * kFull);
  }
  EXPECT_EQ(LimitOf(transfer.File()), Limit::path_rate);
}

TEST(LimitSpans, ZeroWindowAndItsProbesAreTheReceivers) {
  TransferCapture transfer(0.3, 9.7);
  double ms = transfer.Handshake();
  transfer.Ack(ms - 0.5, 1, 10 * kFull / 128);
  uint32_t seq = 1;
  for (int i = 0; i < 10; ++i, seq += kFull) transfer.Data(ms + 0.01 * i, seq);
  transfer.Ack(ms + 10, seq, 0);
  for (int i = 0; i < 3; ++i) {
    transfer.Data(ms + 250 * (i + 1), seq - 1, 1);
    transfer.Ack(ms + 250 * (i + 1) + 9.7, seq, 0);
  }
  transfer.Ack(ms + 1000, seq, 2000);
  transfer.Round(ms + 1000.5, seq, 10);
  const LimitTotals totals = TotalsIn(transfer.File());
  EXPECT_EQ(DominatingLimit(totals), Limit::receiver_window);
  EXPECT_EQ(totals[static_cast<size_t>(Limit::loss)], 0);
}

TEST(LimitSpans, AnswersThatAreWaitedForAreTheApplications) {
  TransferCapture transfer(0.3, 9.7);
  double ms = transfer.Handshake();
  uint32_t seq = 1;
  for (int i = 0; i < 20; ++i, ms += 60, seq += 200) {
    transfer.Data(ms, seq, 200);
    transfer.Ack(ms + 59, seq + 200, 20000, 500);
  }
  EXPECT_EQ(LimitOf(transfer.File()), Limit::application);
}

TEST(LimitSpans, WithoutTheHandshakeTheWindowCannotBeTold) {
  TransferCapture transfer(0.3, 39.7);
  double ms = transfer.Handshake();
  uint32_t seq = 1;
  for (int round = 0; round < 20; ++round, ms += 40) seq = transfer.Round(ms, seq, 8);
  EXPECT_EQ(LimitOf(transfer.File(transfer.round_trip_ms())), Limit::unknown);
}

TEST(LimitSpans, EachDirectionForItself) {
  TransferCapture transfer(0.3, 39.7);
  double ms = transfer.Handshake();
  transfer.Round(ms, 1, 8);
  Engine engine;
  Read(engine, transfer.File());
  EXPECT_FALSE(LimitSpansOf(engine, engine.connections()[0], 0).empty());
  EXPECT_TRUE(LimitSpansOf(engine, engine.connections()[0], 1).empty());
}

TEST(LimitSpans, CoverTheTimeOfTheData) {
  TransferCapture transfer(0.3, 39.7);
  double ms = transfer.Handshake();
  uint32_t seq = 1;
  for (int round = 0; round < 5; ++round, ms += 40) seq = transfer.Round(ms, seq, 8);
  seq = transfer.Round(ms + 500, seq, 8);
  Engine engine;
  Read(engine, transfer.File());
  const auto spans = LimitSpansOf(engine, engine.connections()[0], 0);
  ASSERT_GE(spans.size(), 2U);
  for (size_t i = 1; i < spans.size(); ++i) {
    EXPECT_EQ(spans[i].from_ns, spans[i - 1].to_ns);
    EXPECT_NE(spans[i].limit, spans[i - 1].limit);
  }
  EXPECT_EQ(spans.front().from_ns, 41'000'000);
  EXPECT_EQ(spans.back().to_ns, 741'070'000);
}

TEST(LimitSpans, AscendWhereTheClockIsSetBack) {
  TransferCapture transfer(0.3, 39.7);
  const double ms = transfer.Handshake();
  uint32_t seq = 1;
  for (const double at : {10, 20, 0, 5}) {
    transfer.Data(ms + at, seq);
    seq += kFull;
  }
  Engine engine;
  Read(engine, transfer.FileAsAdded());
  const auto spans = LimitSpansOf(engine, engine.connections()[0], 0);
  ASSERT_FALSE(spans.empty());
  for (const LimitSpan& span : spans) EXPECT_LT(span.from_ns, span.to_ns);
  for (size_t i = 1; i < spans.size(); ++i) EXPECT_LE(spans[i - 1].to_ns, spans[i].from_ns);
}

TEST(PathTimes, TakeTheShorterOfHandshakeAndData) {
  TransferCapture transfer(5, 30);
  double ms = transfer.Handshake();
  transfer.Data(ms, 1);
  transfer.Ack(ms + 20, 1 + kFull);
  Engine engine;
  Read(engine, transfer.File());
  const PathTimes times = PathTimesOf(engine, engine.connections()[0], 0);
  EXPECT_EQ(times.to_sender_ns, 5'000'000);
  EXPECT_EQ(times.to_receiver_ns, 20'000'000);
  EXPECT_TRUE(times.sender_known);
}

TEST(PathTimes, BytesSentTwiceGiveNoTime) {
  TransferCapture transfer(5, 30);
  double ms = transfer.Handshake();
  transfer.Data(ms, 1);
  transfer.Data(ms + 200, 1);
  transfer.Ack(ms + 201, 1 + kFull);
  Engine engine;
  Read(engine, transfer.File());
  EXPECT_EQ(PathTimesOf(engine, engine.connections()[0], 0).to_receiver_ns, 30'000'000);
}

TEST(SendGaps, SeeAcknowledgmentsWhenTheyReachTheSender) {
  TransferCapture transfer(20, 20);
  double ms = transfer.Handshake();
  transfer.Data(ms, 1);
  transfer.Ack(ms + 20, 1 + kFull);
  transfer.Data(ms + 25, 1 + kFull);  // sent before the acknowledgment arrived
  transfer.Data(ms + 41, 1 + 2 * kFull);
  Engine engine;
  Read(engine, transfer.File());
  const Connection& connection = engine.connections()[0];
  const auto gaps = SendGapsOf(engine, connection, 0, PathTimesOf(engine, connection, 0));
  ASSERT_EQ(gaps.size(), 2U);
  EXPECT_EQ(gaps[0].since_ack_ns, -1);
  EXPECT_EQ(gaps[0].flight, kFull);
  EXPECT_GT(gaps[1].since_ack_ns, 0);
  EXPECT_EQ(gaps[1].flight, 2 * kFull);
}

TEST(SendGaps, FullSegmentIsTheMssLessOptions) {
  TransferCapture transfer(1, 1);
  transfer.Data(transfer.Handshake(), 1, 200);
  Engine engine;
  Read(engine, transfer.File());
  EXPECT_EQ(FullSegmentOf(engine, engine.connections()[0], 0), kFull);
}

}  // namespace
}  // namespace tcpladder::test
