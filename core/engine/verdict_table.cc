// The segments that show how a connection was opened and how it ended.
#include <algorithm>
#include <array>
#include <cstdint>

#include "core/analysis/analyses.h"
#include "core/engine/outcome.h"
#include "core/engine/segment_relations.h"
#include "core/engine/sent_numbers.h"
#include "core/engine/summary.h"
#include "core/engine/tables.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {
namespace {

void SetFirst(uint32_t& first, uint32_t row) { first = std::min(first, row); }

// Finds the first segment of each kind, and the opener.
void FindFirst(const SegmentTable& segments, VerdictTable& table) {
  for (uint32_t row = 0; row < segments.count; ++row) {
    const uint16_t flags = segments.flags[row];
    const uint8_t from = SenderOf(segments, row);
    if (flags & kRst) {
      SetFirst(table.reset, row);
      continue;
    }
    if (flags & kSyn) {
      SetFirst(table.syn[from], row);
      if (flags & kAck) SetFirst(table.syn_ack[from], row);
      const uint32_t opener = flags & kAck ? from ^ 1U : from;
      if (table.opener == kNone) table.opener = opener;
    }
    const uint32_t length = segments.length[row];
    if (length != 0 && length != kNoLength) SetFirst(table.data[from], row);
  }
}

// The FIN or RST that decides the outcome.
uint32_t RowOfEnd(const Verdict& verdict) {
  switch (verdict.outcome) {
    case Outcome::closed_by_client:
    case Outcome::half_closed_by_client:
      return verdict.fin_rows[0];
    case Outcome::closed_by_server:
    case Outcome::half_closed_by_server:
      return verdict.fin_rows[1];
    case Outcome::closed_together:
      return std::min(verdict.fin_rows[0], verdict.fin_rows[1]);
    case Outcome::reset_by_client:
    case Outcome::reset_by_server:
    case Outcome::refused:
      return verdict.reset_row;
    default:
      return kNone;
  }
}

struct Idle {
  double seconds = 0;
  uint32_t probes = 0;
};

// Whether the capture shows that nothing was sent right before a segment. This is unknown if the
// other end was not captured, or if segments are missing directly before it.
bool KnowsSilence(const SegmentTable& segments, uint32_t row) {
  const AnalysisSet analysis(segments.analysis[row]);
  if (analysis.Has(Analysis::lost_segment) || analysis.Has(Analysis::ack_lost_segment))
    return false;
  for (uint32_t other = 0; other < row; ++other) {
    if (SenderOf(segments, other) != SenderOf(segments, row)) return true;
  }
  return false;
}

// Idle time since the last segment, ignoring keep-alive probes and their answers; 0 if unknown.
Idle IdleBefore(const SegmentTable& segments, uint32_t row) {
  if (row == 0 || row == kNone) return {};
  Idle idle;
  uint32_t last = row - 1;
  for (; last > 0; --last) {
    const AnalysisSet analysis(segments.analysis[last]);
    if (analysis.Has(Analysis::keep_alive)) {
      ++idle.probes;
    } else if (!analysis.Has(Analysis::keep_alive_ack)) {
      break;
    }
  }
  if (KnowsSilence(segments, row)) {
    idle.seconds = std::max(0.0, segments.time[row] - segments.time[last]);
  }
  return idle;
}

// In a capture without a clock, every record has the same time.
bool HasClock(const SegmentTable& segments) {
  return std::any_of(segments.time.begin(), segments.time.end(), [&](double time) {
    return time < segments.time[0] || time > segments.time[0];
  });
}

double HandshakeSeconds(const SegmentTable& segments, const VerdictTable& table) {
  constexpr double unknown = -1;
  if (table.opener == kNone) return unknown;
  const uint32_t first = table.syn[table.opener];
  const uint32_t last =
      table.syns_cross ? std::max(table.syn_ack[0], table.syn_ack[1]) : table.third;
  if (first == kNone || last == kNone || last < first || !HasClock(segments)) return unknown;
  // The third segment is missing if the capture lacks a segment before this one.
  if (AnalysisSet(segments.analysis[last]).Has(Analysis::lost_segment)) return unknown;
  return segments.time[last] - segments.time[first];
}

// The FIN of `end` may have been captured after the segment that acknowledges it.
uint32_t FirstAckOf(const SegmentTable& segments, size_t end, Seq fin, uint32_t known) {
  for (uint32_t row = 0; row < std::min(known, segments.count); ++row) {
    const bool acks = (segments.flags[row] & (kAck | kRst)) == kAck;
    if (acks && SenderOf(segments, row) != end && Seq(segments.ack[row]) == fin + 1) return row;
  }
  return known;
}

// An opener waits one second before it retransmits its SYN (RFC 6298 section 2.1); so does its peer
// with the SYN ACK.
bool IsCutShort(const Engine& engine, const SegmentTable& segments, const Verdict& verdict) {
  constexpr double kFirstTimeout = 1;
  const bool asks = verdict.outcome == Outcome::no_answer;
  const bool answers = verdict.outcome == Outcome::half_open;
  if (!asks && !answers) return false;
  const uint32_t row = verdict.syn_rows[asks ? 0 : 1];
  if (row >= segments.count) return false;
  return Seconds(engine.totals().duration_ns) - segments.time[row] < kFirstTimeout;
}

bool HasTwoClocks(const SegmentTable& segments) {
  for (uint32_t row = 1; row < segments.count; ++row) {
    if (segments.time[row - 1] - segments.time[row] >= Seconds(kTwoClocksNs)) return true;
  }
  return false;
}

// A SYN sent to an end that still has a connection on the same ports is answered within that
// connection (RFC 9293 section 3.10.7.4).
uint32_t AnsweredIn(const Engine& engine, uint32_t index, const Verdict& verdict) {
  const Connection& asks = engine.connections()[index];
  if (verdict.outcome != Outcome::no_answer || asks.tracker.connection().receiver_before == 0) {
    return kNone;
  }
  for (uint32_t other = index; other-- > 0;) {
    const Connection& holds = engine.connections()[other];
    if (holds.flow != asks.flow) continue;
    const uint8_t peer = holds.client == asks.client ? 1 : 0;
    for (uint32_t i = holds.first_segment; i != kNone; i = engine.segments()[i].next) {
      if (i > asks.first_segment && engine.segments()[i].from() == peer) return other;
    }
    break;
  }
  return kNone;
}

// Finds data that the other end sent after it acknowledged the FIN that ended the connection. Its
// sequence numbers count what the capture lacks, too.
void FindMore(const SegmentTable& segments, const Tracker& tracker, VerdictTable& table) {
  if (table.end >= segments.count || !(segments.flags[table.end] & kFin)) return;
  const uint8_t closer = SenderOf(segments, table.end);
  const uint32_t acked = table.fin_acked[closer];
  SentNumbers sent(tracker.end(1 - closer));
  uint32_t last = kNone;
  for (uint32_t row = 0; row < segments.count; ++row) {
    const uint32_t length = segments.length[row];
    if (SenderOf(segments, row) == closer || (segments.flags[row] & kRst)) continue;
    if (length == kNoLength) continue;
    const Seq first = Seq(segments.seq[row]) + (segments.flags[row] & kSyn ? 1 : 0);
    // Whatever comes before the numbers of the acknowledging segment was sent before it.
    if (row == acked) sent.Take(first, first);
    const int64_t more = sent.Take(first, first + length);
    if (row < acked || more == 0) continue;
    table.more_bytes += static_cast<double>(more);
    last = row;
  }
  if (last != kNone) table.more_seconds = segments.time[last] - segments.time[table.end];
}

// If every packet was captured twice, half of the segments are copies; a few copies may be missing.
bool SeenTwice(const SegmentTable& segments) {
  uint32_t numbered = 0, copies = 0;
  for (uint32_t row = 0; row < segments.count; ++row) {
    const uint32_t length = segments.length[row];
    if (!(segments.flags[row] & (kSyn | kFin)) && (length == 0 || length == kNoLength)) continue;
    ++numbered;
    copies += segments.copy_of[row] != kNone;
  }
  return copies >= 2 && copies * 5.0 >= numbered * 2.0;
}

}  // namespace

VerdictTable TableOfVerdict(const Engine& engine, uint32_t index, const SegmentTable& segments) {
  VerdictTable table;
  for (auto* pair : {&table.syn, &table.syn_ack, &table.fin, &table.fin_acked, &table.data}) {
    pair->assign(2, kNone);
  }
  table.fin_number.assign(2, 0);
  table.fin_idle.assign(2, 0);
  table.fin_probes.assign(2, 0);
  table.third = table.reset = table.taken_reset = table.opener = table.end = kNone;
  table.answered_in = kNone;
  table.handshake = -1;
  if (index >= engine.connections().size()) return table;
  const Tracker& tracker = engine.connections()[index].tracker;
  const Verdict verdict = VerdictOf(engine, index);
  FindFirst(segments, table);
  for (size_t i = 0; i < 2; ++i) {
    table.fin[i] = verdict.fin_rows[i];
    table.fin_acked[i] = verdict.fin_acked_rows[i];
    const Idle idle = IdleBefore(segments, table.fin[i]);
    table.fin_idle[i] = idle.seconds;
    table.fin_probes[i] = idle.probes;
    if (!tracker.end(i).fin_sent) continue;
    table.fin_number[i] = tracker.end(i).fin_seq.raw();
    table.fin_acked[i] = FirstAckOf(segments, i, tracker.end(i).fin_seq, table.fin_acked[i]);
  }
  table.third = verdict.third_row;
  table.syns_cross = verdict.opening == Opening::simultaneous;
  table.fins_cross = verdict.closer == Closer::both;
  table.end = RowOfEnd(verdict);
  table.taken_reset = verdict.reset_row;
  table.cut_short = IsCutShort(engine, segments, verdict);
  table.idle = IdleBefore(segments, table.end).seconds;
  table.handshake = HandshakeSeconds(segments, table);
  if (verdict.outcome == Outcome::closed_by_client ||
      verdict.outcome == Outcome::closed_by_server) {
    FindMore(segments, tracker, table);
  }
  table.seen_twice = SeenTwice(segments);
  table.answered_in = AnsweredIn(engine, index, verdict);
  table.two_clocks = HasTwoClocks(segments);
  if (table.two_clocks) {
    table.idle = table.more_seconds = 0;
    table.handshake = -1;
  }
  return table;
}

}  // namespace tcpladder
