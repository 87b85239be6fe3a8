// Finds the later segments that answer the questions which events leave open.
#ifndef TCPLADDER_CORE_ENGINE_LATER_ROWS_H_
#define TCPLADDER_CORE_ENGINE_LATER_ROWS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "core/base/unwrapped.h"
#include "core/engine/segment_record.h"
#include "core/tcp/events.h"

namespace tcpladder {

// Answers the questions that events leave open, in one pass over the segments of a connection:
//   seq_ahead, fin_early  the row that fills the gap. If the bytes are acknowledged without such a
//                         row, only the capture lacks them, and the answer is the row of that ACK;
//   acks_uncaptured       the row that carries the first of those numbers after all.
// O(log questions) for each segment and question.
class LaterRows {
 public:
  struct Answer {
    size_t question;  // ordinal of the event among all events of the connection
    uint32_t row;
  };

  // Whether an event leaves such a question open; `later_row` is its last argument.
  static bool Asks(const Event& event);

  // Call with the next segment, its events, and the number of events before them. Returns what it
  // answers; valid until the next call.
  const std::vector<Answer>& Take(const SegmentRecord& record, uint32_t row, const Events& events,
                                  size_t events_before);

 private:
  // Open questions about the numbers of one end, by the unwrapped number.
  struct Numbers {
    Unwrapped numbers;
    std::multimap<int64_t, size_t> gaps, uncaptured;
  };

  void Answers(std::multimap<int64_t, size_t>& open, int64_t first, int64_t end, uint32_t row);

  std::array<Numbers, 2> ends_;
  std::vector<Answer> answers_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_LATER_ROWS_H_
