// What happened in a capture, and with whom.

#include "core/incidents/incidents.h"

#include <gtest/gtest.h>

#include <optional>

#include "core/incidents/incident_table.h"
#include "tests/core/incidents/incident_capture.h"

namespace tcpladder::test {
namespace {

constexpr uint16_t kData = kAck | kPsh;

class IncidentsTest : public ::testing::Test {
 protected:
  std::optional<Incident> Of(IncidentKind kind, const std::vector<Talk>& talks, double end_ms = 0) {
    ReadTalks(engine_, talks, end_ms);
    all_ = IncidentsOf(engine_);
    for (const Incident& incident : all_.incidents) {
      if (incident.kind == kind) return incident;
    }
    return std::nullopt;
  }
  bool Has(uint32_t connection, IncidentKind kind) const {
    return (all_.kinds[connection] >> static_cast<unsigned>(kind) & 1U) != 0;
  }
  static uint8_t HostOf(const Party& party) { return party.address.bytes[3]; }

  Engine engine_;
  Incidents all_;
};

Talk Exchange(uint8_t server, uint16_t client_port, double ms) {
  Talk talk(1, client_port, server, 443);
  return talk.Handshake(ms)
      .Client(ms + 3, kData, 100)
      .Server(ms + 4, kData, 500)
      .Client(ms + 5, kAck);
}

Talk Repeating(uint8_t server, uint16_t client_port, double ms) {
  return Exchange(server, client_port, ms)
      .Client(ms + 10, kData, 100)
      .Again(ms + 400, 0)
      .Server(ms + 401, kAck);
}

TEST_F(IncidentsTest, RetransmissionsNameTheServerThatHasMost) {
  const auto found =
      Of(IncidentKind::retransmission, {Exchange(2, 1001, 0), Repeating(3, 1002, 10),
                                        Repeating(3, 1003, 20), Repeating(4, 1004, 30)});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->times, 3u);
  EXPECT_EQ(found->connections, 3u);
  EXPECT_EQ(HostOf(found->who), 3);
  EXPECT_EQ(found->who.port, 443);
  EXPECT_EQ(found->who_connections, 2u);
  EXPECT_EQ(found->first, 1u);
  EXPECT_FALSE(Has(0, IncidentKind::retransmission));
  EXPECT_TRUE(Has(3, IncidentKind::retransmission));
}

TEST_F(IncidentsTest, NobodyIsNamedWhereNoneHasMoreThanHalf) {
  const auto found =
      Of(IncidentKind::retransmission, {Repeating(3, 1002, 10), Repeating(4, 1004, 30)});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->who_connections, 0u);
}

TEST_F(IncidentsTest, TimersCountWhatTheyWaited) {
  const auto found = Of(IncidentKind::timer, {Repeating(3, 1002, 10), Repeating(3, 1003, 20)});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->times, 2u);
  EXPECT_NEAR(static_cast<double>(found->sum_ns), 2 * 391e6, 5e6);
}

Talk ResetAfter(double idle_ms, uint16_t client_port, double ms) {
  return Exchange(5, client_port, ms).Server(ms + 5 + idle_ms, kRst | kAck);
}

TEST_F(IncidentsTest, ResetsAfterEqualIdleTimesAreOneIncident) {
  const auto found =
      Of(IncidentKind::idle_reset, {ResetAfter(60'000, 1001, 0), ResetAfter(60'080, 1002, 500),
                                    ResetAfter(60'100, 1003, 900), ResetAfter(7'000, 1004, 1000)});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->times, 3u);
  EXPECT_EQ(HostOf(found->who), 5);
  EXPECT_EQ(found->who.port, 0);
  EXPECT_EQ(found->least_ns, 60'000'000'000);
  EXPECT_EQ(found->most_ns, 60'100'000'000);
  EXPECT_FALSE(Has(3, IncidentKind::idle_reset));
}

TEST_F(IncidentsTest, ResetsAfterVariousTimesAreNone) {
  EXPECT_FALSE(
      Of(IncidentKind::idle_reset, {ResetAfter(2'000, 1001, 0), ResetAfter(9'000, 1002, 0),
                                    ResetAfter(17'000, 1003, 0), ResetAfter(33'000, 1004, 0)}));
}

TEST_F(IncidentsTest, AResetThatAnswersARequestAfterASilenceWaitedForThatSilence) {
  std::vector<Talk> talks;
  for (uint16_t port = 1; port <= 3; ++port) {
    talks.push_back(
        Exchange(5, port, port).Client(30'000 + port, kData, 9).Server(30'001 + port, kRst));
  }
  const auto found = Of(IncidentKind::idle_reset, talks);
  ASSERT_TRUE(found);
  EXPECT_NEAR(static_cast<double>(found->least_ns), 30e9, 1e8);
}

Talk LeftOpen(uint16_t client_port, double ms) {
  return Exchange(6, client_port, ms).Client(ms + 10, kFin | kAck).Server(ms + 11, kAck);
}

TEST_F(IncidentsTest, CloseWaitIsCountedOnceItsEndHadTimeToClose) {
  const auto found = Of(IncidentKind::close_wait,
                        {LeftOpen(1001, 0), LeftOpen(1002, 100), LeftOpen(1003, 19'500)}, 20'000);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->times, 2u);
  EXPECT_EQ(HostOf(found->who), 6);
  EXPECT_EQ(found->who.port, 443);
  EXPECT_EQ(found->most_ns, 20'000'000'000 - 11'000'000);
}

TEST_F(IncidentsTest, AnEndThatStillSendsIsNotLeftInCloseWait) {
  Talk talk = LeftOpen(1001, 0);
  talk.Server(19'000, kData, 100)
      .Client(19'001, kAck)
      .Server(19'900, kData, 100)
      .Client(19'901, kAck);
  EXPECT_FALSE(Of(IncidentKind::close_wait, {talk}, 20'000));
}

TEST_F(IncidentsTest, AnEndWhoseDataIsNotAcknowledgedIsNotLeftInCloseWait) {
  Talk talk = LeftOpen(1001, 0);
  talk.Server(12, kData, 100);
  EXPECT_FALSE(Of(IncidentKind::close_wait, {talk}, 20'000));
}

Talk BlackHole(uint32_t length, uint16_t client_port) {
  Talk talk(1, client_port, 7, 443);
  talk.Handshake(0).Client(3, kData, 100).Server(4, kData, 200).Client(5, kAck).Lose();
  talk.Server(6, kData, length);
  for (const double ms : {200.0, 600.0, 1400.0, 3000.0}) talk.Again(ms, 1);
  return talk.Client(4000, kFin | kAck);
}

TEST_F(IncidentsTest, FullSegmentsThatNeverArriveAreABlackHole) {
  const auto found = Of(IncidentKind::black_hole, {BlackHole(1460, 1001), BlackHole(1460, 1002)});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->connections, 2u);
  EXPECT_EQ(found->times, 10u);
  EXPECT_EQ(found->length, 1460u);
  EXPECT_EQ(found->smaller, 200u);
  EXPECT_EQ(HostOf(found->who), 7);
}

TEST_F(IncidentsTest, ASmallSegmentThatNeverArrivesIsNoBlackHole) {
  EXPECT_FALSE(Of(IncidentKind::black_hole, {BlackHole(300, 1001)}));
}

TEST_F(IncidentsTest, AnEndThatAnswersNoMoreIsSilent) {
  Talk talk = Exchange(7, 1001, 0);
  talk.Client(10, kData, 100);
  for (const double ms : {300.0, 900.0, 2100.0}) talk.Again(ms, 0);
  const auto found = Of(IncidentKind::peer_silent, {talk}, 5000);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->times, 3u);
  EXPECT_EQ(HostOf(found->who), 7);
  EXPECT_EQ(found->most_ns, 2'090'000'000);
}

TEST_F(IncidentsTest, AClosedWindowIsDownToWhoClosedIt) {
  Talk talk = Exchange(8, 1001, 0);
  talk.Server(10, kData, 500).Window(0).Client(11, kAck).Window(60000).Client(2011, kAck);
  const auto found = Of(IncidentKind::zero_window, {talk});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->times, 1u);
  EXPECT_EQ(found->sum_ns, 2'000'000'000);
  EXPECT_EQ(HostOf(found->who), 1);
}

// Each asked twice by a host that wants an answer.
std::vector<Talk> Unanswered(uint8_t servers) {
  std::vector<Talk> talks;
  for (uint8_t i = 0; i < servers; ++i) {
    for (uint16_t attempt = 0; attempt < 2; ++attempt) {
      Talk talk(1, static_cast<uint16_t>(2000 + 2 * i + attempt), static_cast<uint8_t>(20 + i),
                443);
      talks.push_back(talk.Client(i, kSyn).Again(3000 + i, 0));
    }
  }
  return talks;
}

TEST_F(IncidentsTest, AddressesThatNeverAnswerAreNoScan) {
  const auto found = Of(IncidentKind::no_answer, Unanswered(10), 5000);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->connections, 20u);
  EXPECT_EQ(found->times, 40u);
  EXPECT_EQ(found->others, 10u);
  EXPECT_EQ(found->other.port, 443);
  EXPECT_EQ(HostOf(found->who), 1);
}

TEST_F(IncidentsTest, WhatAScanLeavesUnansweredIsToldAsAScan) {
  std::vector<Talk> talks;
  for (uint16_t port = 1; port <= 40; ++port) {
    talks.push_back(Talk(1, 3000, 2, port).Client(port, kSyn));
  }
  EXPECT_FALSE(Of(IncidentKind::no_answer, talks, 5000));
}

TEST_F(IncidentsTest, ASynThatTheCaptureEndsAfterMayStillBeAnswered) {
  EXPECT_FALSE(Of(IncidentKind::no_answer,
                  {Exchange(2, 1001, 0), Talk(1, 1002, 3, 443).Client(100, kSyn)}, 200));
}

TEST_F(IncidentsTest, OneClientAndOneServerWithMostConnectionsAreABusyPair) {
  std::vector<Talk> talks;
  for (uint16_t i = 0; i < Incidents::kBusyPair + 20; ++i) {
    talks.push_back(Exchange(9, static_cast<uint16_t>(4000 + i), i * 10));
  }
  for (uint16_t i = 0; i < 50; ++i) talks.push_back(Exchange(2, static_cast<uint16_t>(100 + i), i));
  const auto found = Of(IncidentKind::busy_pair, talks);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->connections, Incidents::kBusyPair + 20);
  EXPECT_EQ(HostOf(found->who), 9);
  EXPECT_EQ(HostOf(found->other), 1);
}

TEST_F(IncidentsTest, HealthyConnectionsHaveNone) {
  Talk talk = Exchange(2, 1001, 0);
  talk.Client(6, kFin | kAck).Server(7, kFin | kAck).Client(8, kAck);
  Of(IncidentKind::retransmission, {talk}, 5000);
  EXPECT_TRUE(all_.incidents.empty());
  EXPECT_TRUE(IncidentsOf(Engine()).incidents.empty());
}

TEST_F(IncidentsTest, TablesHaveARowForEachConnection) {
  ReadTalks(engine_, {Exchange(2, 1001, 0), Repeating(3, 1002, 10)});
  const IncidentTables tables = TablesOfIncidents(engine_);
  EXPECT_EQ(tables.incidents.count, 2u);  // timer and retransmission
  ASSERT_EQ(tables.measures.count, 2u);
  EXPECT_DOUBLE_EQ(tables.measures.stalls[0], 0);
  EXPECT_NEAR(tables.measures.longest_stall[1], 0.390, 0.005);
  EXPECT_NEAR(tables.measures.round_trip[1], 0.002, 0.0005);
}

}  // namespace
}  // namespace tcpladder::test
