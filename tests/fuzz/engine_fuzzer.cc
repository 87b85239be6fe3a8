// The whole analysis: any input yields all tables, and the tables are consistent. The result does
// not depend on how the input is divided.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <vector>

#include "core/engine/engine.h"
#include "core/engine/tables.h"
#include "core/limits/curves.h"
#include "core/limits/limit_spans.h"
#include "core/resets/reset_judgment.h"

namespace {

using tcpladder::Engine;

void Feed(Engine& engine, std::span<const std::byte> file, size_t chunk) {
  while (!file.empty()) {
    const size_t n = std::min(chunk, file.size());
    engine.Push(file.first(n));
    file = file.subspan(n);
  }
  engine.Finish();
}

void Require(bool holds, int line = __builtin_LINE()) {
  if (holds) return;
  std::fprintf(stderr, "requirement of line %d\n", line);
  std::abort();
}

void CheckTables(const Engine& engine) {
  const auto totals = engine.totals();
  const auto connections = tcpladder::TableOfConnections(engine, 0, totals.connections);
  Require(connections.count == totals.connections);
  uint64_t segments = 0;
  for (uint32_t i = 0; i < totals.connections; ++i) {
    const auto table = tcpladder::TableOfSegments(engine, i);
    segments += table.count;
    Require(table.time.size() == table.count);
    const auto events = tcpladder::TableOfEvents(engine, i);
    for (const uint32_t row : events.row) Require(row < table.count);
  }
  Require(segments == totals.segments);
  tcpladder::TableOfFindings(engine);
}

// The bytes of the file at the places to read again; zeros outside the file.
std::vector<std::byte> ReadPlaces(std::span<const uint64_t> places,
                                  std::span<const std::byte> file) {
  std::vector<std::byte> bytes;
  for (const uint64_t place : places) {
    for (size_t i = 0; i < tcpladder::Rereads::kLength; ++i) {
      const uint64_t at = place + i - tcpladder::Rereads::kBefore;
      bytes.push_back(at < file.size() ? file[static_cast<size_t>(at)] : std::byte{});
    }
  }
  return bytes;
}

void CheckResets(const Engine& engine, std::span<const std::byte> file) {
  const tcpladder::HostPairs hosts(engine);
  for (uint32_t i = 0; i < engine.connections().size(); ++i) {
    const auto segments = tcpladder::SegmentsToCompare(engine, i, hosts);
    const auto bytes = ReadPlaces(tcpladder::PlacesOf(engine, segments), file);
    const auto judgments =
        tcpladder::JudgeResets(engine, i, hosts, tcpladder::Rereads(segments, bytes));
    const auto& connection = engine.connections()[i];
    for (const auto& judgment : judgments) {
      Require(judgment.row < connection.segments[0] + connection.segments[1]);
    }
  }
}

void CheckLimits(const Engine& engine) {
  for (size_t i = 0; i < engine.connections().size(); ++i) {
    const auto& connection = engine.connections()[i];
    for (const uint8_t sender : {uint8_t{0}, uint8_t{1}}) {
      for (const auto& span : tcpladder::LimitSpansOf(engine, connection, sender)) {
        Require(span.from_ns < span.to_ns);
      }
      for (const auto& points : tcpladder::CurvesOf(engine, connection, sender, {}).kinds) {
        Require(points.low.size() == points.row.size());
        for (const uint32_t row : points.row) {
          Require(row < connection.segments[0] + connection.segments[1]);
        }
      }
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto file = std::as_bytes(std::span(data, size));
  Engine whole, cut;
  Feed(whole, file, size + 1);
  Feed(cut, file, size == 0 ? 1 : data[size / 2] % 251u + 1);
  Require(whole.totals().segments == cut.totals().segments);
  Require(whole.totals().connections == cut.totals().connections);
  CheckTables(whole);
  CheckResets(whole, file);
  CheckLimits(whole);
  return 0;
}
