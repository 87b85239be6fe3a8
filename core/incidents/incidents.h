// What happened in a capture: one line for each kind that somebody may have to act on, with who it
// was.
#ifndef TCPLADDER_CORE_INCIDENTS_INCIDENTS_H_
#define TCPLADDER_CORE_INCIDENTS_INCIDENTS_H_

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/engine/engine.h"
#include "core/incidents/connection_measures.h"
#include "core/net/ip_address.h"

namespace tcpladder {

enum class IncidentKind : uint8_t {
#define INCIDENT(id) id,
#include "core/incidents/incidents.def"
#undef INCIDENT
};

inline constexpr std::array kIncidentNames = {
#define INCIDENT(id) std::string_view(#id),
#include "core/incidents/incidents.def"
#undef INCIDENT
};

// An address, or a port of it where `port` is not 0.
struct Party {
  IpAddress address;
  uint16_t port = 0;

  bool operator==(const Party&) const = default;
};

// One kind over all connections that have it. incidents.def says what `times` and `seconds` count.
struct Incident {
  IncidentKind kind{};
  uint32_t connections = 0;
  uint64_t times = 0;
  int64_t least_ns = 0, most_ns = 0, sum_ns = 0;  // over the connections
  // Who has most of it: its connections, and its share of `times`. All where they are those above.
  Party who{};
  uint32_t who_connections = 0;
  uint64_t who_times = 0;
  // Of no_answer and busy_pair: the other side where there is one, and how many there are. A port
  // of 0 stands for more than one.
  Party other{};
  uint32_t others = 0;
  uint32_t first = 0;  // connection with most of it, the one of `who` first
  uint32_t row = 0;    // segment of it that shows it
  // Payload bytes: the shortest that never arrives, the longest that does. Of black_hole only.
  uint32_t length = 0, smaller = 0;
};

struct Incidents {
  // Connections of one client to one port of one server, and their share of all, to be told.
  static constexpr uint32_t kBusyPair = 100;
  // Resets after nearly equal idle times: at least so many, and half of all resets after a second.
  static constexpr uint32_t kLeastIdleResets = 3;
  static constexpr int64_t kLeastIdleNs = 1'000'000'000;
  // For so long an application has not closed its end.
  static constexpr int64_t kLeastCloseWaitNs = 1'000'000'000;

  std::vector<Incident> incidents;  // in the order of incidents.def, one of each kind at most
  // One bit for each kind that a connection has part in, by its number; none for busy_pair.
  std::vector<uint16_t> kinds;
  // What else the same look at every connection shows, by their numbers.
  std::vector<ConnectionMeasures> measures;
};

// Linear in the segments; connections are sorted by address a few times. What a scan leaves
// unanswered is told as a scan only.
Incidents IncidentsOf(const Engine& engine);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_INCIDENTS_INCIDENTS_H_
