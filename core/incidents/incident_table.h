// Incidents and measures as columns: what crosses into JavaScript.
#ifndef TCPLADDER_CORE_INCIDENTS_INCIDENT_TABLE_H_
#define TCPLADDER_CORE_INCIDENTS_INCIDENT_TABLE_H_

#include "core/engine/engine.h"
#include "core/engine/tables.h"

namespace tcpladder {

struct IncidentTables {
  IncidentTable incidents;
  MeasureTable measures;
};

// Linear in the segments of the capture; see incidents.h.
IncidentTables TablesOfIncidents(const Engine& engine);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_INCIDENTS_INCIDENT_TABLE_H_
