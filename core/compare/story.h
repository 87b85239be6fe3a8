// A connection as a sequence of steps that are independent of the capture: of its sequence numbers
// and times, and of how data was divided into segments and acknowledged.
#ifndef TCPLADDER_CORE_COMPARE_STORY_H_
#define TCPLADDER_CORE_COMPARE_STORY_H_

#include <array>
#include <cstdint>
#include <vector>

#include "core/engine/engine.h"
#include "core/engine/reread.h"

namespace tcpladder {

// Rows of the connection, both included; kNone if there are none.
struct Rows {
  uint32_t first = kNone, last = kNone;

  void Take(uint32_t row) {
    if (first == kNone) first = row;
    last = row;
  }
};

// How often an end did something unusual, and the row of the first time.
struct Times {
  uint32_t count = 0, row = kNone;

  void Take(uint32_t at) {
    if (count++ == 0) row = at;
  }
};

// The events counted for each end in a step.
struct StepMarks {
  std::array<Times, 2> repeated, zero_window, keep_alive;
};

// The payload of one end up to the first payload of the other end that acknowledges all of it. If
// an end sends before it has received everything from the other, both belong to one step.
struct DataStep {
  Rows rows;
  uint8_t first_end = 0;
  std::array<uint64_t, 2> bytes{};  // counted once, without retransmissions
  int64_t idle_ns = 0;              // the longest time before or between its segments
  uint32_t idle_row = kNone;        // the segment that ends that time
  StepMarks marks;

  bool together() const { return bytes[0] > 0 && bytes[1] > 0; }
};

struct Story {
  // The SYN of each end, if it was captured.
  struct Syn {
    bool captured = false, options_known = false;
    uint32_t row = kNone;
    std::vector<uint8_t> kinds;  // of its options, ascending, without padding
    int mss = -1, window_scale = -1;
  };
  enum Answer : uint8_t { no_answer, syn_ack, reset };

  std::array<Syn, 2> syns;
  Answer answer = no_answer;
  uint32_t answer_row = kNone;
  bool completed = false;
  uint32_t third_row = kNone;
  Rows opening;
  StepMarks opening_marks;
  int64_t round_trip_ns = 0;  // measured in the handshake; 0 if it was not captured

  std::vector<DataStep> steps;

  Rows closing;
  std::array<uint32_t, 2> fin_rows{kNone, kNone}, reset_rows{kNone, kNone};
  int64_t closing_idle_ns = 0;
  StepMarks closing_marks;
  bool fins_cross = false;

  std::vector<uint8_t> looks;  // of each segment; see RowLook
};

// The properties that aligned segments have in common.
enum RowLook : uint8_t {
  kLookServer = 1,
  kLookSyn = 2,
  kLookFin = 4,
  kLookReset = 8,
  kLookPayload = 16,
  kLookRepeats = 32,
};

// Linear in the connection's segments. Without `rereads`, no options are known except MSS and
// window scale.
Story StoryOf(const Engine& engine, const Connection& connection, const Rereads& rereads);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_COMPARE_STORY_H_
