// Which end closed the connection, how long one direction stayed open, which end waits for 2MSL,
// and whether the ports were reused too soon.
#include <algorithm>
#include <optional>

#include "core/analysis/analyses.h"
#include "core/engine/replay.h"
#include "core/engine/sent_numbers.h"
#include "core/engine/summary.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {
namespace {

constexpr uint8_t kRoomForTimestamps = 8;  // words of header

uint32_t EndRow(const Verdict& verdict) {
  const auto& fins = verdict.fin_rows;
  switch (verdict.closer) {
    case Closer::client:
      return std::min(fins[0], verdict.reset_row);
    case Closer::server:
      return std::min(fins[1], verdict.reset_row);
    case Closer::both:
      return std::min(fins[0], fins[1]);
    case Closer::none:
      break;
  }
  return kNoRow;
}

bool IsSignOfLife(const SegmentRecord& record) {
  const AnalysisSet said(record.analysis);
  return said.Has(Analysis::keep_alive) || said.Has(Analysis::keep_alive_ack);
}

// Whether the capture shows that nothing was sent right before a segment. This is unknown if the
// other end was not captured, or if segments are missing directly before it.
bool KnowsSilence(const SummarySources& sources, uint32_t row) {
  const AnalysisSet said(sources.At(row).analysis);
  if (said.Has(Analysis::lost_segment) || said.Has(Analysis::ack_lost_segment)) return false;
  for (uint32_t other = 0; other < row; ++other) {
    if (sources.At(other).from() != sources.At(row).from()) return true;
  }
  return false;
}

// -1 where that is not known.
int64_t IdleBefore(const SummarySources& sources, uint32_t row) {
  if (!KnowsSilence(sources, row)) return -1;
  uint32_t last = row;
  while (last > 0 && (last == row || IsSignOfLife(sources.At(last)))) --last;
  return std::max<int64_t>(0, sources.At(row).time_ns - sources.At(last).time_ns);
}

// Bytes that `end` sends in rows `first` to `last`, by its sequence numbers: the capture may lack
// some of them.
int64_t NewBytes(const SummarySources& sources, int end, uint32_t first, uint32_t last) {
  SentNumbers sent(sources.connection.tracker.end(static_cast<size_t>(end)));
  int64_t bytes = 0;
  bool inside = false;
  for (uint32_t row = 0; row <= last; ++row) {
    const SegmentRecord& record = sources.At(row);
    if (record.from() != end || record.length == kNoLength || (record.flags & kRst)) continue;
    const Seq seq = Seq(record.seq) + (record.flags & kSyn ? 1 : 0);
    // Whatever comes before the numbers of the first of these segments was sent before it.
    if (row >= first && !inside) sent.Take(seq, seq);
    inside = row >= first;
    const int64_t more = sent.Take(seq, seq + record.length);
    if (inside) bytes += more;
  }
  return bytes;
}

void AddHalfClose(const SummarySources& sources, uint8_t end, std::vector<SummaryItem>& items) {
  const Verdict& verdict = sources.verdict;
  const uint32_t fin = verdict.fin_rows[end];
  const uint32_t until = std::min(verdict.fin_rows[1 - end], verdict.reset_row);
  if (until != kNoRow && until < fin) return;
  const auto last = static_cast<uint32_t>(sources.count() - 1);
  const int64_t bytes = NewBytes(sources, 1 - end, fin + 1, std::min(until, last));
  const int64_t duration = sources.At(std::min(until, last)).time_ns - sources.At(fin).time_ns;
  items.push_back(
      {SummaryItemId::half_closed,
       end,
       {fin, until == kNoRow ? -1 : int64_t{until}, std::max<int64_t>(duration, 0), bytes}});
}

struct Wait {
  uint8_t end;
  uint32_t row;
  int64_t begin_ns;
  Certainty certainty;
};

using EndWaits = std::array<std::optional<Wait>, 2>;

void Note(const Event& event, std::optional<Wait>& wait) {
  if (event.id == EventId::enters_time_wait || event.id == EventId::restarts_time_wait) {
    wait = {event.end, event.row, 0, Certainty::sure};
  } else if (event.id == EventId::withdrawn && wait &&
             event.args[2] == static_cast<int64_t>(State::time_wait)) {
    wait.reset();
  }
}

// The newest TIME-WAIT of each end that no later segment refuted.
EndWaits TimeWaitsOf(const Engine& engine, const Connection& connection) {
  EndWaits waits;
  const auto waiting = [&](size_t end) {
    return connection.tracker.end(end).now.state == State::time_wait;
  };
  if (!waiting(0) && !waiting(1)) return waits;
  EventReplay replay(engine, connection);
  while (replay.Next()) {
    for (const Event& event : replay.events()) Note(event, waits[event.end]);
  }
  for (auto& wait : waits) {
    if (!wait) continue;
    const EndState now = connection.tracker.end(wait->end).now;
    if (now.state != State::time_wait) {
      wait.reset();
      continue;
    }
    wait->certainty = now.certainty;
    uint32_t row = 0;
    for (uint32_t i = connection.first_segment; i != kNone; i = engine.segments()[i].next, ++row) {
      if (row == wait->row) wait->begin_ns = engine.segments()[i].time_ns;
    }
  }
  return waits;
}

const Connection* ConnectionBefore(const SummarySources& sources, uint32_t& ordinal) {
  const Connection* before = nullptr;
  for (uint32_t i = 0; i < sources.engine.connections().size(); ++i) {
    const Connection& other = sources.engine.connections()[i];
    if (&other == &sources.connection) break;
    if (other.flow != sources.connection.flow) continue;
    before = &other;
    ordinal = i;
  }
  return before;
}

// The newest timestamp that end `end` of a connection had sent.
std::optional<uint32_t> NewestTimestamp(const SummarySources& sources, const Connection& connection,
                                        uint8_t end) {
  const auto& segments = sources.engine.segments();
  uint32_t newest = kNone;
  for (uint32_t i = connection.first_segment; i != kNone; i = segments[i].next) {
    if (segments[i].from() == end && segments[i].data_offset >= kRoomForTimestamps) newest = i;
  }
  if (newest == kNone) return std::nullopt;
  const auto bytes = sources.rereads.Options(sources.engine, newest);
  if (!bytes) return std::nullopt;
  const TcpOptions options = ParseTcpOptions(*bytes);
  if (!options.timestamps) return std::nullopt;
  return options.timestamp_value;
}

// Distance of the timestamp from what the SYN's sender sent before, 0 if one of them is missing.
int64_t TimestampDistance(const SummarySources& sources, uint32_t syn_row, const Connection& before,
                          uint8_t end_before) {
  const auto bytes = sources.rereads.Options(sources.engine, sources.rows[syn_row]);
  const auto last = NewestTimestamp(sources, before, end_before);
  if (!bytes || !last) return 0;
  const TcpOptions options = ParseTcpOptions(*bytes);
  return options.timestamps ? Seq(options.timestamp_value).Since(Seq(*last)) : 0;
}

void AddReuse(const SummarySources& sources, std::vector<SummaryItem>& items) {
  const uint32_t syn_row = sources.verdict.syn_rows[0];
  uint32_t ordinal = 0;
  const Connection* before = ConnectionBefore(sources, ordinal);
  if (!before || syn_row == kNoRow) return;
  const EndWaits waits = TimeWaitsOf(sources.engine, *before);
  const auto& wait = waits[0] ? waits[0] : waits[1];
  if (!wait) return;
  const SegmentRecord& syn = sources.At(syn_row);
  const int64_t elapsed = syn.time_ns - wait->begin_ns;
  if (elapsed < 0 || elapsed >= kTwoMslNs) return;
  // The roles may be exchanged between the two connections.
  const bool turned = before->client != sources.connection.client;
  const auto there = [turned](uint8_t end) { return static_cast<uint8_t>(turned ? 1 - end : end); };
  const TrackedEnd& sender = before->tracker.end(there(0));
  const int64_t number = sender.snd_known ? Seq(syn.seq).Since(sender.snd_nxt) : 0;
  const int64_t timestamp = TimestampDistance(sources, syn_row, *before, there(0));
  const SummaryItemId id = timestamp > 0 ? SummaryItemId::reuse_by_timestamp
                           : number >= 0 ? SummaryItemId::reuse_by_number
                                         : SummaryItemId::reuse_risky;
  items.push_back({id, there(wait->end), {ordinal, elapsed, number, timestamp}});
}

}  // namespace

void AddEnding(const SummarySources& sources, std::vector<SummaryItem>& items) {
  const uint32_t row = EndRow(sources.verdict);
  if (row == kNoRow) return;
  const SegmentRecord& record = sources.At(row);
  const int64_t how = record.flags & kRst ? 1 : 0;
  items.push_back({SummaryItemId::ended, record.from(), {how, row, IdleBefore(sources, row)}});
  const bool crossed = sources.verdict.closer == Closer::both;
  // A FIN that was lost has closed nothing.
  const bool lost = sources.connection.tracker.connection().FinsApart();
  if (how == 0 && !crossed && !lost) AddHalfClose(sources, record.from(), items);
}

void AddTimeWait(const SummarySources& sources, std::vector<SummaryItem>& items) {
  for (const auto& wait : TimeWaitsOf(sources.engine, sources.connection)) {
    if (!wait) continue;
    items.push_back({SummaryItemId::time_wait,
                     wait->end,
                     {wait->row, wait->begin_ns, sources.engine.totals().duration_ns,
                      static_cast<int64_t>(wait->certainty)}});
  }
  AddReuse(sources, items);
}

}  // namespace tcpladder
