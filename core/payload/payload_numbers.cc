#include "core/payload/payload_numbers.h"

#include <algorithm>

#include "core/analysis/analyses.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {

PayloadNumbers::PayloadNumbers(const Connection& connection, uint8_t end) {
  const auto& sender = connection.tracker.end(end);
  if (!sender.iss_known) return;
  known_ = begun_ = true;
  highest_seq_ = sender.iss + 1;
}

std::optional<int64_t> PayloadNumbers::Of(const SegmentRecord& record) {
  if (record.length == 0 || record.length == kNoLength) return std::nullopt;
  // The byte of a keep-alive probe is not part of the stream (RFC 9293 section 3.8.4).
  if (AnalysisSet(record.analysis).Has(Analysis::keep_alive)) return std::nullopt;
  const Seq first = Seq(record.seq) + (record.flags & kSyn ? 1U : 0U);
  if (!begun_) {
    begun_ = true;
    highest_seq_ = first;
  }
  const int64_t from = At(first);
  const int64_t to = from + record.length;
  if (from > highest_ + kMostAhead || (known_ && to <= 0)) return std::nullopt;
  if (to > highest_) {
    highest_ = to;
    highest_seq_ = first + record.length;
  }
  return from;
}

}  // namespace tcpladder
