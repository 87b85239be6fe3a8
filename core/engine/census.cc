// Connections are sorted by listener, then by source; each group is read once. Nothing here is
// keyed by a hash that a hostile capture could make collide.
#include "core/engine/census.h"

#include <algorithm>
#include <span>
#include <tuple>

#include "core/net/tcp_flags.h"
#include "core/tcp/verdict.h"

namespace tcpladder {
namespace {

// A host repeats its SYN ACK after a second (RFC 6298 section 2.1): until then at least it waits.
constexpr int64_t kFirstRetryNs = 1'000'000'000;

enum class Result : uint8_t { completed, half_open, unanswered, refused };

struct Attempt {
  IpAddress client, server;
  uint16_t port = 0;
  Result result = Result::unanswered;
  bool data = false;  // either end sent a byte
  uint32_t syn_ack_retries = 0;
  // While the listener waited for the third segment; empty where begin = end.
  int64_t wait_begin_ns = 0, wait_end_ns = 0;
};

Result ResultOf(const Verdict& verdict) {
  if (verdict.opening == Opening::refused) return Result::refused;
  if (verdict.opening == Opening::unanswered) return Result::unanswered;
  return verdict.third_row == kNoRow ? Result::half_open : Result::completed;
}

// Times of the SYN ACK and of what ended the wait for its answer.
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

bool Before(const IpAddress& a, const IpAddress& b) {
  return std::tie(a.version, a.bytes) < std::tie(b.version, b.bytes);
}

bool ByListener(const Attempt& a, const Attempt& b) {
  if (a.server != b.server) return Before(a.server, b.server);
  if (a.port != b.port) return a.port < b.port;
  return Before(a.client, b.client);
}

bool BySource(const Attempt& a, const Attempt& b) {
  if (a.client != b.client) return Before(a.client, b.client);
  if (a.server != b.server) return Before(a.server, b.server);
  return a.port < b.port;
}

// The most waits that overlap, and when they first do.
void FindPeak(std::span<const Attempt> attempts, Listener& listener) {
  struct Change {
    int64_t time_ns;
    int by;
  };
  std::vector<Change> changes;
  for (const Attempt& attempt : attempts) {
    if (attempt.wait_end_ns <= attempt.wait_begin_ns) continue;
    changes.push_back({attempt.wait_begin_ns, 1});
    changes.push_back({attempt.wait_end_ns, -1});
  }
  std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) {
    return a.time_ns != b.time_ns ? a.time_ns < b.time_ns : a.by < b.by;
  });
  int waiting = 0;
  for (const Change& change : changes) {
    waiting += change.by;
    if (waiting <= static_cast<int>(listener.peak_half_open)) continue;
    listener.peak_half_open = static_cast<uint32_t>(waiting);
    listener.peak_ns = change.time_ns;
  }
}

Listener Summarise(std::span<const Attempt> attempts) {
  Listener listener{.address = attempts[0].server, .port = attempts[0].port};
  const IpAddress* previous = nullptr;
  for (const Attempt& attempt : attempts) {
    ++listener.attempts;
    listener.completed += attempt.result == Result::completed;
    listener.half_open += attempt.result == Result::half_open;
    listener.unanswered += attempt.result == Result::unanswered;
    listener.refused += attempt.result == Result::refused;
    listener.syn_ack_retries += attempt.syn_ack_retries;
    if (!previous || *previous != attempt.client) ++listener.sources;
    previous = &attempt.client;
  }
  FindPeak(attempts, listener);
  listener.flood =
      listener.peak_half_open >= Census::kFloodPeak && listener.completed * 2 < listener.attempts;
  return listener;
}

Scanner Weigh(std::span<const Attempt> attempts) {
  Scanner scanner{.address = attempts[0].client};
  const Attempt* previous = nullptr;
  for (const Attempt& attempt : attempts) {
    ++scanner.attempts;
    scanner.refused += attempt.result == Result::refused;
    scanner.unanswered += attempt.result == Result::unanswered;
    const bool answered =
        attempt.result == Result::completed || attempt.result == Result::half_open;
    scanner.dropped += answered && !attempt.data;
    if (!previous || BySource(*previous, attempt)) ++scanner.targets;
    previous = &attempt;
  }
  return scanner;
}

bool Scans(const Scanner& scanner) {
  const uint32_t fruitless = scanner.refused + scanner.unanswered + scanner.dropped;
  return scanner.targets >= Census::kScanTargets && fruitless * 2 > scanner.attempts;
}

// Calls `take` with each run of neighbours that `same` holds together.
template <typename Same, typename Take>
void ForEachGroup(std::span<const Attempt> attempts, Same same, Take take) {
  for (size_t begin = 0; begin < attempts.size();) {
    size_t end = begin + 1;
    while (end < attempts.size() && same(attempts[begin], attempts[end])) ++end;
    take(attempts.subspan(begin, end - begin));
    begin = end;
  }
}

}  // namespace

Census TakeCensus(const Engine& engine) {
  Census census;
  std::vector<Attempt> attempts;
  for (size_t i = 0; i < engine.connections().size(); ++i) {
    const Connection& connection = engine.connections()[i];
    const Verdict verdict = VerdictOf(connection.tracker);
    census.open_at_end += verdict.outcome == Outcome::still_open;
    if (verdict.opening == Opening::mid_stream || verdict.opening == Opening::reply_only) {
      ++census.begun_before;
      continue;
    }
    const ConnectionEnds ends = engine.EndsOf(connection);
    Attempt attempt{.client = ends.addresses[0],
                    .server = ends.addresses[1],
                    .port = ends.ports[1],
                    .result = ResultOf(verdict),
                    .data = connection.payload[0] + connection.payload[1] > 0};
    MeasureWait(engine, connection, verdict, attempt);
    attempts.push_back(attempt);
  }

  std::sort(attempts.begin(), attempts.end(), ByListener);
  ForEachGroup(
      attempts,
      [](const Attempt& a, const Attempt& b) { return a.server == b.server && a.port == b.port; },
      [&](std::span<const Attempt> group) { census.listeners.push_back(Summarise(group)); });
  std::stable_sort(census.listeners.begin(), census.listeners.end(),
                   [](const Listener& a, const Listener& b) { return a.attempts > b.attempts; });

  std::sort(attempts.begin(), attempts.end(), BySource);
  ForEachGroup(
      attempts, [](const Attempt& a, const Attempt& b) { return a.client == b.client; },
      [&](std::span<const Attempt> group) {
        if (const Scanner scanner = Weigh(group); Scans(scanner)) {
          census.scanners.push_back(scanner);
        }
      });
  std::stable_sort(census.scanners.begin(), census.scanners.end(),
                   [](const Scanner& a, const Scanner& b) { return a.targets > b.targets; });
  return census;
}

}  // namespace tcpladder
