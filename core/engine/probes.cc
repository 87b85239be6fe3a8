#include "core/engine/probes.h"

#include "core/analysis/analyses.h"
#include "core/net/tcp_flags.h"

namespace tcpladder {

Probe ProbeFinder::Take(const SegmentRecord& record, uint32_t row) {
  const Probe probe = KindOf(record, row);
  if (record.flags & kRst) return probe;
  End& own = ends_[record.from()];
  own.closed = record.window == 0;
  if (record.flags & kAck) {
    own.acked = Seq(record.ack);
    own.acked_known = true;
  }
  return probe;
}

Probe ProbeFinder::KindOf(const SegmentRecord& record, uint32_t row) const {
  const uint8_t from = record.from();
  if ((record.flags & (kSyn | kFin | kRst)) || record.length > 1) return Probe::none;
  const bool opened = verdict_.third_row == kNoRow || verdict_.third_row < row;
  if (verdict_.fin_rows[from] < row || !opened) return Probe::none;
  const AnalysisSet said(record.analysis);
  const End& peer = ends_[1 - from];
  // One byte at the edge of the closed window, however often it is sent.
  const bool at_edge = record.length == 1 && peer.acked_known && Seq(record.seq) == peer.acked;
  const bool keeps_alive = said.Has(Analysis::keep_alive);
  if (peer.closed && (at_edge || keeps_alive || said.Has(Analysis::zero_window_probe))) {
    return Probe::window;
  }
  return keeps_alive ? Probe::keep_alive : Probe::none;
}

}  // namespace tcpladder
