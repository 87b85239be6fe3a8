// What happened in a capture: one line for each kind of incident that may need action, with the
// ends involved.
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

// An address, or one of its ports if `port` is not 0.
struct Party {
  IpAddress address;
  uint16_t port = 0;

  bool operator==(const Party&) const = default;
};

// One kind over all connections with it. incidents.def says what `times` and `seconds` count.
struct Incident {
  IncidentKind kind{};
  uint32_t connections = 0;
  uint64_t times = 0;
  int64_t least_ns = 0, most_ns = 0, sum_ns = 0;  // over the connections
  // Who has most of it: its connections and share of `times`. All of them if there is only one.
  Party who{};
  uint32_t who_connections = 0;
  uint64_t who_times = 0;
  // For no_answer and busy_pair: the other side, if there is one, and how many there are. Port 0
  // means more than one.
  Party other{};
  uint32_t others = 0;
  uint32_t first = 0;  // connection with most of it, preferably of `who`
  uint32_t row = 0;    // segment of it that shows it
  // Payload bytes: the shortest that never arrives, the longest that does. For black_hole only.
  uint32_t length = 0, smaller = 0;
};

struct Incidents {
  // From this many connections of a client to a port of a server on, and this share of all.
  static constexpr uint32_t kBusyPair = 100;
  // At least this many resets after nearly equal idle times, and half of all after a second.
  static constexpr uint32_t kLeastIdleResets = 3;
  static constexpr int64_t kLeastIdleNs = 1'000'000'000;
  // An application that has not closed its end for this long.
  static constexpr int64_t kLeastCloseWaitNs = 1'000'000'000;

  std::vector<Incident> incidents;  // in the order of incidents.def, at most one of each kind
  // One bit for each kind in which a connection takes part, by its number; none for busy_pair.
  std::vector<uint16_t> kinds;
  // Further results of the same pass, by connection.
  std::vector<ConnectionMeasures> measures;
};

// Linear in the segments; connections are sorted by address a few times. Unanswered SYNs of a scan
// are reported only as a scan.
Incidents IncidentsOf(const Engine& engine);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_INCIDENTS_INCIDENTS_H_
