// Analyses a connection again from its records, this time with the numbers behind each flag.
#ifndef TCPLADDER_CORE_ENGINE_ANALYSIS_REPLAY_H_
#define TCPLADDER_CORE_ENGINE_ANALYSIS_REPLAY_H_

#include <array>
#include <cstdint>
#include <vector>

#include "core/analysis/analysis_terms.h"
#include "core/analysis/wireshark_fields.h"
#include "core/engine/engine.h"
#include "core/engine/reread.h"

namespace tcpladder {

// Terms of one flag of one segment.
struct AnalysisReason {
  uint32_t row = 0;  // ordinal of the segment in its connection, from 0
  AnalysisTerms terms;
};

// Wireshark's fields about a stream once all of it has been read.
struct StreamTotals {
  int64_t initial_rtt_ns = 0;
  std::array<uint32_t, 2> contiguous{};  // by direction; see WiresharkFields
  uint8_t completeness = 0;              // tcp.completeness
};

// The replayed values of one segment besides its analysis flags.
struct ReplayedSegment {
  WiresharkFields fields;
  uint32_t stream = 0;    // of AnalysisReplay::streams
  uint8_t direction = 0;  // of StreamTotals::contiguous
};

struct AnalysisReplay {
  std::vector<AnalysisReason> reasons;    // rows ascend
  std::vector<ReplayedSegment> segments;  // one per segment
  std::vector<StreamTotals> streams;      // all on the same two ends

  // The totals of the stream that contains the connection's last segment.
  StreamTotals LastStream() const {
    return segments.empty() ? StreamTotals() : streams[segments.back().stream];
  }
};

// Returns why each segment of a connection got its analysis flags, and related fields. A segment
// has no reasons if its record does not lead to the same flags again, because records do not
// contain options and `rereads` does not contain those of this segment. Linear in the numbers of
// connections, quoted headers and segments between the same two ends, unless many segments are in
// flight.
AnalysisReplay ReplayAnalysis(const Engine& engine, const Connection& connection,
                              const Rereads& rereads);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_ANALYSIS_REPLAY_H_
