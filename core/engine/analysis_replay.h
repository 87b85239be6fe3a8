// A connection analysed once more from its records, this time with the numbers behind each word.
#ifndef TCPLADDER_CORE_ENGINE_ANALYSIS_REPLAY_H_
#define TCPLADDER_CORE_ENGINE_ANALYSIS_REPLAY_H_

#include <cstdint>
#include <vector>

#include "core/analysis/analysis_terms.h"
#include "core/analysis/wireshark_fields.h"
#include "core/engine/engine.h"
#include "core/engine/reread.h"

namespace tcpladder {

// Terms of one word about one segment.
struct AnalysisReason {
  uint32_t row = 0;  // ordinal of the segment in its connection, from 0
  AnalysisTerms terms;
};

struct AnalysisReplay {
  std::vector<AnalysisReason> reasons;  // rows ascend
  std::vector<WiresharkFields> fields;  // one per segment
  uint8_t completeness = 0;             // tcp.completeness after the last segment
};

// Why each segment of a connection got its analysis, and the fields beside it. A segment has no
// reasons where the records do not lead to the same words again: they keep neither cut headers, nor
// headers that ICMP errors quote, nor options where `rereads` has none. Linear in the number of
// connections and, but for many segments in flight, in the segments on the same two ends.
AnalysisReplay ReplayAnalysis(const Engine& engine, const Connection& connection,
                              const Rereads& rereads);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_ANALYSIS_REPLAY_H_
