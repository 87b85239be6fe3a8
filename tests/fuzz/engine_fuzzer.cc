// The whole analysis: any bytes in, every table out. Cutting the input makes no difference, and
// the tables fit together.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "core/engine/engine.h"
#include "core/engine/tables.h"

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

void Require(bool holds) {
  if (!holds) std::abort();
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
    const auto statements = tcpladder::TableOfStatements(engine, i);
    for (const uint32_t row : statements.row) Require(row < table.count);
  }
  Require(segments == totals.segments);
  tcpladder::TableOfFindings(engine);
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
  return 0;
}
