// The origin of the resets of a connection. Declared in engine.d.mts.

#include <emscripten/bind.h>

#include <cstddef>
#include <cstdint>

#include "core/resets/reset_table.h"
#include "wasm/module.h"
#include "wasm/values.h"

namespace tcpladder::wasm::on_demand {
namespace {

val PlacesOfResets(const Module& module, uint32_t connection) {
  return ValueOf(tcpladder::PlacesOfResets(module.engine, connection));
}
val Resets(const Module& module, uint32_t connection, size_t size) {
  return ValueOf(TableOfResets(module.engine, connection, module.Input(size)));
}

}  // namespace
}  // namespace tcpladder::wasm::on_demand

EMSCRIPTEN_BINDINGS(resets) {
  using namespace tcpladder::wasm;
  emscripten::function("placesOfResets", &on_demand::PlacesOfResets);
  emscripten::function("resets", &on_demand::Resets);
}
