#include "core/incidents/incident_table.h"

#include "core/incidents/connection_measures.h"
#include "core/incidents/incidents.h"

namespace tcpladder {
namespace {

void AddAddress(const IpAddress& address, std::vector<uint8_t>& column) {
  column.insert(column.end(), address.bytes.begin(), address.bytes.end());
}

void Add(const Incident& incident, IncidentTable& table) {
  ++table.count;
  table.kind.push_back(static_cast<uint8_t>(incident.kind));
  table.connections.push_back(incident.connections);
  table.times.push_back(static_cast<double>(incident.times));
  table.least.push_back(Seconds(incident.least_ns));
  table.most.push_back(Seconds(incident.most_ns));
  table.sum.push_back(Seconds(incident.sum_ns));
  table.who_version.push_back(incident.who.address.version);
  AddAddress(incident.who.address, table.who);
  table.who_port.push_back(incident.who.port);
  table.who_connections.push_back(incident.who_connections);
  table.who_times.push_back(static_cast<double>(incident.who_times));
  table.other_version.push_back(incident.other.address.version);
  AddAddress(incident.other.address, table.other);
  table.other_port.push_back(incident.other.port);
  table.others.push_back(incident.others);
  table.first.push_back(incident.first);
  table.row.push_back(incident.row);
  table.length.push_back(incident.length);
  table.smaller.push_back(incident.smaller);
}

}  // namespace

IncidentTables TablesOfIncidents(const Engine& engine) {
  IncidentTables tables;
  const Incidents found = IncidentsOf(engine);
  for (const Incident& incident : found.incidents) Add(incident, tables.incidents);
  MeasureTable& measures = tables.measures;
  measures.incidents = found.kinds;
  for (const ConnectionMeasures& each : found.measures) {
    ++measures.count;
    measures.longest_stall.push_back(Seconds(each.longest_stall_ns));
    measures.stalls.push_back(Seconds(each.stalls_ns));
    measures.round_trip.push_back(each.round_trip_ns < 0 ? -1 : Seconds(each.round_trip_ns));
    measures.throughput.push_back(each.throughput);
  }
  return tables;
}

}  // namespace tcpladder
