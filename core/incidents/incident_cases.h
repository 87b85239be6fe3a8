// The incidents of one connection, before they are counted over all connections.
#ifndef TCPLADDER_CORE_INCIDENTS_INCIDENT_CASES_H_
#define TCPLADDER_CORE_INCIDENTS_INCIDENT_CASES_H_

#include <cstdint>
#include <vector>

#include "core/engine/summary.h"
#include "core/incidents/incidents.h"

namespace tcpladder {

// How one connection is affected by an incident.
struct IncidentCase {
  IncidentKind kind{};
  uint8_t end = 0;         // whose address is reported: 0 client, 1 server
  bool with_port = false;  // whether its port is reported, too
  uint32_t connection = 0;
  uint32_t row = 0;  // segment that shows the incident
  uint32_t times = 0;
  int64_t ns = 0;
  uint32_t length = 0, smaller = 0;
};

// Appends the cases of one connection. Any reset after at least a second of idle time is an
// idle_reset here; resets with no similar ones are removed later. `stalls` are StallsOf(sources),
// empty if the connection's times come from two clocks. Linear in its segments.
void AddCases(const SummarySources& sources, uint32_t connection, const std::vector<Stall>& stalls,
              std::vector<IncidentCase>& cases);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_INCIDENTS_INCIDENT_CASES_H_
