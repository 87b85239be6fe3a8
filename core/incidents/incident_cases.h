// The incidents of one connection, before they are counted over all.
#ifndef TCPLADDER_CORE_INCIDENTS_INCIDENT_CASES_H_
#define TCPLADDER_CORE_INCIDENTS_INCIDENT_CASES_H_

#include <cstdint>
#include <vector>

#include "core/engine/summary.h"
#include "core/incidents/incidents.h"

namespace tcpladder {

// How a connection is part of an incident.
struct IncidentCase {
  IncidentKind kind{};
  uint8_t end = 0;         // whose address is told: 0 client, 1 server
  bool with_port = false;  // and whether its port is
  uint32_t connection = 0;
  uint32_t row = 0;  // segment that shows it
  uint32_t times = 0;
  int64_t ns = 0;
  uint32_t length = 0, smaller = 0;
};

// Appends those of one connection. A reset after a second or more of silence is an idle_reset here;
// whether it is one of many alike, shows later. `stalls` are StallsOf(sources), empty where its
// times are of two clocks. Linear in its segments.
void AddCases(const SummarySources& sources, uint32_t connection, const std::vector<Stall>& stalls,
              std::vector<IncidentCase>& cases);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_INCIDENTS_INCIDENT_CASES_H_
