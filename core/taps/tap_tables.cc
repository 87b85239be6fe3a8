#include "core/taps/tap_tables.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <vector>

#include "core/taps/moments.h"

namespace tcpladder {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
constexpr size_t kFates = []() {
  size_t count = 0;
#define TAP_FATE(id) ++count;
#include "core/taps/tap_fates.def"
#undef TAP_FATE
  return count;
}();

TapFate FateOf(TapVerdict verdict) {
  switch (verdict) {
    case TapVerdict::both:
      return TapFate::both;
    case TapVerdict::lost:
      return TapFate::lost_between;
    case TapVerdict::missed:
      return TapFate::missed;
    case TapVerdict::duplicate:
      return TapFate::duplicate;
    case TapVerdict::outside:
      return TapFate::outside;
    case TapVerdict::unknown:
      break;
  }
  return TapFate::unknown;
}

double SecondsOrUnknown(int64_t ns) { return ns < 0 ? kUnknown : Seconds(ns); }

// The position of a tap as a fraction of the whole round trip: 0 at the client.
double Share(int64_t to_client_ns, int64_t around_ns) {
  return around_ns <= 0 ? kUnknown
                        : static_cast<double>(to_client_ns) / static_cast<double>(around_ns);
}

// Writes times to columns.
class TimingColumns {
 public:
  explicit TimingColumns(int64_t start_ns) : start_ns_(start_ns) {}

  void AddSent(const std::optional<Moment>& moment) { Put(table.sent, moment); }
  void AddArrived(Arrival arrival, const std::optional<Moment>& moment, uint32_t proof_row) {
    Put(table.arrived, moment);
    table.arrival.push_back(static_cast<uint8_t>(arrival));
    table.lost_proof.push_back(proof_row);
    ++table.count;
  }

  TimingTable table;

 private:
  void Put(std::vector<double>& column, const std::optional<Moment>& moment) const {
    for (const int64_t Moment::*part : {&Moment::best_ns, &Moment::low_ns, &Moment::high_ns}) {
      column.push_back(moment ? Seconds((*moment).*part - start_ns_) : kUnknown);
    }
  }

  int64_t start_ns_;
};

uint32_t RowIn(const std::vector<uint32_t>& segments, uint32_t segment) {
  const auto found = std::lower_bound(segments.begin(), segments.end(), segment);
  return found != segments.end() && *found == segment
             ? static_cast<uint32_t>(found - segments.begin())
             : kNone;
}

// The times of all connections of a group that one capture contains.
class GroupMoments {
 public:
  GroupMoments(const MergedConnection& merged, uint8_t file) {
    for (const GroupMember& member : merged.group().members) {
      if (member.file != file) continue;
      tables_.push_back(MomentsOf(merged.captures()[file], member.connection));
      for (size_t end = 0; end < 2; ++end) {
        const int64_t trip = tables_.back().round_trip_ns[member.flipped ? 1 - end : end];
        if (trip >= 0) least_[end] = least_[end] < 0 ? trip : std::min(least_[end], trip);
      }
    }
  }

  struct Found {
    const MomentTable* table = nullptr;
    uint32_t row = kNone;
  };
  Found Find(uint32_t segment) const {
    for (const MomentTable& table : tables_) {
      const uint32_t row = segment == kNone ? kNone : RowIn(table.segment, segment);
      if (row != kNone) return {&table, row};
    }
    return {};
  }
  // Shortest round-trip times to the group's client and server; negative if unknown.
  int64_t round_trip_ns(size_t end) const { return least_[end]; }

 private:
  std::vector<MomentTable> tables_;
  std::array<int64_t, 2> least_{-1, -1};
};

class MergedColumns {
 public:
  MergedColumns(const MergedConnection& merged, const Engine& read)
      : merged_(merged),
        read_(read),
        moments_{GroupMoments(merged, 0), GroupMoments(merged, 1)},
        timing_(read.totals().start_ns) {}

  MergedTables Make(const Connection& connection) {
    for (uint32_t i = connection.first_segment; i != kNone; i = read_.segments()[i].next) {
      const uint32_t row = read_.segments()[i].frame - 1;
      merged_row_.push_back(row);
    }
    row_of_.assign(merged_.rows().size(), kNone);
    for (uint32_t i = 0; i < merged_row_.size(); ++i) row_of_[merged_row_[i]] = i;
    NoteProofs();
    uint32_t out = 0;
    for (uint32_t i = connection.first_segment; i != kNone; i = read_.segments()[i].next, ++out) {
      AddRow(merged_.rows()[merged_row_[out]], out, read_.segments()[i].from());
    }
    AddPlaces();
    tables_.timing = std::move(timing_.table);
    return std::move(tables_);
  }

 private:
  // The tap that is closer to the sending end, which its packets pass first.
  static uint8_t First(const MergedRow& row) { return row.first == FirstTap::b ? 1 : 0; }

  void AddRow(const MergedRow& row, uint32_t out, uint8_t from) {
    PassageTable& passages = tables_.passages;
    const uint8_t first = First(row), second = 1 - first;
    const bool known = row.first != FirstTap::unknown;
    if (known) first_of_[from] = first;
    for (uint8_t file = 0; file < 2; ++file) {
      const uint32_t segment = row.segment[file];
      const Engine& engine = merged_.captures()[file].engine;
      passages.frame.push_back(segment == kNone ? kNone : engine.segments()[segment].frame);
      passages.seen.push_back(segment == kNone ? kUnknown : Since(SeenAt(row, file)));
    }
    passages.first.push_back(static_cast<uint8_t>(row.first));
    const bool both = row.segment[0] != kNone && row.segment[1] != kNone;
    const bool told = both && known && merged_.clock_known();
    passages.delay.push_back(told ? Seconds(SeenAt(row, second) - SeenAt(row, first)) : kUnknown);
    TapFate fate = FateOf(row.verdict);
    uint32_t proof = proof_row_[out];
    const Arrived arrived = ArrivalOf(row, second, fate);
    if (known && both && fate == TapFate::both && arrived.arrival == Arrival::lost) {
      fate = TapFate::lost_behind;
      proof = arrived.proof;
    }
    passages.fate.push_back(static_cast<uint8_t>(fate));
    passages.proof.push_back(proof);
    ++passages.count;
    timing_.AddSent(SentAt(row, first));
    timing_.AddArrived(arrived.arrival, arrived.moment,
                       arrived.arrival == Arrival::lost ? proof : kNone);
  }

  std::optional<Moment> SentAt(const MergedRow& row, uint8_t first) const {
    if (row.first == FirstTap::unknown) return std::nullopt;
    const auto found = moments_[first].Find(row.segment[first]);
    if (!found.table || !found.table->sent_known[found.row]) return std::nullopt;
    return OnFirstClock(first, found.table->sent[found.row]);
  }

  struct Arrived {
    Arrival arrival = Arrival::unknown;
    std::optional<Moment> moment{};
    uint32_t proof = kNone;
  };
  Arrived ArrivalOf(const MergedRow& row, uint8_t second, TapFate fate) const {
    if (fate == TapFate::lost_between) return {Arrival::lost, std::nullopt, kNone};
    if (row.first == FirstTap::unknown) return {};
    const auto found = moments_[second].Find(row.segment[second]);
    if (!found.table) return {};
    const auto arrival = static_cast<Arrival>(found.table->arrival[found.row]);
    if (arrival == Arrival::unknown) return {};
    if (arrival == Arrival::lost) {
      return {arrival, std::nullopt, RowShowing(second, found.table->lost_proof[found.row])};
    }
    return {arrival, OnFirstClock(second, found.table->arrived[found.row])};
  }

  Moment OnFirstClock(uint8_t file, const Moment& moment) const {
    return {merged_.OnFirstClock(file, moment.best_ns), merged_.OnFirstClock(file, moment.low_ns),
            merged_.OnFirstClock(file, moment.high_ns)};
  }

  int64_t SeenAt(const MergedRow& row, uint8_t file) const {
    const TapCapture& capture = merged_.captures()[file];
    return merged_.OnFirstClock(file, capture.TimeOf(capture.engine.segments()[row.segment[file]]));
  }
  double Since(int64_t time_ns) const { return Seconds(time_ns - read_.totals().start_ns); }

  uint32_t RowShowing(uint8_t file, uint32_t segment) const {
    const uint32_t row = merged_.RowOf(file, segment);
    return row == kNone ? kNone : row_of_[row];
  }

  void NoteProofs() {
    proof_row_.assign(merged_row_.size(), kNone);
    for (const TapProof& proof : merged_.comparison().proofs) {
      const uint32_t row = RowShowing(proof.file, proof.segment);
      if (row != kNone) proof_row_[row] = RowShowing(proof.proof_file, proof.proof);
    }
  }

  // Places the taps by the round-trip times from each tap to the end next to it, and by the delays
  // between the taps.
  void AddPlaces() {
    TimingTable& table = timing_.table;
    table.place.assign(2, kUnknown);
    const bool a_is_nearer = first_of_[0] ? *first_of_[0] == 0 : first_of_[1].value_or(1) == 1;
    const uint8_t client_tap = a_is_nearer ? 0 : 1, server_tap = 1 - client_tap;
    const int64_t to_client = moments_[client_tap].round_trip_ns(0);
    const int64_t to_server = moments_[server_tap].round_trip_ns(1);
    table.round_trip = {SecondsOrUnknown(to_client), SecondsOrUnknown(to_server)};
    const auto& between = merged_.least_delay_ns();
    if (!merged_.clock_known() || between[0] < 0 || between[1] < 0) return;
    // An end that never answers is assumed to be at the tap.
    const int64_t client = std::max<int64_t>(0, to_client),
                  server = std::max<int64_t>(0, to_server);
    const int64_t around = client + between[0] + between[1] + server;
    table.place[client_tap] = Share(client, around);
    table.place[server_tap] = Share(around - server, around);
  }

  const MergedConnection& merged_;
  const Engine& read_;
  std::array<GroupMoments, 2> moments_;
  std::vector<uint32_t> merged_row_;  // by row of the table
  std::vector<uint32_t> row_of_;      // the inverse of merged_row_
  std::vector<uint32_t> proof_row_;
  std::array<std::optional<uint8_t>, 2> first_of_;  // by end: the first tap of its packets
  TimingColumns timing_;
  MergedTables tables_;
};

}  // namespace

TimingTable TableOfTiming(const TapCapture& capture, uint32_t connection) {
  if (connection >= capture.engine.connections().size()) return {};
  const MomentTable moments = MomentsOf(capture, connection);
  TimingColumns columns(capture.engine.totals().start_ns);
  for (size_t row = 0; row < moments.segment.size(); ++row) {
    const auto arrival = static_cast<Arrival>(moments.arrival[row]);
    const auto when = [&](bool known, const Moment& moment) {
      return known ? std::optional(moment) : std::nullopt;
    };
    columns.AddSent(when(moments.sent_known[row] != 0, moments.sent[row]));
    columns.AddArrived(
        arrival, when(arrival == Arrival::estimated, moments.arrived[row]),
        arrival == Arrival::lost ? RowIn(moments.segment, moments.lost_proof[row]) : kNone);
  }
  const auto& [client, server] = moments.round_trip_ns;
  columns.table.round_trip = {SecondsOrUnknown(client), SecondsOrUnknown(server)};
  columns.table.place = {client < 0 || server < 0 ? kUnknown : Share(client, client + server)};
  return std::move(columns.table);
}

MergedTables TablesOfMerged(const MergedConnection& merged, const Engine& read,
                            uint32_t connection) {
  if (connection >= read.connections().size()) return {};
  return MergedColumns(merged, read).Make(read.connections()[connection]);
}

uint32_t ConnectionIn(const MergedConnection& merged, const Engine& read, uint32_t connection) {
  const Engine& first = merged.captures()[0].engine;
  if (connection >= first.connections().size()) return kNone;
  const uint32_t row = merged.RowOf(0, first.connections()[connection].first_segment);
  for (uint32_t i = 0; i < read.connections().size(); ++i) {
    for (uint32_t k = read.connections()[i].first_segment; k != kNone;
         k = read.segments()[k].next) {
      if (read.segments()[k].frame == row + 1) return i;
    }
  }
  return kNone;
}

TapSummaryTable TableOfTapSummary(const TapComparison& comparison) {
  const ClockEstimate& clock = comparison.clock;
  TapSummaryTable table;
  const auto seconds = [](const std::optional<int64_t>& ns) {
    return ns ? Seconds(*ns) : kUnknown;
  };
  table.connections = comparison.connections;
  table.translated = comparison.translated;
  table.alone.assign(2, 0);
  for (size_t i = 0; i < comparison.groups.size(); ++i) {
    const ConnectionGroup group = comparison.groups[i];
    if (group.members.size() == 1) ++table.alone[group.members.front().file];
  }
  table.fates.assign(kFates, 0);
  for (size_t file = 0; file < 2; ++file) {
    for (size_t i = 0; i < comparison.verdict[file].size(); ++i) {
      const auto verdict = static_cast<TapVerdict>(comparison.verdict[file][i]);
      // A pair is in both columns, so it is counted only once.
      if (file == 1 && verdict == TapVerdict::both) continue;
      table.fates[static_cast<size_t>(FateOf(verdict))] += 1;
    }
  }
  table.pairs = {static_cast<double>(clock.pairs[0]), static_cast<double>(clock.pairs[1])};
  table.reference = Seconds(clock.reference_ns);
  table.offset = seconds(clock.offset_ns);
  table.offset_low = seconds(clock.low_ns);
  table.offset_high = seconds(clock.high_ns);
  table.drift = clock.drift_ppm.value_or(kUnknown);
  table.contradictory = clock.contradictory ? 1 : 0;
  return table;
}

}  // namespace tcpladder
