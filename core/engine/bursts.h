// Data segments that one end sent in a row.
#ifndef TCPLADDER_CORE_ENGINE_BURSTS_H_
#define TCPLADDER_CORE_ENGINE_BURSTS_H_

#include <array>
#include <cstdint>
#include <vector>

#include "core/base/seq.h"
#include "core/engine/segment_record.h"
#include "core/engine/tables.h"

namespace tcpladder {

// A burst is the data of one end between two segments of the other end with data. Segments without
// new data are left out. If the capture misses some of the data, its size is not known, and it
// counts as no burst.
class BurstFinder {
 public:
  // Fills `burst_place`, `burst_segments` and `burst_bytes`; they must have their length.
  explicit BurstFinder(ExchangeTable& table) : table_(table) {}

  // Call in capture order, for each segment that belongs to the connection and probes nothing.
  // fresh: its payload bytes that were not sent before. interrupted: it acknowledges data of the
  // other end that was not captured.
  void Take(const SegmentRecord& record, uint32_t row, uint32_t fresh, bool interrupted);
  void Finish();

 private:
  struct Burst {
    std::vector<uint32_t> rows;
    uint64_t bytes = 0;
    int64_t missing = 0;  // numbers before captured ones that were not captured yet
    bool whole = true;
  };
  struct End {
    Burst burst;
    Seq next;  // after everything it was seen to send
    bool next_known = false;
  };

  void Close(Burst& burst);

  ExchangeTable& table_;
  std::array<End, 2> ends_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_BURSTS_H_
