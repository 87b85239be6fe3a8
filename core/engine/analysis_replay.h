// A connection analysed once more from its records, this time with the numbers behind each word.
#ifndef TCPLADDER_CORE_ENGINE_ANALYSIS_REPLAY_H_
#define TCPLADDER_CORE_ENGINE_ANALYSIS_REPLAY_H_

#include <cstdint>
#include <vector>

#include "core/analysis/analysis_terms.h"
#include "core/engine/engine.h"

namespace tcpladder {

// Terms of one word about one segment.
struct AnalysisReason {
  uint32_t row = 0;  // ordinal of the segment in its connection, from 0
  AnalysisTerms terms;
};

// Why each segment of a connection got its analysis; rows ascend. A segment has no reasons where
// the records do not lead to the same words again: they keep neither cut headers, nor options
// outside the SYN, nor headers that ICMP errors quote. Linear in the number of connections and in
// the segments on the same two ends.
std::vector<AnalysisReason> AnalysisReasonsOf(const Engine& engine, const Connection& connection);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_ANALYSIS_REPLAY_H_
