#include "core/incidents/connection_measures.h"

#include <algorithm>

#include "core/base/seq.h"
#include "core/limits/path_times.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {
namespace {

bool IsWait(const Stall& stall) {
  return stall.cause == StallCause::zero_window || stall.cause == StallCause::retransmission ||
         stall.cause == StallCause::acknowledgment;
}

double ThroughputOf(const SummarySources& sources, uint8_t sender) {
  uint64_t bytes = 0;
  int64_t first_ns = 0, last_ns = 0;
  Seq highest;
  bool begun = false;
  for (uint32_t row = 0; row < sources.count(); ++row) {
    const SegmentRecord& record = sources.At(row);
    if (record.from() != sender || record.length == 0 || record.length == kNoLength) continue;
    const Seq end = Seq(record.seq) + record.length;
    if (begun && end <= highest) continue;
    const uint32_t beyond = begun ? static_cast<uint32_t>(end.Since(highest)) : record.length;
    if (!begun) first_ns = record.time_ns;
    begun = true;
    bytes += std::min(beyond, record.length);
    last_ns = std::max(last_ns, record.time_ns);
    highest = end;
  }
  const int64_t took_ns = last_ns - first_ns;
  return took_ns > 0 ? static_cast<double>(bytes) * 1e9 / static_cast<double>(took_ns) : 0;
}

}  // namespace

ConnectionMeasures MeasuresOf(const SummarySources& sources, const std::vector<Stall>& stalls) {
  ConnectionMeasures measures;
  const auto& payload = sources.connection.payload;
  const uint8_t sender = payload[1] > payload[0] ? 1 : 0;
  for (const Stall& stall : stalls) {
    if (!IsWait(stall)) continue;
    measures.longest_stall_ns = std::max(measures.longest_stall_ns, stall.duration_ns);
    measures.stalls_ns += stall.duration_ns;
  }
  const PathTimes times = PathTimesOf(sources.engine, sources.connection, sender);
  if (times.sender_known && times.receiver_known) measures.round_trip_ns = times.round_trip_ns();
  measures.throughput = ThroughputOf(sources, sender);
  return measures;
}

}  // namespace tcpladder
