#include "core/engine/bursts.h"

#include <algorithm>

#include "core/net/tcp_flags.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {

void BurstFinder::Take(const SegmentRecord& record, uint32_t row, uint32_t fresh,
                       bool interrupted) {
  End& own = ends_[record.from()];
  const bool has_length = record.length != kNoLength;
  const uint32_t length = has_length ? record.length : 0;
  if (record.flags & (kSyn | kRst | kFin)) Finish();
  if (interrupted) Close(own.burst);
  if (record.flags & kRst) return;
  if (length > 0) Close(ends_[1 - record.from()].burst);
  if (!has_length) own.burst.whole = false;
  const Seq first = Seq(record.seq) + (record.flags & kSyn ? 1 : 0);
  const Seq end = first + length + (record.flags & kFin ? 1 : 0);
  const bool counts = fresh > 0 && !(record.flags & (kSyn | kFin));
  if (own.next_known && !own.burst.rows.empty()) {
    const int32_t ahead = first.Since(own.next);
    if (ahead > 0) {
      own.burst.missing += ahead;
    } else if (counts && end <= own.next) {
      own.burst.missing = std::max<int64_t>(0, own.burst.missing - fresh);
    }
  }
  if (!own.next_known || end > own.next) own.next = end;
  own.next_known = true;
  if (!counts) return;
  own.burst.rows.push_back(row);
  own.burst.bytes += fresh;
}

void BurstFinder::Close(Burst& burst) {
  if (burst.whole && burst.missing == 0) {
    uint32_t place = 0;
    for (const uint32_t row : burst.rows) {
      table_.burst_place[row] = ++place;
      table_.burst_segments[row] = static_cast<uint32_t>(burst.rows.size());
      table_.burst_bytes[row] = static_cast<double>(burst.bytes);
    }
  }
  burst = {};
}

void BurstFinder::Finish() {
  for (End& end : ends_) Close(end.burst);
}

}  // namespace tcpladder
