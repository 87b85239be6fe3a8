// The table of the segments of one connection.
#include <algorithm>
#include <cstdint>

#include "core/engine/analysis_replay.h"
#include "core/engine/later_rows.h"
#include "core/engine/originals.h"
#include "core/engine/replay.h"
#include "core/engine/reread.h"
#include "core/engine/segment_relations.h"
#include "core/engine/summary.h"
#include "core/engine/tables.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {
namespace {

// Columns of known length are filled by row: growing them one by one takes four times as long.
template <typename... Columns>
void Resize(size_t rows, Columns&... columns) {
  (columns.resize(rows), ...);
}

ReasonTable TableOfReasons(const std::vector<AnalysisReason>& reasons) {
  ReasonTable table;
  for (const AnalysisReason& reason : reasons) {
    table.row.push_back(reason.row);
    table.analysis.push_back(static_cast<uint8_t>(reason.terms.analysis));
    for (int64_t arg : reason.terms.args) table.args.push_back(static_cast<double>(arg));
    ++table.count;
  }
  return table;
}

SummaryTable TableOfSummary(const std::vector<SummaryItem>& items) {
  SummaryTable table;
  for (const SummaryItem& item : items) {
    table.id.push_back(static_cast<uint8_t>(item.id));
    table.end.push_back(item.end);
    for (int64_t arg : item.args) table.args.push_back(static_cast<double>(arg));
    ++table.count;
  }
  return table;
}

FieldTable TableOfFields(const AnalysisReplay& replay) {
  FieldTable table;
  Resize(replay.segments.size(), table.bytes_in_flight, table.acks_frame, table.ack_rtt,
         table.rto_frame, table.rto, table.partial_ack, table.ambiguous_ack);
  size_t row = 0;
  for (const ReplayedSegment& segment : replay.segments) {
    const WiresharkFields& fields = segment.fields;
    table.bytes_in_flight[row] = fields.bytes_in_flight;
    table.acks_frame[row] = fields.acks_frame;
    table.ack_rtt[row] = Seconds(fields.ack_rtt_ns);
    table.rto_frame[row] = fields.rto_frame;
    table.rto[row] = Seconds(fields.rto_ns);
    table.partial_ack[row] = fields.partial_ack ? 1 : 0;
    table.ambiguous_ack[row] = fields.ambiguous_ack ? 1 : 0;
    ++row;
  }
  const StreamTotals last = replay.LastStream();
  table.initial_rtt = Seconds(last.initial_rtt_ns);
  table.completeness = last.completeness;
  return table;
}

// The events of a connection, without those that its end refutes: see ForgetRefused().
class ToldEvents {
 public:
  explicit ToldEvents(const Connection& connection)
      : verdict_(VerdictOf(connection.tracker)), refused_(verdict_.opening == Opening::refused) {}

  // Valid until the next call.
  const Events& Of(const Events& events) {
    if (!refused_) return events;
    told_ = events;
    std::erase_if(told_, [this](const Event& event) { return IsRefuted(event); });
    return told_;
  }

 private:
  bool IsRefuted(const Event& event) const {
    const bool opens = event.id == EventId::opens_passively || event.id == EventId::syn_opens;
    return opens && verdict_.syn_rows[event.end] == kNoRow;
  }

  Verdict verdict_;
  bool refused_;
  Events told_;
};

// A SYN takes the number before the payload, a FIN the one after it.
uint32_t RepeatedPayload(const SegmentRecord& record, const Originals::Carried& carried) {
  if (carried.numbers == 0 || record.length == kNoLength) return 0;
  const uint32_t syn = record.flags & kSyn ? 1 : 0;
  return std::min(carried.numbers - syn, record.length);
}

}  // namespace

SegmentTable TableOfSegments(const Engine& engine, uint32_t index) {
  SegmentTable table;
  if (index >= engine.connections().size()) return table;
  const Connection& connection = engine.connections()[index];
  table.count = connection.segments[0] + connection.segments[1];
  Resize(table.count, table.time, table.frame, table.offset, table.header_offset, table.seq,
         table.ack, table.length, table.window, table.flags, table.link_type, table.analysis,
         table.client_state, table.server_state, table.original, table.repeated, table.unknown);
  Originals originals;
  uint32_t row = 0;
  for (uint32_t i = connection.first_segment; i != kNone; i = engine.segments()[i].next) {
    const SegmentRecord& record = engine.segments()[i];
    const int shift = record.flags & kSyn ? 0 : connection.WindowShift(record.from());
    table.time[row] = Seconds(record.time_ns);
    table.frame[row] = record.frame;
    table.offset[row] = static_cast<double>(record.offset());
    table.header_offset[row] = record.header_offset;
    table.seq[row] = record.seq;
    table.ack[row] = record.ack;
    table.length[row] = record.length;
    table.window[row] = uint32_t{record.window} << shift;
    table.flags[row] = record.flags & SegmentRecord::kColumnMask;
    table.link_type[row] = engine.LinkTypeOf(record);
    table.analysis[row] = record.analysis;
    table.client_state[row] = record.client_state;
    table.server_state[row] = record.server_state;
    const Originals::Carried carried = originals.Add(record, row);
    table.original[row] = carried.row;
    table.repeated[row] = RepeatedPayload(record, carried);
    table.unknown[row] = static_cast<uint8_t>(engine.UnknownOf(i));
    ++row;
  }
  FindCopies(table);
  CountDuplicates(table);
  ForgetRefused(VerdictOf(connection.tracker), table);
  FindEvidence(VerdictOf(connection.tracker), table);
  return table;
}

EventTable TableOfEvents(const Engine& engine, uint32_t index) {
  EventTable table;
  if (index >= engine.connections().size()) return table;
  const Connection& connection = engine.connections()[index];
  ToldEvents told(connection);
  // Counted first, because growing columns would be copied again and again.
  for (EventReplay replay(engine, connection); replay.Next();) {
    table.count += static_cast<uint32_t>(told.Of(replay.events()).size());
  }
  Resize(table.count, table.row, table.id, table.end, table.passed);
  table.args.resize(table.count * std::size_t{4});
  constexpr size_t kArgs = 4, kLaterRow = 3;
  LaterRows later;
  size_t i = 0;
  uint32_t row = 0, segment = connection.first_segment;
  for (EventReplay replay(engine, connection); replay.Next(); ++row) {
    const SegmentRecord& record = engine.segments()[segment];
    const Events& events = told.Of(replay.events());
    for (const auto& answer : later.Take(record, row, events, i)) {
      table.args[answer.question * kArgs + kLaterRow] = answer.row;
    }
    for (const Event& event : events) {
      table.row[i] = event.row;
      table.id[i] = static_cast<uint16_t>(event.id);
      table.end[i] = event.end;
      table.passed[i] = event.passed ? 1 : 0;
      for (size_t arg = 0; arg < kArgs; ++arg) {
        const bool open = arg == kLaterRow && LaterRows::Asks(event);
        table.args[i * kArgs + arg] = open ? -1 : static_cast<double>(event.args[arg]);
      }
      ++i;
    }
    segment = record.next;
  }
  return table;
}

std::vector<double> PlacesOfDetails(const Engine& engine, uint32_t index) {
  std::vector<double> places;
  if (index >= engine.connections().size()) return places;
  for (uint64_t place : PlacesToReread(engine, engine.connections()[index])) {
    places.push_back(static_cast<double>(place) - double{Rereads::kBefore});
    places.push_back(double{Rereads::kLength});
  }
  return places;
}

DetailTables TablesOfDetails(const Engine& engine, uint32_t index,
                             std::span<const std::byte> reread) {
  if (index >= engine.connections().size()) return {};
  const Connection& connection = engine.connections()[index];
  const Rereads rereads(SegmentsToReread(engine, connection), reread);
  const AnalysisReplay replay = ReplayAnalysis(engine, connection, rereads);
  return {.reasons = TableOfReasons(replay.reasons),
          .fields = TableOfFields(replay),
          .summary = TableOfSummary(SummaryOf(engine, connection, rereads))};
}

}  // namespace tcpladder
