// The differences between two connections. Declared in engine.d.mts.

#include <emscripten/bind.h>

#include <cstddef>
#include <cstdint>

#include "core/compare/comparison_tables.h"
#include "core/compare/story.h"
#include "core/engine/reread.h"
#include "wasm/module.h"
#include "wasm/values.h"

namespace tcpladder::wasm::on_demand {
namespace {

using tcpladder::Story;

// Empty if the connection does not exist.
Story* Tell(const Module& module, uint32_t index, size_t size) {
  const auto& connections = module.engine.connections();
  if (index >= connections.size()) return new Story;
  const Connection& connection = connections[index];
  const Rereads rereads(SegmentsToReread(module.engine, connection), module.Input(size));
  return new Story(StoryOf(module.engine, connection, rereads));
}
val Compare(const Story& first, const Story& second) {
  const ComparisonTables tables = TablesOfComparison(first, second);
  val object = val::object();
  object.set("divergences", ValueOf(tables.divergences));
  object.set("lines", ValueOf(tables.lines));
  return object;
}

}  // namespace
}  // namespace tcpladder::wasm::on_demand

EMSCRIPTEN_BINDINGS(compare) {
  using namespace tcpladder::wasm;
  emscripten::class_<tcpladder::Story>("ConnectionStory")
      .constructor(&on_demand::Tell, emscripten::allow_raw_pointers());
  emscripten::function("compare", &on_demand::Compare);
}
