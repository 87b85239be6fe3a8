// The command `incidents`: what happened in a capture, one line per kind.

#include "core/incidents/incidents.h"

#include <cinttypes>
#include <cstdio>
#include <string>

#include "tests/dump/command.h"

namespace tcpladder::dump {

int DumpIncidents(const Settings& settings, Arguments arguments) {
  Engine engine(OptionsOf(settings));
  const int status = ReadCapture(arguments[0], engine);
  if (status == kWrongUsage) return status;
  std::puts(
      "kind\tconnections\ttimes\tleast_ns\tmost_ns\tsum_ns\twho\twho_port\twho_connections\t"
      "who_times\tother\tother_port\tothers\tfirst\trow\tlength\tsmaller");
  for (const Incident& incident : IncidentsOf(engine).incidents) {
    std::printf(
        "%s\t%" PRIu32 "\t%" PRIu64 "\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t%s\t%u\t%" PRIu32
        "\t%" PRIu64 "\t%s\t%u\t%" PRIu32 "\t%" PRIu32 "\t%" PRIu32 "\t%" PRIu32 "\t%" PRIu32 "\n",
        std::string(kIncidentNames[static_cast<size_t>(incident.kind)]).c_str(),
        incident.connections, incident.times, incident.least_ns, incident.most_ns, incident.sum_ns,
        incident.who.address.ToString().c_str(), incident.who.port, incident.who_connections,
        incident.who_times, incident.other.address.ToString().c_str(), incident.other.port,
        incident.others, incident.first, incident.row, incident.length, incident.smaller);
  }
  return status;
}

}  // namespace tcpladder::dump
