// Connections are sorted by listener, then by source, and each group is read once. There is no hash
// table whose keys a hostile capture could make collide.
#include "core/engine/endpoint_statistics.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <utility>

#include "core/engine/row_sort.h"
#include "core/net/tcp_flags.h"
#include "core/tcp/verdict.h"

namespace tcpladder {
namespace {

// A host repeats its SYN ACK after one second (RFC 6298 section 2.1), so a half-open connection
// lasts at least that long.
constexpr int64_t kFirstRetryNs = 1'000'000'000;

enum class Result : uint8_t { completed, half_open, unanswered, refused };

struct Attempt {
  IpAddress client, server;
  uint16_t port = 0;
  Result result = Result::unanswered;
  bool data = false;  // either end sent a byte
  uint32_t syns = 0;  // SYNs that the client sent without an answer; 1 if it got one
  uint32_t syn_ack_retries = 0;
  // The time in which the connection was half-open; empty if begin = end.
  int64_t wait_begin_ns = 0, wait_end_ns = 0;
};

Result ResultOf(const Verdict& verdict) {
  if (verdict.opening == Opening::refused) return Result::refused;
  if (verdict.opening == Opening::unanswered) return Result::unanswered;
  return verdict.third_row == kNoRow ? Result::half_open : Result::completed;
}

// Finds the times of the SYN ACK and of the segment that completed or reset the connection.
void MeasureWait(const Engine& engine, const Connection& connection, const Verdict& verdict,
                 Attempt& attempt) {
  if (verdict.syn_rows[1] == kNoRow) return;
  const uint32_t end_row = std::min(verdict.third_row, verdict.reset_row);
  uint32_t row = 0;
  for (uint32_t i = connection.first_segment; i != kNone; i = engine.segments()[i].next, ++row) {
    const SegmentRecord& record = engine.segments()[i];
    if (row == verdict.syn_rows[1]) attempt.wait_begin_ns = record.time_ns;
    if (row > verdict.syn_rows[1] && record.from() == 1 && (record.flags & kSyn)) {
      ++attempt.syn_ack_retries;
    }
    if (row == end_row) {
      attempt.wait_end_ns = record.time_ns;
      return;
    }
  }
  const int64_t capture_end = engine.totals().duration_ns;
  attempt.wait_end_ns =
      std::min(capture_end, std::max(connection.latest_ns, attempt.wait_begin_ns + kFirstRetryNs));
}

// Sorts by descending `Measure`; the sort is stable.
template <auto Measure, typename T>
void SortByMost(std::vector<T>& items) {
  std::vector<Row> rows = RowsOf(items);
  SortRows(rows, [](Row left, Row right) {
    const T& a = *static_cast<const T*>(left);
    const T& b = *static_cast<const T*>(right);
    return a.*Measure != b.*Measure ? a.*Measure > b.*Measure : std::less<Row>()(left, right);
  });
  std::vector<T> sorted;
  sorted.reserve(rows.size());
  for (const Row row : rows) sorted.push_back(*static_cast<const T*>(row));
  items = std::move(sorted);
}

// One group of attempts, sorted.
using Attempts = std::span<const Row>;
const Attempt& At(Row row) { return *static_cast<const Attempt*>(row); }

bool ByListener(Row left, Row right) {
  const Attempt& a = At(left);
  const Attempt& b = At(right);
  if (const int order = a.server.Compare(b.server)) return order < 0;
  if (a.port != b.port) return a.port < b.port;
  return a.client.Compare(b.client) < 0;
}

bool BySource(Row left, Row right) {
  const Attempt& a = At(left);
  const Attempt& b = At(right);
  if (const int order = a.client.Compare(b.client)) return order < 0;
  if (const int order = a.server.Compare(b.server)) return order < 0;
  return a.port < b.port;
}

bool BeginsBefore(Row a, Row b) { return At(a).wait_begin_ns < At(b).wait_begin_ns; }
bool EndsBefore(Row a, Row b) { return At(a).wait_end_ns < At(b).wait_end_ns; }

// The half-open times of one listener, in the order in which they begin. Single pass.
class Waits {
 public:
  explicit Waits(Attempts attempts) {
    for (const Row row : attempts) {
      if (At(row).wait_end_ns > At(row).wait_begin_ns) begins_.push_back(row);
    }
    ends_ = begins_;
    SortRows(begins_, BeginsBefore);
    SortRows(ends_, EndsBefore);
  }

  bool AllBegun() const { return begun_ == begins_.size(); }
  // When the next one begins. Call only if !AllBegun().
  int64_t NextBegin() const { return At(begins_[begun_]).wait_begin_ns; }
  // Starts the next one; returns how many overlap at its beginning.
  uint32_t Begin() {
    const int64_t now = NextBegin();
    ++begun_;
    return Waiting(now);
  }
  // How many of the started ones last beyond `now`.
  uint32_t Waiting(int64_t now) {
    while (ended_ < begun_ && At(ends_[ended_]).wait_end_ns <= now) ++ended_;
    return static_cast<uint32_t>(begun_ - ended_);
  }

 private:
  std::vector<Row> begins_, ends_;
  size_t begun_ = 0, ended_ = 0;
};

// The largest number of half-open connections at once, and when it is first reached.
void FindPeak(Waits waits, Listener& listener) {
  while (!waits.AllBegun()) {
    const int64_t now = waits.NextBegin();
    const uint32_t waiting = waits.Begin();
    if (waiting <= listener.peak_half_open) continue;
    listener.peak_half_open = waiting;
    listener.peak_ns = now;
  }
}

// The largest number of half-open connections in each part of the capture.
std::vector<uint32_t> CurveOf(Waits waits, int64_t duration_ns) {
  std::vector<uint32_t> curve;
  curve.reserve(EndpointStatistics::kCurveBins);
  constexpr auto kBins = static_cast<int64_t>(EndpointStatistics::kCurveBins);
  const int64_t width = duration_ns / kBins;
  for (int64_t bin = 0; bin < kBins; ++bin) {
    const bool last = bin + 1 == kBins;
    uint32_t most = waits.Waiting(width * bin);
    while (!waits.AllBegun() && (last || waits.NextBegin() < width * (bin + 1))) {
      most = std::max(most, waits.Begin());
    }
    curve.push_back(most);
  }
  return curve;
}

Listener Summarise(Attempts attempts, int64_t duration_ns) {
  const Attempt& first = At(attempts[0]);
  Listener listener;
  listener.address = first.server;
  listener.port = first.port;
  const IpAddress* previous = nullptr;
  for (const Row row : attempts) {
    const Attempt& attempt = At(row);
    ++listener.attempts;
    listener.completed += attempt.result == Result::completed;
    listener.half_open += attempt.result == Result::half_open;
    listener.unanswered += attempt.result == Result::unanswered;
    listener.refused += attempt.result == Result::refused;
    listener.syn_ack_retries += attempt.syn_ack_retries;
    if (!previous || *previous != attempt.client) ++listener.sources;
    previous = &attempt.client;
  }
  const Waits waits(attempts);
  FindPeak(waits, listener);
  listener.flood = listener.peak_half_open >= EndpointStatistics::kFloodPeak &&
                   listener.completed * 2 < listener.attempts;
  if (listener.flood) listener.half_open_over_time = CurveOf(waits, duration_ns);
  return listener;
}

// Counts distinct ports, up to the number that indicates a scan.
class DistinctPorts {
 public:
  void Add(uint16_t port) {
    const auto end = ports_.begin() + static_cast<std::ptrdiff_t>(count_);
    if (count_ < ports_.size() && std::find(ports_.begin(), end, port) == end) {
      ports_[count_++] = port;
    }
  }
  bool many() const { return count_ == ports_.size(); }

 private:
  std::array<uint16_t, EndpointStatistics::kScanTargets> ports_{};
  size_t count_ = 0;
};

struct Weighed {
  Scanner scanner;
  uint64_t syns = 0;
  DistinctPorts ports;
};

Weighed Weigh(Attempts attempts) {
  Weighed weighed;
  Scanner& scanner = weighed.scanner;
  scanner.address = At(attempts[0]).client;
  Row previous = nullptr;
  for (const Row row : attempts) {
    const Attempt& attempt = At(row);
    ++scanner.attempts;
    weighed.syns += attempt.syns;
    weighed.ports.Add(attempt.port);
    scanner.refused += attempt.result == Result::refused;
    scanner.unanswered += attempt.result == Result::unanswered;
    const bool answered =
        attempt.result == Result::completed || attempt.result == Result::half_open;
    scanner.dropped += answered && !attempt.data;
    if (!previous || BySource(previous, row)) ++scanner.targets;
    previous = row;
  }
  return weighed;
}

// A client that repeats its SYNs to a few ports wants those services: this is not a scan.
bool Scans(const Weighed& weighed) {
  const Scanner& scanner = weighed.scanner;
  const uint32_t fruitless = scanner.refused + scanner.unanswered + scanner.dropped;
  const bool insists = weighed.syns >= uint64_t{2} * scanner.targets;
  return scanner.targets >= EndpointStatistics::kScanTargets && fruitless * 2 > scanner.attempts &&
         (weighed.ports.many() || !insists);
}

// Calls `take` for each run of adjacent attempts that are equal under `same`.
template <typename Same, typename Take>
void ForEachGroup(Attempts attempts, Same same, Take take) {
  for (size_t begin = 0; begin < attempts.size();) {
    size_t end = begin + 1;
    while (end < attempts.size() && same(At(attempts[begin]), At(attempts[end]))) ++end;
    take(attempts.subspan(begin, end - begin));
    begin = end;
  }
}

}  // namespace

HalfOpenPort HalfOpenPortOf(const Engine& engine, uint32_t connection) {
  HalfOpenPort port;
  const auto half_open = [](const Connection& each) {
    return VerdictOf(each.tracker).opening == Opening::half_open;
  };
  const Connection& asked = engine.connections()[connection];
  if (!half_open(asked)) return port;
  const ConnectionEnds own = engine.EndsOf(asked);
  std::vector<IpAddress> clients;
  int64_t first_ns = 0, last_ns = 0;
  for (size_t i = 0; i < engine.connections().size(); ++i) {
    const Connection& each = engine.connections()[i];
    const ConnectionEnds ends = engine.EndsOf(each);
    if (ends.ports[1] != own.ports[1] || ends.addresses[1] != own.addresses[1]) continue;
    ++port.attempts;
    if (!half_open(each)) continue;
    const int64_t start_ns = engine.StartOf(each);
    first_ns = clients.empty() ? start_ns : std::min(first_ns, start_ns);
    last_ns = clients.empty() ? start_ns : std::max(last_ns, start_ns);
    clients.push_back(ends.addresses[0]);
  }
  port.half_open = static_cast<uint32_t>(clients.size());
  port.within_ns = last_ns - first_ns;
  std::vector<Row> sorted = RowsOf(clients);
  SortRows(sorted, [](Row left, Row right) {
    return static_cast<const IpAddress*>(left)->Compare(*static_cast<const IpAddress*>(right)) < 0;
  });
  const IpAddress* previous = nullptr;
  for (const Row row : sorted) {
    const auto* client = static_cast<const IpAddress*>(row);
    if (!previous || *previous != *client) ++port.sources;
    previous = client;
  }
  return port;
}

EndpointStatistics EndpointStatisticsOf(const Engine& engine) {
  EndpointStatistics statistics;
  std::vector<Attempt> attempts;
  for (size_t i = 0; i < engine.connections().size(); ++i) {
    const Connection& connection = engine.connections()[i];
    const Verdict verdict = VerdictOf(connection.tracker);
    statistics.open_at_end += verdict.outcome == Outcome::still_open;
    if (verdict.opening == Opening::mid_stream || verdict.opening == Opening::reply_only) {
      ++statistics.begun_before;
      continue;
    }
    const ConnectionEnds ends = engine.EndsOf(connection);
    Attempt attempt{.client = ends.addresses[0],
                    .server = ends.addresses[1],
                    .port = ends.ports[1],
                    .result = ResultOf(verdict),
                    .data = connection.payload[0] + connection.payload[1] > 0};
    attempt.syns = attempt.result == Result::unanswered ? connection.segments[0] : 1;
    MeasureWait(engine, connection, verdict, attempt);
    attempts.push_back(attempt);
  }

  std::vector<Row> sorted = RowsOf(attempts);
  SortRows(sorted, ByListener);
  ForEachGroup(
      sorted,
      [](const Attempt& a, const Attempt& b) { return a.server == b.server && a.port == b.port; },
      [&](Attempts group) {
        statistics.listeners.push_back(Summarise(group, engine.totals().duration_ns));
      });
  SortByMost<&Listener::attempts>(statistics.listeners);

  SortRows(sorted, BySource);
  ForEachGroup(
      sorted, [](const Attempt& a, const Attempt& b) { return a.client == b.client; },
      [&](Attempts group) {
        if (const Weighed weighed = Weigh(group); Scans(weighed)) {
          statistics.scanners.push_back(weighed.scanner);
        }
      });
  SortByMost<&Scanner::targets>(statistics.scanners);
  return statistics;
}

}  // namespace tcpladder
