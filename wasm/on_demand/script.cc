// A connection as a packetdrill script. Declared in engine.d.mts.

#include <emscripten/bind.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/script/script_writer.h"
#include "wasm/module.h"
#include "wasm/values.h"

namespace tcpladder::wasm::on_demand {
namespace {

ScriptWriter* Begin(const Module& module, uint32_t connection, uint32_t local) {
  return new ScriptWriter(module.engine, connection, local);
}
bool Push(ScriptWriter& script, const Module& module, size_t size) {
  return script.Push(module.Input(size));
}
void Finish(ScriptWriter& script) { script.Finish(); }
std::string Take(ScriptWriter& script) { return script.Take(); }

}  // namespace
}  // namespace tcpladder::wasm::on_demand

EMSCRIPTEN_BINDINGS(script) {
  using namespace tcpladder::wasm;
  emscripten::class_<tcpladder::ScriptWriter>("ScriptWriter")
      .constructor(&on_demand::Begin, emscripten::allow_raw_pointers())
      .function("push", &on_demand::Push)
      .function("finish", &on_demand::Finish)
      .function("take", &on_demand::Take);
}
