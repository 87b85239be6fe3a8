#include "core/incidents/incidents.h"

#include <algorithm>
#include <cstddef>
#include <span>

#include "core/engine/endpoint_statistics.h"
#include "core/engine/row_sort.h"
#include "core/engine/summary.h"
#include "core/incidents/incident_cases.h"

namespace tcpladder {
namespace {

// Idle times are nearly equal if they differ by at most a twentieth, or by the usual delay of
// hosts.
constexpr int64_t kSpreadShare = 20, kLeastSpreadNs = 100'000'000;

bool Less(const IpAddress& a, const IpAddress& b) { return a.Compare(b) < 0; }

std::vector<Row> Sorted(const std::vector<IpAddress>& addresses) {
  std::vector<Row> rows = RowsOf(addresses);
  SortRows(rows, [](Row left, Row right) {
    return Less(*static_cast<const IpAddress*>(left), *static_cast<const IpAddress*>(right));
  });
  return rows;
}

// If a candidate has more than half of all votes, it remains at the end (Boyer-Moore majority
// vote). This takes one pass, and no table that a hostile capture could fill.
template <typename Candidate>
class Majority {
 public:
  void Vote(const Candidate& candidate, uint64_t votes) {
    if (lead_ == 0) candidate_ = candidate;
    if (candidate_ == candidate) {
      lead_ += votes;
    } else if (votes <= lead_) {
      lead_ -= votes;
    } else {
      lead_ = votes - lead_;
      candidate_ = candidate;
    }
  }
  const Candidate& candidate() const { return candidate_; }

 private:
  Candidate candidate_{};
  uint64_t lead_ = 0;
};

struct Pair {
  IpAddress client{};
  Party server{};

  bool operator==(const Pair&) const = default;
};

Pair PairOf(const Engine& engine, uint32_t connection) {
  const ConnectionEnds ends = engine.EndsOf(engine.connections()[connection]);
  return {ends.addresses[0], {ends.addresses[1], ends.ports[1]}};
}

Party PartyOf(const Engine& engine, const IncidentCase& one) {
  const ConnectionEnds ends = engine.EndsOf(engine.connections()[one.connection]);
  return {ends.addresses[one.end], one.with_port ? ends.ports[one.end] : uint16_t{0}};
}

// Keeps the largest group of nearly equal idle times, or nothing if there is none.
void KeepAlike(std::vector<IncidentCase>& resets) {
  std::vector<Row> rows = RowsOf(resets);
  SortRows(rows, [](Row left, Row right) {
    return static_cast<const IncidentCase*>(left)->ns < static_cast<const IncidentCase*>(right)->ns;
  });
  const auto idle_ns = [&](size_t i) { return static_cast<const IncidentCase*>(rows[i])->ns; };
  size_t best = 0, most = 0, first = 0;
  for (size_t last = 0; last < rows.size(); ++last) {
    const auto spread = [&] { return std::max(kLeastSpreadNs, idle_ns(first) / kSpreadShare); };
    while (idle_ns(last) - idle_ns(first) > spread()) ++first;
    if (last - first + 1 <= most) continue;
    most = last - first + 1;
    best = first;
  }
  const bool alike = most >= Incidents::kLeastIdleResets && most * 2 >= resets.size();
  const int64_t least_ns = alike ? idle_ns(best) : 0;
  const int64_t most_ns = alike ? idle_ns(best + most - 1) : -1;
  std::erase_if(resets,
                [&](const IncidentCase& one) { return one.ns < least_ns || one.ns > most_ns; });
}

// The unanswered SYNs of a scan do not show which hosts should have answered.
void LeaveOutScans(const Engine& engine, std::vector<IncidentCase>& unanswered) {
  if (unanswered.size() < EndpointStatistics::kScanTargets) return;
  std::vector<IpAddress> scanners;
  for (const Scanner& scanner : EndpointStatisticsOf(engine).scanners) {
    scanners.push_back(scanner.address);
  }
  const std::vector<Row> sorted = Sorted(scanners);
  std::erase_if(unanswered, [&](const IncidentCase& one) {
    const IpAddress client = PartyOf(engine, one).address;
    const auto found = std::lower_bound(sorted.begin(), sorted.end(), client,
                                        [](Row row, const IpAddress& address) {
                                          return Less(*static_cast<const IpAddress*>(row), address);
                                        });
    return found != sorted.end() && *static_cast<const IpAddress*>(*found) == client;
  });
}

// The addresses and ports that did not answer.
void CountOthers(const Engine& engine, std::span<const IncidentCase> cases, Incident& incident) {
  std::vector<IpAddress> addresses;
  addresses.reserve(cases.size());
  bool one_port = true;
  for (const IncidentCase& one : cases) {
    const Pair pair = PairOf(engine, one.connection);
    if (addresses.empty()) incident.other.port = pair.server.port;
    one_port &= pair.server.port == incident.other.port;
    addresses.push_back(pair.server.address);
  }
  const IpAddress* previous = nullptr;
  for (const Row row : Sorted(addresses)) {
    const auto* address = static_cast<const IpAddress*>(row);
    incident.others += !previous || *previous != *address;
    if (!previous) incident.other.address = *address;
    previous = address;
  }
  if (!one_port) incident.other.port = 0;
}

void FindWho(const Engine& engine, std::span<const IncidentCase> cases, Incident& incident) {
  Majority<Party> majority;
  for (const IncidentCase& one : cases) majority.Vote(PartyOf(engine, one), one.times);
  const Party& who = majority.candidate();
  uint32_t connections = 0, first = kNone, row = 0, previous = kNone;
  uint64_t times = 0;
  for (const IncidentCase& one : cases) {
    if (PartyOf(engine, one) != who) continue;
    connections += one.connection != previous;
    previous = one.connection;
    times += one.times;
    if (one.connection >= first) continue;
    first = one.connection;
    row = one.row;
  }
  if (times * 2 <= incident.times) return;
  incident.who = who;
  incident.who_connections = connections;
  incident.who_times = times;
  incident.first = first;
  incident.row = row;
}

Incident CountAll(const Engine& engine, std::span<const IncidentCase> cases) {
  Incident incident{.kind = cases[0].kind,
                    .least_ns = cases[0].ns,
                    .first = cases[0].connection,
                    .row = cases[0].row,
                    .length = cases[0].length};
  uint32_t previous = kNone;
  for (const IncidentCase& one : cases) {
    incident.connections += one.connection != previous;
    previous = one.connection;
    incident.times += one.times;
    incident.sum_ns += one.ns;
    incident.least_ns = std::min(incident.least_ns, one.ns);
    incident.most_ns = std::max(incident.most_ns, one.ns);
    incident.length = std::min(incident.length, one.length);
    incident.smaller = std::max(incident.smaller, one.smaller);
  }
  FindWho(engine, cases, incident);
  if (incident.kind == IncidentKind::no_answer) CountOthers(engine, cases, incident);
  return incident;
}

void AddBusyPair(const Engine& engine, std::vector<Incident>& incidents) {
  const auto count = static_cast<uint32_t>(engine.connections().size());
  if (count < Incidents::kBusyPair) return;
  Majority<Pair> majority;
  for (uint32_t i = 0; i < count; ++i) majority.Vote(PairOf(engine, i), 1);
  const Pair& busy = majority.candidate();
  Incident incident{.kind = IncidentKind::busy_pair,
                    .who = busy.server,
                    .other = {.address = busy.client},
                    .others = 1,
                    .first = kNone};
  int64_t begin_ns = 0, end_ns = 0;
  for (uint32_t i = 0; i < count; ++i) {
    if (PairOf(engine, i) != busy) continue;
    const int64_t start_ns = engine.StartOf(engine.connections()[i]);
    if (incident.first == kNone) begin_ns = start_ns;
    incident.first = std::min(incident.first, i);
    end_ns = std::max(end_ns, start_ns);
    ++incident.connections;
  }
  if (incident.connections < Incidents::kBusyPair || incident.connections * 2ULL <= count) return;
  incident.times = incident.who_times = incident.who_connections = incident.connections;
  incident.least_ns = incident.most_ns = incident.sum_ns = end_ns - begin_ns;
  incidents.push_back(incident);
}

}  // namespace

Incidents IncidentsOf(const Engine& engine) {
  Incidents all;
  const auto count = static_cast<uint32_t>(engine.connections().size());
  all.kinds.resize(count);
  all.measures.reserve(count);
  std::array<std::vector<IncidentCase>, kIncidentNames.size()> by_kind;
  std::vector<IncidentCase> cases;
  const Rereads none;
  for (uint32_t i = 0; i < count; ++i) {
    const SummarySources sources = SourcesOf(engine, engine.connections()[i], none);
    const bool one_clock = HasOneClock(sources);
    const auto stalls = one_clock ? StallsOf(sources) : std::vector<Stall>();
    all.measures.push_back(one_clock ? MeasuresOf(sources, stalls) : ConnectionMeasures());
    cases.clear();
    AddCases(sources, i, stalls, cases);
    for (const IncidentCase& one : cases) by_kind[static_cast<size_t>(one.kind)].push_back(one);
  }
  KeepAlike(by_kind[static_cast<size_t>(IncidentKind::idle_reset)]);
  LeaveOutScans(engine, by_kind[static_cast<size_t>(IncidentKind::no_answer)]);
  for (const auto& kind : by_kind) {
    if (kind.empty()) continue;
    all.incidents.push_back(CountAll(engine, kind));
    const auto bit = static_cast<uint16_t>(1U << static_cast<unsigned>(kind[0].kind));
    for (const IncidentCase& one : kind) all.kinds[one.connection] |= bit;
  }
  AddBusyPair(engine, all.incidents);
  return all;
}

}  // namespace tcpladder
