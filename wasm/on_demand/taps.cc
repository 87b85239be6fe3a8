// Two captures of the same traffic, and the times at both ends. Declared in engine.d.mts.

#include <emscripten/bind.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/taps/header_capture.h"
#include "core/taps/merged_connection.h"
#include "core/taps/packet_traits.h"
#include "core/taps/tap_tables.h"
#include "core/taps/two_taps.h"
#include "wasm/module.h"
#include "wasm/values.h"

namespace tcpladder::wasm::on_demand {

// Not in an unnamed namespace: Embind's templates for these types would then be local to this file,
// and the linker might merge those of the main module into them.
struct TapModule : Module {
  TapModule(uint32_t hash_seed, bool set_aside_duplicates, std::optional<uint16_t> only_interface)
      : Module(hash_seed, set_aside_duplicates, &traits, only_interface) {}

  TapCapture capture() const { return {engine, traits}; }

  PacketTraits traits;
};

struct Taps {
  Taps(const TapModule& first, const TapModule& second)
      : first_module(first),
        captures{first.capture(), second.capture()},
        comparison(CompareTaps(captures[0], captures[1])) {}

  const TapModule& first_module;
  std::array<TapCapture, 2> captures;
  TapComparison comparison;
};

struct Merged {
  Merged(const Taps& taps, uint32_t connection)
      : module(taps.first_module),
        connection(connection),
        merged(taps.captures, taps.comparison, connection),
        headers(merged.Headers()) {}

  const Module& module;
  uint32_t connection;
  MergedConnection merged;
  HeaderCapture headers;
};

namespace {

val BytesOf(const std::vector<std::byte>& bytes) {
  const auto* first = reinterpret_cast<const uint8_t*>(bytes.data());
  return val(typed_memory_view(bytes.size(), first)).call<val>("slice");
}

// Functions are used instead of Embind's constructor templates, because those are part of the main
// module and would pull into it everything that they construct.
TapModule* Begin(uint32_t hash_seed, bool set_aside_duplicates, int interface) {
  std::optional<uint16_t> only_interface;
  if (interface >= 0) only_interface = static_cast<uint16_t>(interface);
  return new TapModule(hash_seed, set_aside_duplicates, only_interface);
}
Taps* Compare(const TapModule& first, const TapModule& second) { return new Taps(first, second); }

val Summary(const Taps& taps) { return ValueOf(TableOfTapSummary(taps.comparison)); }
Merged* Merge(const Taps& taps, uint32_t connection) { return new Merged(taps, connection); }

val Places(const Merged& merged, uint32_t file) {
  return ValueOf(merged.headers.Places(file == 0 ? 0 : 1));
}
val Capture(const Merged& merged, size_t size, size_t second_size) {
  const auto input = merged.module.Input(size + second_size);
  const auto first = input.first(std::min(size, input.size()));
  return BytesOf(merged.headers.Make({first, input.subspan(first.size())}));
}
uint32_t ConnectionIn(const Merged& merged, const Module& read) {
  return tcpladder::ConnectionIn(merged.merged, read.engine, merged.connection);
}
val Tables(const Merged& merged, const Module& read, uint32_t connection) {
  const MergedTables tables = TablesOfMerged(merged.merged, read.engine, connection);
  val object = val::object();
  object.set("timing", ValueOf(tables.timing));
  object.set("passages", ValueOf(tables.passages));
  return object;
}

val PlacesOfHeaders(const Module& module, uint32_t connection) {
  return ValueOf(ConnectionHeaders(module.engine, connection).Places());
}
val Headers(const Module& module, uint32_t connection, size_t size) {
  return BytesOf(ConnectionHeaders(module.engine, connection).Make(module.Input(size)));
}
val Timing(const TapModule& module, uint32_t connection) {
  return ValueOf(TableOfTiming(module.capture(), connection));
}

}  // namespace
}  // namespace tcpladder::wasm::on_demand

EMSCRIPTEN_BINDINGS(taps) {
  using namespace tcpladder::wasm;
  using namespace emscripten;
  class_<on_demand::TapModule, base<Module>>("TapEngine")
      .constructor(&on_demand::Begin, allow_raw_pointers());
  class_<on_demand::Taps>("Taps")
      .constructor(&on_demand::Compare, allow_raw_pointers())
      .function("summary", &on_demand::Summary)
      .function("merge", &on_demand::Merge, allow_raw_pointers());
  class_<on_demand::Merged>("MergedConnection")
      .function("places", &on_demand::Places)
      .function("capture", &on_demand::Capture)
      .function("connectionIn", &on_demand::ConnectionIn)
      .function("tables", &on_demand::Tables);
  function("placesOfHeaders", &on_demand::PlacesOfHeaders);
  function("headers", &on_demand::Headers);
  function("timing", &on_demand::Timing);
}
