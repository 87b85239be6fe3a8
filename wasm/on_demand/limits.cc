// What limits the transfers of a connection, and the points of its curves. Declared in
// engine.d.mts.

#include <emscripten/bind.h>

#include <cstddef>
#include <cstdint>

#include "core/limits/limit_table.h"
#include "wasm/module.h"
#include "wasm/values.h"

namespace tcpladder::wasm::on_demand {
namespace {

val Limits(const Module& module, uint32_t connection) {
  return ValueOf(TableOfLimits(module.engine, connection));
}
val LimitSummaries(const Module& module, uint32_t first, uint32_t count) {
  return ValueOf(TableOfLimitSummaries(module.engine, first, count));
}
val Places(const Module& module, uint32_t connection) {
  return ValueOf(PlacesOfCurves(module.engine, connection));
}
val Curves(const Module& module, uint32_t connection, uint8_t sender, size_t size) {
  return ValueOf(TableOfCurves(module.engine, connection, sender, module.Input(size)));
}

}  // namespace
}  // namespace tcpladder::wasm::on_demand

EMSCRIPTEN_BINDINGS(limits) {
  using namespace tcpladder::wasm;
  emscripten::function("limits", &on_demand::Limits);
  emscripten::function("limitSummaries", &on_demand::LimitSummaries);
  emscripten::function("placesOfCurves", &on_demand::Places);
  emscripten::function("curves", &on_demand::Curves);
}
