// What each ACK is the first to acknowledge, and which ACK first covers each segment.
#ifndef TCPLADDER_CORE_ENGINE_ACKNOWLEDGED_H_
#define TCPLADDER_CORE_ENGINE_ACKNOWLEDGED_H_

#include <array>
#include <cstdint>
#include <map>

#include "core/base/unwrapped.h"
#include "core/engine/segment_record.h"
#include "core/engine/tables.h"
#include "core/tcp/tracker.h"

namespace tcpladder {

class AckFinder {
 public:
  // Fills `acked_numbers`, `acked_bytes` and `acked_by`; they must have their length. The tracker
  // is that of the whole connection.
  AckFinder(const Tracker& tracker, ExchangeTable& table) : tracker_(tracker), table_(table) {}

  // Call in capture order, for each segment that belongs to the connection. O(log segments in
  // flight), amortised.
  void Take(const SegmentRecord& record, uint32_t row, bool probes);

 private:
  // The numbers of one end.
  struct Numbers {
    Unwrapped numbers;
    std::multimap<int64_t, uint32_t> waiting;  // where segments end that no ACK covers, their rows
    int64_t first = 0, acked = 0;  // lowest that was sent, highest that was acknowledged
    bool sent = false, acked_known = false;
    bool begins_bare = false;  // its first segment takes no number, or probes: it may be an old one
  };

  void Send(const SegmentRecord& record, uint32_t row, bool probes);
  void Acknowledge(const SegmentRecord& record, uint32_t row);

  const Tracker& tracker_;
  ExchangeTable& table_;
  std::array<Numbers, 2> ends_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_ACKNOWLEDGED_H_
