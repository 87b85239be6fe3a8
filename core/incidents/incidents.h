// The incidents of a capture: one summary for each kind that may need action, with the ends
// involved.
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

// One kind, over all affected connections. incidents.def defines `times` and the measured time.
struct Incident {
  IncidentKind kind{};
  uint32_t connections = 0;
  uint64_t times = 0;
  int64_t least_ns = 0, most_ns = 0, sum_ns = 0;  // over the affected connections
  // The party that accounts for more than half of `times`, if any: its connections and its share.
  Party who{};
  uint32_t who_connections = 0;
  uint64_t who_times = 0;
  // For no_answer and busy_pair: the other side, and the number of its addresses. `other` is the
  // first of them; its port is 0 if there are several ports.
  Party other{};
  uint32_t others = 0;
  uint32_t first = 0;  // an affected connection, the first of `who` if there is one
  uint32_t row = 0;    // segment of that connection that shows it
  // For black_hole only: payload bytes of the shortest segment that never arrives and of the
  // longest that does.
  uint32_t length = 0, smaller = 0;
};

struct Incidents {
  // At least this many connections of one client to one port of a server, and more than half of all
  // connections.
  static constexpr uint32_t kBusyPair = 100;
  // At least this many resets after nearly equal idle times, and half of all resets after a second.
  static constexpr uint32_t kLeastIdleResets = 3;
  static constexpr int64_t kLeastIdleNs = 1'000'000'000;
  // The minimum time for which an application has not closed its end.
  static constexpr int64_t kLeastCloseWaitNs = 1'000'000'000;

  std::vector<Incident> incidents;  // in the order of incidents.def, at most one of each kind
  // For each connection, one bit per kind that affects it, at the kind's index; never set for
  // busy_pair.
  std::vector<uint16_t> kinds;
  // Measured in the same pass, by connection.
  std::vector<ConnectionMeasures> measures;
};

// Linear in the segments, plus a few sorts of the connections by address. The unanswered SYNs of a
// scan are reported only as a scan.
Incidents IncidentsOf(const Engine& engine);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_INCIDENTS_INCIDENTS_H_
