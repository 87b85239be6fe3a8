// The individual checks for or against the address that a reset bears.
#ifndef TCPLADDER_CORE_RESETS_MARKS_H_
#define TCPLADDER_CORE_RESETS_MARKS_H_

#include <cstdint>
#include <vector>

#include "core/resets/observed_talk.h"
#include "core/resets/reset_judgment.h"

namespace tcpladder {

// Maximum number of segments of the same end, before and after it, that a reset is compared with.
inline constexpr size_t kComparedBefore = 24;
inline constexpr size_t kComparedAfter = 12;

// The shortest time from a segment passing the tap towards an end until its acknowledgment passes
// the tap on the way back.
struct ReactionTime {
  int64_t least_ns = 0;
  uint32_t samples = 0;
};
ReactionTime ReactionTimeOf(const ObservedTalk& talk, uint8_t end);

// One reset, or FIN, and the segments it is compared with.
struct Suspect {
  const ObservedTalk& talk;
  ObservedSegment segment;
  std::vector<ObservedSegment> before, after;  // of the same end, without resets; nearest last
  std::vector<ObservedSegment> elsewhere;      // of the same host in other connections
  ReactionTime reaction;
};

// Each adds to `judgment.against` or `judgment.agrees`, or to neither if it is inconclusive.
void CompareTtl(const Suspect& suspect, ResetJudgment& judgment);
void CompareDontFragment(const Suspect& suspect, ResetJudgment& judgment);
void CompareIdentification(const Suspect& suspect, ResetJudgment& judgment);
void CompareWindow(const Suspect& suspect, ResetJudgment& judgment);
void CompareOptions(const Suspect& suspect, ResetJudgment& judgment);
void CompareSequence(const Suspect& suspect, ResetJudgment& judgment);
// Returns true if it came impossibly soon.
bool CompareTiming(const Suspect& suspect, ResetJudgment& judgment);
void CompareCopies(const Suspect& suspect, ResetJudgment& judgment);
void CompareWhatFollows(const Suspect& suspect, ResetJudgment& judgment);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_RESETS_MARKS_H_
