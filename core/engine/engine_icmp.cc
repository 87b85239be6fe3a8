// ICMP errors: the connection that each one concerns.
#include "core/engine/engine.h"

namespace tcpladder {

// Returns the flow that the quoted segment belongs to, among those between its ends.
uint32_t Engine::TakeError(const Frame& frame, const TcpSegment& quote, uint32_t first,
                           bool reversed) {
  WaitingError error{.flow = first, .reversed = reversed};
  error.quote.seq = quote.seq;
  error.quote.flags = quote.flags;
  error.quote.extent = quote.extent;
  error.record = {.time_ns = frame.time_ns - start_ns_,
                  .offset = frame.file_offset,
                  .frame = frame.number,
                  .seq = quote.seq,
                  .error = *quote.icmp};
  for (uint32_t flow = first; flow != kNone; flow = NextFlow(flow)) {
    if (AttachError(flows_[flow].connection, error)) return flow;
  }
  if (waiting_errors_.size() == IcmpErrors::kMaxWaiting) {
    GiveUp(waiting_errors_.front());
    waiting_errors_.erase(waiting_errors_.begin());
  }
  waiting_errors_.push_back(error);
  return first;
}

// False if the error does not concern this connection.
bool Engine::AttachError(uint32_t connection, const WaitingError& waiting) {
  if (connection == kNone) return false;
  const Connection& about = connections_[connection];
  IcmpRecord record = waiting.record;
  record.to = (waiting.reversed ? 1 : 0) != about.client ? 1 : 0;
  record.after = about.segments[0] + about.segments[1];
  if (!QuotesSegmentOf(about.tracker.end(record.to), waiting.quote)) return false;
  const IcmpError& error = record.error;
  if (const int64_t age = icmp_errors_.CopyAge(connection, record); age >= 0) {
    NoteCopy(CopyKind::identical, age, record.frame, record.offset);
    if (options_.set_aside_duplicates) return true;
  }
  if (!icmp_errors_.Add(connection, record)) {
    findings_.Add(FindingId::k_icmp_not_kept, 0, record.frame, record.offset,
                  {static_cast<int64_t>(icmp_errors_.size()), IcmpErrors::kMaxPerConnection});
    return true;
  }
  findings_.Add(FindingId::k_icmp_error,
                uint64_t{error.source.version} << 16 | uint64_t{error.type} << 8 | error.code,
                record.frame, record.offset, {error.type, error.code, error.source.version});
  return true;
}

// Called after the first segment of the newest connection on `flow`. Waiting errors are stored
// under `first`, the first flow between the two ends.
void Engine::AttachWaiting(uint32_t first, uint32_t flow) {
  std::erase_if(waiting_errors_, [&](const WaitingError& error) {
    return error.flow == first && AttachError(flows_[flow].connection, error);
  });
}

void Engine::GiveUp(const WaitingError& waiting) {
  const IcmpRecord& record = waiting.record;
  findings_.Add(FindingId::k_icmp_unmatched, 0, record.frame, record.offset,
                {record.error.type, record.error.code, record.seq});
}

}  // namespace tcpladder
