// Which earlier segment carried these sequence numbers first?
#ifndef TCPLADDER_CORE_ENGINE_ORIGINALS_H_
#define TCPLADDER_CORE_ENGINE_ORIGINALS_H_

#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "core/engine/segment_record.h"

namespace tcpladder {

// Remembers, for each direction, the rows that first carried each stretch of sequence space.
class Originals {
 public:
  // What of a segment was carried before.
  struct Carried {
    uint32_t row = kNone;  // the earliest segment that carried its first number
    uint32_t numbers = 0;  // that it begins with, all carried
  };

  // Nothing where the record is new or takes no number. Rows are given in capture order; O(log
  // rows) each, taken together: a segment that spans many holes leaves none of them.
  Carried Add(const SegmentRecord& record, uint32_t row);

 private:
  // Numbers that a row was the first to carry. What one stretch begins, no other one contains.
  struct Stretch {
    int64_t first;
    int64_t end;  // all before it is carried, by this stretch or by those that follow it
    uint32_t row;
  };
  struct Direction {
    bool begun = false;
    uint32_t newest = 0;                // raw number of the last segment, to unwrap the next
    int64_t position = 0;               // the same, unwrapped
    std::vector<Stretch> in_order;      // ascending: each lay behind all others when it came
    std::map<int64_t, Stretch> filled;  // holes, by first number

    // The stretch that begins last of those that begin at `number` or before; null where none.
    Stretch* Before(int64_t number);
    // Where the first one behind `number` begins, or `limit` where that is nearer.
    int64_t NextFirst(int64_t number, int64_t limit) const;
    Carried Take(int64_t first, int64_t end, uint32_t row);
  };
  std::array<Direction, 2> directions_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_ORIGINALS_H_
