#include "core/engine/tables.h"

#include <algorithm>

#include "core/engine/analysis_replay.h"
#include "core/engine/facts.h"
#include "core/engine/originals.h"
#include "core/engine/outcome.h"
#include "core/engine/replay.h"
#include "core/engine/reread.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_segment.h"
#include "core/tcp/verdict.h"

namespace tcpladder {
namespace {

constexpr double kSecondsPerNano = 1e-9;

// Columns of known length are filled by row: growing them one by one takes four times as long.
template <typename... Columns>
void Resize(size_t rows, Columns&... columns) {
  (columns.resize(rows), ...);
}

template <typename T>
void AddPair(std::vector<T>& column, T client, T server) {
  column.push_back(client);
  column.push_back(server);
}

void AddAddress(const IpAddress& address, std::vector<uint8_t>& version,
                std::vector<uint8_t>& bytes) {
  version.push_back(address.version);
  bytes.insert(bytes.end(), address.bytes.begin(), address.bytes.end());
}

void AddConnection(const Engine& engine, uint32_t index, ConnectionTable& table) {
  const Connection& connection = engine.connections()[index];
  const ConnectionEnds ends = engine.EndsOf(connection);
  table.version.push_back(ends.addresses[0].version);
  for (const IpAddress& address : ends.addresses) {
    table.addresses.insert(table.addresses.end(), address.bytes.begin(), address.bytes.end());
  }
  AddPair(table.ports, ends.ports[0], ends.ports[1]);
  const int64_t start_ns = engine.StartOf(connection);
  table.start.push_back(Seconds(start_ns));
  table.duration.push_back(Seconds(connection.latest_ns - start_ns));
  AddPair(table.segments, connection.segments[0], connection.segments[1]);
  AddPair(table.payload, static_cast<double>(connection.payload[0]),
          static_cast<double>(connection.payload[1]));
  AddPair(table.retransmissions, connection.retransmissions[0], connection.retransmissions[1]);
  const Tracker& tracker = connection.tracker;
  AddPair(table.isn, tracker.end(0).iss.raw(), tracker.end(1).iss.raw());
  AddPair(table.window_scale, static_cast<uint8_t>(connection.WindowShift(0)),
          static_cast<uint8_t>(connection.WindowShift(1)));
  AddPair(table.mss, connection.mss[0], connection.mss[1]);
  table.analyses.push_back(connection.analyses);
  const Verdict verdict = VerdictOf(engine, index);
  table.outcome.push_back(static_cast<uint8_t>(verdict.outcome));
  table.opening.push_back(static_cast<uint8_t>(verdict.opening));
  const ZeekRow zeek = ZeekOf(engine, connection).MainRow();
  table.zeek_state.push_back(static_cast<uint8_t>(zeek.state));
  AddPair(table.states, tracker.end(0).now.Pack(), tracker.end(1).now.Pack());
  if (!table.version.empty() && table.version.size() > 1) table.histories += '\n';
  table.histories += zeek.history;
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

FactTable TableOfFacts(const std::vector<Fact>& facts) {
  FactTable table;
  for (const Fact& fact : facts) {
    table.id.push_back(static_cast<uint8_t>(fact.id));
    table.end.push_back(fact.end);
    for (int64_t arg : fact.args) table.args.push_back(static_cast<double>(arg));
    ++table.count;
  }
  return table;
}

FieldTable TableOfFields(const AnalysisReplay& replay) {
  FieldTable table;
  Resize(replay.fields.size(), table.bytes_in_flight, table.acks_frame, table.ack_rtt,
         table.rto_frame, table.rto);
  size_t row = 0;
  for (const WiresharkFields& fields : replay.fields) {
    table.bytes_in_flight[row] = fields.bytes_in_flight;
    table.acks_frame[row] = fields.acks_frame;
    table.ack_rtt[row] = Seconds(fields.ack_rtt_ns);
    table.rto_frame[row] = fields.rto_frame;
    table.rto[row] = Seconds(fields.rto_ns);
    table.initial_rtt = Seconds(fields.initial_rtt_ns);
    ++row;
  }
  table.completeness = replay.completeness;
  return table;
}

}  // namespace

double Seconds(int64_t ns) { return static_cast<double>(ns) * kSecondsPerNano; }

ConnectionTable TableOfConnections(const Engine& engine, uint32_t first, uint32_t count) {
  ConnectionTable table;
  const auto size = static_cast<uint32_t>(engine.connections().size());
  first = std::min(first, size);
  table.count = std::min(count, size - first);
  for (uint32_t i = first; i < first + table.count; ++i) {
    AddConnection(engine, i, table);
  }
  return table;
}

SegmentTable TableOfSegments(const Engine& engine, uint32_t index) {
  SegmentTable table;
  if (index >= engine.connections().size()) return table;
  const Connection& connection = engine.connections()[index];
  table.count = connection.segments[0] + connection.segments[1];
  Resize(table.count, table.time, table.frame, table.offset, table.header_offset, table.seq,
         table.ack, table.length, table.window, table.flags, table.link_type, table.analysis,
         table.client_state, table.server_state, table.original);
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
    table.original[row] = originals.Add(record, row);
    ++row;
  }
  return table;
}

IcmpTable TableOfIcmp(const Engine& engine, uint32_t index) {
  IcmpTable table;
  const IcmpErrors& errors = engine.icmp_errors();
  for (uint32_t i = errors.First(index); i != kNone; i = errors[i].next) {
    const IcmpRecord& record = errors[i];
    table.time.push_back(Seconds(record.time_ns));
    table.frame.push_back(record.frame);
    table.offset.push_back(static_cast<double>(record.offset));
    table.after.push_back(record.after);
    table.seq.push_back(record.seq);
    table.mtu.push_back(record.error.mtu);
    table.type.push_back(record.error.type);
    table.code.push_back(record.error.code);
    table.to.push_back(record.to);
    AddAddress(record.error.source, table.version, table.source);
    ++table.count;
  }
  return table;
}

StatementTable TableOfStatements(const Engine& engine, uint32_t index) {
  StatementTable table;
  if (index >= engine.connections().size()) return table;
  const Connection& connection = engine.connections()[index];
  // Counted first: columns that grow would be copied again and again.
  for (StatementReplay replay(engine, connection); replay.Next();) {
    table.count += static_cast<uint32_t>(replay.statements().size());
  }
  Resize(table.count, table.row, table.id, table.end, table.passed);
  table.args.resize(table.count * std::size_t{4});
  size_t i = 0, at = 0;
  for (StatementReplay replay(engine, connection); replay.Next();) {
    for (const Statement& statement : replay.statements()) {
      table.row[i] = statement.row;
      table.id[i] = static_cast<uint16_t>(statement.id);
      table.end[i] = statement.end;
      table.passed[i++] = statement.passed ? 1 : 0;
      for (int64_t arg : statement.args) table.args[at++] = static_cast<double>(arg);
    }
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
          .facts = TableOfFacts(FactsOf(engine, connection, rereads))};
}

NotesTable TableOfNotes(const Engine& engine) {
  const CaptureFacts& facts = engine.facts();
  NotesTable table;
  table.section.Add(facts.hardware);
  table.section.Add(facts.operating_system);
  table.section.Add(facts.application);
  for (const CaptureFacts::Interface& interface : facts.interfaces) {
    table.link_type.push_back(interface.link_type);
    table.snap_length.push_back(interface.snap_length);
    table.counted.push_back(interface.counted ? 1 : 0);
    table.received.push_back(static_cast<double>(interface.received));
    table.dropped.push_back(static_cast<double>(interface.dropped));
    table.interface_name.Add(interface.name);
    table.interface_description.Add(interface.description);
  }
  for (const CaptureFacts::Name& name : facts.names) {
    table.name_version.push_back(name.version);
    table.name_address.insert(table.name_address.end(), name.address.begin(), name.address.end());
    table.name.Add(name.text);
  }
  for (const CaptureFacts::Comment& comment : facts.comments) {
    table.comment_frame.push_back(comment.frame);
    table.comment_interface.push_back(comment.interface);
    table.comment.Add(comment.text);
  }
  return table;
}

FindingTable TableOfFindings(const Engine& engine) {
  FindingTable table;
  for (const Finding& finding : engine.findings().entries()) {
    table.id.push_back(static_cast<uint16_t>(finding.id));
    table.key.push_back(static_cast<double>(finding.key));
    table.times.push_back(static_cast<double>(finding.count));
    table.frame.push_back(finding.first_frame);
    table.offset.push_back(static_cast<double>(finding.first_offset));
    for (int64_t arg : finding.args) table.args.push_back(static_cast<double>(arg));
    ++table.count;
  }
  return table;
}

ListenerTable TableOfListeners(const Census& census) {
  ListenerTable table;
  for (const Listener& listener : census.listeners) {
    AddAddress(listener.address, table.version, table.address);
    table.port.push_back(listener.port);
    table.attempts.push_back(listener.attempts);
    table.completed.push_back(listener.completed);
    table.half_open.push_back(listener.half_open);
    table.unanswered.push_back(listener.unanswered);
    table.refused.push_back(listener.refused);
    table.syn_ack_retries.push_back(listener.syn_ack_retries);
    table.sources.push_back(listener.sources);
    table.peak_half_open.push_back(listener.peak_half_open);
    table.peak_time.push_back(Seconds(listener.peak_ns));
    table.flood.push_back(listener.flood ? 1 : 0);
    table.half_open_over_time.insert(table.half_open_over_time.end(),
                                     listener.half_open_over_time.begin(),
                                     listener.half_open_over_time.end());
    ++table.count;
  }
  return table;
}

ScannerTable TableOfScanners(const Census& census) {
  ScannerTable table;
  for (const Scanner& scanner : census.scanners) {
    AddAddress(scanner.address, table.version, table.address);
    table.attempts.push_back(scanner.attempts);
    table.targets.push_back(scanner.targets);
    table.refused.push_back(scanner.refused);
    table.unanswered.push_back(scanner.unanswered);
    table.dropped.push_back(scanner.dropped);
    ++table.count;
  }
  return table;
}

}  // namespace tcpladder
