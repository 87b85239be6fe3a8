// The state and functions that every binding of the engine has: it takes the bytes of a capture.
#ifndef TCPLADDER_WASM_MODULE_H_
#define TCPLADDER_WASM_MODULE_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/engine/connection_number.h"
#include "core/engine/engine.h"
#include "core/engine/tables.h"
#include "wasm/values.h"

namespace tcpladder::wasm {

// A 32-bit heap ends at 2 GB; the rest is reserved for the input buffer, tables and growth.
inline constexpr uint64_t kIndexLimit = uint64_t{1600} << 20;

struct Module {
  Module(uint32_t hash_seed, bool set_aside_duplicates)
      : Module(hash_seed, set_aside_duplicates, nullptr, {}) {}
  // `observer` must outlive this object.
  Module(uint32_t hash_seed, bool set_aside_duplicates, tcpladder::SegmentObserver* observer,
         std::optional<uint16_t> only_interface)
      : engine({.memory_limit = kIndexLimit,
                .hash_seed = hash_seed,
                .set_aside_duplicates = set_aside_duplicates,
                .observer = observer,
                .only_interface = only_interface}) {}

  Engine engine;
  std::vector<std::byte> buffer;

  // The first `size` bytes of the buffer, which hold the input.
  std::span<const std::byte> Input(size_t size) const {
    return std::span(buffer).first(std::min(size, buffer.size()));
  }
};

inline val Buffer(Module& module, size_t size) {
  module.buffer.resize(size);
  return val(typed_memory_view(size, reinterpret_cast<uint8_t*>(module.buffer.data())));
}
inline int Push(Module& module, size_t size) {
  return static_cast<int>(module.engine.Push(module.Input(size)));
}
inline int Finish(Module& module) { return static_cast<int>(module.engine.Finish()); }

inline val Info(const Module& module) {
  const CaptureTotals totals = module.engine.totals();
  val object = val::object();
  object.set("status", ValueOf(static_cast<int>(module.engine.status())));
  object.set("packets", ValueOf(totals.packets));
  object.set("segments", ValueOf(totals.segments));
  object.set("connections", ValueOf(totals.connections));
  object.set("bytes", ValueOf(static_cast<double>(totals.bytes)));
  object.set("start", ValueOf(Seconds(totals.start_ns)));
  object.set("duration", ValueOf(Seconds(totals.duration_ns)));
  return object;
}

inline val Connections(const Module& module, uint32_t first, uint32_t count) {
  return ValueOf(TableOfConnections(module.engine, first, count));
}
inline double FindConnection(const Module& module, uint32_t stream, uint32_t part) {
  return tcpladder::FindConnection(module.engine, {stream, part});
}
// Returns a table about one connection.
template <auto table_of>
val Of(const Module& module, uint32_t connection) {
  return ValueOf(table_of(module.engine, connection));
}
// The other tables are derived from the segments, whose table takes longest to make.
inline val SegmentsAndVerdict(const Module& module, uint32_t connection) {
  const SegmentTable segments = TableOfSegments(module.engine, connection);
  val object = val::object();
  object.set("segments", ValueOf(segments));
  object.set("exchange", ValueOf(TableOfExchange(module.engine, connection, segments)));
  object.set("verdict", ValueOf(TableOfVerdict(module.engine, connection, segments)));
  return object;
}
inline val Findings(const Module& module) { return ValueOf(TableOfFindings(module.engine)); }
inline val Notes(const Module& module) { return ValueOf(TableOfNotes(module.engine)); }

}  // namespace tcpladder::wasm

#endif  // TCPLADDER_WASM_MODULE_H_
