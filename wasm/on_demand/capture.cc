// The capture as pcapng with comments. Declared in engine.d.mts.

#include <emscripten/bind.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/share/capture_writer.h"
#include "wasm/module.h"
#include "wasm/values.h"

namespace tcpladder::wasm::on_demand {
namespace {

CaptureWriter* Begin(const Module& module, uint32_t connection) {
  return new CaptureWriter(module.engine, connection);
}
void Comment(CaptureWriter& writer, uint32_t frame, const std::string& text) {
  writer.Comment(frame, text);
}
bool Push(CaptureWriter& writer, const Module& module, size_t size) {
  return writer.Push(module.Input(size));
}
void Finish(CaptureWriter& writer) { writer.Finish(); }
val Take(CaptureWriter& writer) {
  const auto bytes = writer.Take();
  const auto* first = reinterpret_cast<const uint8_t*>(bytes.data());
  return val(typed_memory_view(bytes.size(), first)).call<val>("slice");
}

}  // namespace
}  // namespace tcpladder::wasm::on_demand

EMSCRIPTEN_BINDINGS(capture) {
  using namespace tcpladder::wasm;
  emscripten::class_<tcpladder::CaptureWriter>("CaptureWriter")
      .constructor(&on_demand::Begin, emscripten::allow_raw_pointers())
      .function("comment", &on_demand::Comment)
      .function("push", &on_demand::Push)
      .function("finish", &on_demand::Finish)
      .function("take", &on_demand::Take);
}
