// The incidents of a capture. Declared in engine.d.mts.

#include <emscripten/bind.h>

#include "core/incidents/incident_table.h"
#include "wasm/module.h"
#include "wasm/values.h"

namespace tcpladder::wasm::on_demand {
namespace {

val Incidents(const Module& module) {
  const IncidentTables tables = TablesOfIncidents(module.engine);
  val object = val::object();
  object.set("incidents", ValueOf(tables.incidents));
  object.set("measures", ValueOf(tables.measures));
  return object;
}

}  // namespace
}  // namespace tcpladder::wasm::on_demand

EMSCRIPTEN_BINDINGS(incidents) {
  using namespace tcpladder::wasm;
  emscripten::function("incidents", &on_demand::Incidents);
}
