// Which earlier segment carried these sequence numbers first.
#ifndef TCPLADDER_CORE_ENGINE_ORIGINALS_H_
#define TCPLADDER_CORE_ENGINE_ORIGINALS_H_

#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "core/engine/segment_record.h"

namespace tcpladder {

// Remembers, for each direction, the rows that first carried each range of sequence numbers.
class Originals {
 public:
  // The part of a segment that was carried before.
  struct Carried {
    uint32_t row = kNone;  // the earliest segment that carried its first number
    uint32_t numbers = 0;  // how many numbers at its beginning were all carried before
  };

  // Returns an empty Carried if the record is new or occupies no sequence number. Call in capture
  // order. O(log rows) each, amortised: a segment that spans many gaps fills all of them.
  Carried Add(const SegmentRecord& record, uint32_t row);

 private:
  // Numbers that a row was the first to carry. No other range contains the beginning of one.
  struct Stretch {
    int64_t first;
    int64_t end;  // all before it is carried, by this range or by those that follow it
    uint32_t row;
  };
  struct Direction {
    bool begun = false;
    uint32_t newest = 0;                // raw number of the last segment, to unwrap the next
    int64_t position = 0;               // the same, unwrapped
    std::vector<Stretch> in_order;      // ascending: each was after all others when it came
    std::map<int64_t, Stretch> filled;  // gaps, by first number

    // The last range that begins at `number` or before; null if there is none.
    Stretch* Before(int64_t number);
    // Where the first range after `number` begins, or `limit` if that is nearer.
    int64_t NextFirst(int64_t number, int64_t limit) const;
    Carried Take(int64_t first, int64_t end, uint32_t row);
  };
  std::array<Direction, 2> directions_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_ORIGINALS_H_
