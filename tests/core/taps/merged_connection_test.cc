// A connection as two captures show it together.
#include "core/taps/merged_connection.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "core/taps/moments.h"
#include "core/taps/tap_tables.h"
#include "tests/core/taps/tap_fixture.h"

namespace tcpladder::test {
namespace {

// The stretches of a file that `places` names, one after the other.
std::vector<std::byte> Reread(std::span<const std::byte> file, const std::vector<double>& places) {
  std::vector<std::byte> bytes;
  for (size_t i = 0; i < places.size(); i += 2) {
    const auto part =
        file.subspan(static_cast<size_t>(places[i]), static_cast<size_t>(places[i + 1]));
    bytes.insert(bytes.end(), part.begin(), part.end());
  }
  return bytes;
}

class MergedPath {
 public:
  explicit MergedPath(const TappedPathOptions& options, uint32_t connection = 0)
      : compared(options),
        captures{compared.tap(0).capture(), compared.tap(1).capture()},
        merged(captures, compared.comparison(), connection),
        read(Capture()) {
    inner = ConnectionIn(merged, read.engine, connection);
    tables = TablesOfMerged(merged, read.engine, inner);
  }

  const Connection& connection() const { return read.engine.connections()[inner]; }
  TapFate Fate(size_t row) const { return static_cast<TapFate>(tables.passages.fate[row]); }
  uint32_t Count(TapFate fate) const {
    return static_cast<uint32_t>(std::count(
        tables.passages.fate.begin(), tables.passages.fate.end(), static_cast<uint8_t>(fate)));
  }

  ComparedPath compared;
  std::array<TapCapture, 2> captures;
  MergedConnection merged;
  ReadTap read;
  uint32_t inner = kNone;
  MergedTables tables;

 private:
  std::vector<std::byte> Capture() const {
    const HeaderCapture headers = merged.Headers();
    const auto a = Reread(compared.path().file(0), headers.Places(0));
    const auto b = Reread(compared.path().file(1), headers.Places(1));
    return headers.Make({a, b});
  }
};

TEST(MergedConnectionTest, HoldsEverySegmentOfBothOnce) {
  const MergedPath path({.loss_permille = {20, 30, 20}});
  std::array<std::set<uint32_t>, 2> seen;
  int64_t last_ns = 0;
  for (const MergedRow& row : path.merged.rows()) {
    EXPECT_GE(row.time_ns, last_ns);
    last_ns = row.time_ns;
    for (size_t file = 0; file < 2; ++file) {
      if (row.segment[file] != kNone) {
        EXPECT_TRUE(seen[file].insert(row.segment[file]).second);
      }
    }
  }
  for (size_t file = 0; file < 2; ++file) {
    EXPECT_EQ(seen[file].size(), path.captures[file].engine.segments().size());
  }
  EXPECT_EQ(path.read.engine.segments().size(), path.merged.rows().size());
  EXPECT_EQ(path.tables.passages.count, path.merged.rows().size());
  EXPECT_EQ(path.tables.timing.count, path.merged.rows().size());
}

TEST(MergedConnectionTest, KeepsHeadersAndLengthsAsCaptured) {
  const MergedPath path({});
  const Engine& first = path.captures[0].engine;
  for (uint32_t i = 0; i < path.read.engine.segments().size(); ++i) {
    const SegmentRecord& merged = path.read.engine.segments()[i];
    const uint32_t segment = path.merged.rows()[i].segment[0];
    if (segment == kNone) continue;
    const SegmentRecord& record = first.segments()[segment];
    EXPECT_EQ(merged.seq, record.seq);
    EXPECT_EQ(merged.ack, record.ack);
    EXPECT_EQ(merged.length, record.length);
    EXPECT_EQ(merged.window, record.window);
    EXPECT_EQ(merged.data_offset, record.data_offset);
    EXPECT_EQ(merged.flags & SegmentRecord::kFlagsMask, record.flags & SegmentRecord::kFlagsMask);
  }
  EXPECT_EQ(path.connection().mss, first.connections()[0].mss);
  EXPECT_EQ(path.connection().window_shift, first.connections()[0].window_shift);
}

TEST(MergedConnectionTest, NamesLossesWithDelaysAndProofs) {
  const MergedPath path({.loss_permille = {0, 30, 0}});
  const PassageTable& passages = path.tables.passages;
  EXPECT_GT(path.Count(TapFate::lost_between), 0u);
  EXPECT_EQ(path.Count(TapFate::lost_behind), 0u);
  EXPECT_EQ(path.Count(TapFate::missed), 0u);
  for (size_t row = 0; row < passages.count; ++row) {
    const bool both = path.Fate(row) == TapFate::both;
    EXPECT_EQ(std::isnan(passages.delay[row]), !both);
    if (both) {
      EXPECT_GT(passages.delay[row], 0);
      EXPECT_NEAR(std::abs(passages.seen[2 * row] - passages.seen[2 * row + 1]),
                  passages.delay[row], 1e-9);
    }
    if (path.Fate(row) != TapFate::lost_between) continue;
    EXPECT_EQ(static_cast<Arrival>(path.tables.timing.arrival[row]), Arrival::lost);
    EXPECT_NE(passages.proof[row], row);
    if (passages.proof[row] != kNone) {
      EXPECT_LT(passages.proof[row], passages.count);
    }
  }
}

TEST(MergedConnectionTest, TellsLossesBehindTheSecondTapFromThoseBetween) {
  const MergedPath path({.loss_permille = {40, 0, 0}});
  EXPECT_GT(path.Count(TapFate::lost_behind), 0u);
  EXPECT_EQ(path.Count(TapFate::lost_between), 0u);
}

TEST(MergedConnectionTest, SpeaksInTheTermsOfTheFirstCapture) {
  for (const bool shift_sack : {true, false}) {
    const MergedPath path({.loss_permille = {30, 20, 0},
                           .translate = true,
                           .shift = {123456789, 0xfffffff0},
                           .shift_sack = shift_sack});
    const Engine& first = path.captures[0].engine;
    ASSERT_EQ(path.read.engine.connections().size(), 1u);
    const ConnectionEnds merged = path.read.engine.EndsOf(path.connection());
    const ConnectionEnds ends = first.EndsOf(first.connections()[0]);
    EXPECT_EQ(merged.addresses, ends.addresses);
    EXPECT_EQ(merged.ports, ends.ports);
    // What only the second capture holds goes on with the numbers of the first.
    const uint32_t isn = first.segments()[first.connections()[0].first_segment].seq;
    for (uint32_t i = 0; i < path.read.engine.segments().size(); ++i) {
      const SegmentRecord& record = path.read.engine.segments()[i];
      if (record.from() == 0) {
        EXPECT_LT(record.seq - isn, 10'000'000u);
      }
    }
  }
}

TEST(MergedConnectionTest, MakesHeadersThatCannotBeReadAgain) {
  const ComparedPath compared({.loss_permille = {0, 20, 0}});
  const std::array<TapCapture, 2> captures{compared.tap(0).capture(), compared.tap(1).capture()};
  const MergedConnection merged(captures, compared.comparison(), 0);
  const ReadTap read(merged.Headers().Make({}));
  ASSERT_EQ(read.engine.segments().size(), merged.rows().size());
  for (uint32_t i = 0; i < merged.rows().size(); ++i) {
    const uint32_t segment = merged.rows()[i].segment[0];
    if (segment == kNone) continue;
    EXPECT_EQ(read.engine.segments()[i].seq, captures[0].engine.segments()[segment].seq);
    EXPECT_EQ(read.engine.segments()[i].length, captures[0].engine.segments()[segment].length);
  }
}

TEST(MergedConnectionTest, IsEmptyWhereThereIsNoSuchConnection) {
  const ComparedPath compared({});
  const std::array<TapCapture, 2> captures{compared.tap(0).capture(), compared.tap(1).capture()};
  const MergedConnection merged(captures, compared.comparison(), 77);
  EXPECT_TRUE(merged.rows().empty());
  EXPECT_TRUE(merged.Headers().Places(0).empty());
  const ReadTap read(merged.Headers().Make({}));
  EXPECT_EQ(ConnectionIn(merged, read.engine, 77), kNone);
  EXPECT_EQ(TablesOfMerged(merged, read.engine, kNone).passages.count, 0u);
}

TEST(TimingTableTest, OneCaptureIsReadAgainFromItsHeaders) {
  const ComparedPath compared({.loss_permille = {30, 0, 0}});
  const Engine& engine = compared.tap(0).engine;
  const ConnectionHeaders headers(engine, 0);
  const ReadTap read(headers.Make(Reread(compared.path().file(0), headers.Places())));
  const TimingTable timing = TableOfTiming(read.capture(), 0);
  ASSERT_EQ(timing.count,
            engine.connections()[0].segments[0] + engine.connections()[0].segments[1]);
  const TimingTable direct = TableOfTiming(compared.tap(0).capture(), 0);
  EXPECT_EQ(timing.arrival, direct.arrival);
  EXPECT_EQ(timing.lost_proof, direct.lost_proof);
  ASSERT_EQ(timing.place.size(), 1u);
  EXPECT_GT(timing.place[0], 0);
  EXPECT_LT(timing.place[0], 1);
  uint32_t lost = 0;
  for (size_t row = 0; row < timing.count; ++row) {
    const bool is_lost = static_cast<Arrival>(timing.arrival[row]) == Arrival::lost;
    lost += is_lost ? 1 : 0;
    EXPECT_EQ(std::isnan(timing.arrived[3 * row]), is_lost);
    if (!is_lost) {
      EXPECT_LE(timing.sent[3 * row], timing.arrived[3 * row]);
    }
  }
  EXPECT_GT(lost, 0u);
}

TEST(TapSummaryTest, CountsPacketsOnce) {
  const ComparedPath compared({.loss_permille = {0, 30, 0}});
  const TapSummaryTable summary = TableOfTapSummary(compared.comparison());
  EXPECT_EQ(summary.connections, 1u);
  EXPECT_EQ(summary.fates[static_cast<size_t>(TapFate::both)], compared.score().pairs);
  EXPECT_LE(summary.offset_low, summary.offset);
  EXPECT_LE(summary.offset, summary.offset_high);
}

}  // namespace
}  // namespace tcpladder::test
