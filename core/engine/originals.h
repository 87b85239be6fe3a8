// Which earlier segment carried these sequence numbers first?
#ifndef TCPLADDER_CORE_ENGINE_ORIGINALS_H_
#define TCPLADDER_CORE_ENGINE_ORIGINALS_H_

#include <array>
#include <cstdint>
#include <map>

#include "core/engine/segment_record.h"

namespace tcpladder {

// Remembers, for each direction, the rows that first carried each stretch of sequence space.
class Originals {
 public:
  // Row of the earliest segment that carried the first number of `record`, or kNone where the
  // record is new or takes no number. Rows are given in capture order, O(log rows) each.
  uint32_t Add(const SegmentRecord& record, uint32_t row);

 private:
  struct Stretch {
    int64_t end;
    uint32_t row;
  };
  struct Direction {
    bool begun = false;
    uint32_t newest = 0;                   // raw number of the last segment, to unwrap the next
    int64_t position = 0;                  // the same, unwrapped
    std::map<int64_t, Stretch> stretches;  // by first number; they do not overlap
  };
  std::array<Direction, 2> directions_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_ORIGINALS_H_
