#include <algorithm>

#include "core/engine/connection_number.h"
#include "core/engine/outcome.h"
#include "core/engine/replay.h"
#include "core/engine/tables.h"
#include "core/tcp/verdict.h"

namespace tcpladder {
namespace {

template <typename T>
void AddPair(std::vector<T>& column, T client, T server) {
  column.push_back(client);
  column.push_back(server);
}

void AddConnection(const Engine& engine, uint32_t index, ConnectionTable& table) {
  const Connection& connection = engine.connections()[index];
  const ConnectionEnds ends = engine.EndsOf(connection);
  const ConnectionNumber number = NumberOf(engine, connection);
  table.stream.push_back(number.stream);
  table.stream_part.push_back(number.part);
  table.version.push_back(ends.addresses[0].version);
  for (const IpAddress& address : ends.addresses) {
    table.addresses.insert(table.addresses.end(), address.bytes.begin(), address.bytes.end());
  }
  AddPair(table.ports, ends.ports[0], ends.ports[1]);
  const int64_t start_ns = engine.StartOf(connection);
  table.start.push_back(Seconds(start_ns));
  table.frame.push_back(engine.segments()[connection.first_segment].frame);
  table.one_direction.push_back(ShowsOneDirection(engine, connection) ? 1 : 0);
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
  AddPair(table.options_known, static_cast<uint8_t>(connection.options_known[0]),
          static_cast<uint8_t>(connection.options_known[1]));
  table.roles_guessed.push_back(connection.server_known ? 0 : 1);
  table.analyses.push_back(connection.analyses);
  const Verdict verdict = VerdictOf(engine, index);
  table.outcome.push_back(static_cast<uint8_t>(verdict.outcome));
  table.opening.push_back(static_cast<uint8_t>(verdict.opening));
  table.closer.push_back(static_cast<uint8_t>(verdict.closer));
  AddPair(table.states, tracker.end(0).now.Pack(), tracker.end(1).now.Pack());
}

void AddZeek(const Engine& engine, uint32_t index, ConnectionTable& table) {
  const ZeekRow zeek = ZeekOf(engine, engine.connections()[index]).MainRow();
  if (!table.zeek_state.empty()) table.histories += '\n';
  table.zeek_state.push_back(static_cast<uint8_t>(zeek.state));
  table.zeek_differs.push_back(Agrees(zeek.state, VerdictOf(engine, index)) ? 0 : 1);
  table.histories += zeek.history;
}

}  // namespace

ConnectionTable TableOfConnections(const Engine& engine, uint32_t first, uint32_t count) {
  ConnectionTable table = TableWithoutZeek(engine, first, count);
  const uint32_t end = first + table.count;
  for (uint32_t i = first; i < end; ++i) AddZeek(engine, i, table);
  return table;
}

ConnectionTable TableWithoutZeek(const Engine& engine, uint32_t first, uint32_t count) {
  ConnectionTable table;
  const auto size = static_cast<uint32_t>(engine.connections().size());
  first = std::min(first, size);
  table.count = std::min(count, size - first);
  for (uint32_t i = first; i < first + table.count; ++i) {
    AddConnection(engine, i, table);
  }
  return table;
}

}  // namespace tcpladder
