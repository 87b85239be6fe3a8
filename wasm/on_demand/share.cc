// One connection as a pcap file for sharing. Declared in engine.d.mts.

#include "core/share/share.h"

#include <emscripten/bind.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "wasm/module.h"
#include "wasm/values.h"

namespace tcpladder::wasm::on_demand {
namespace {

using tcpladder::Share;

Share* Begin(const Module& module, uint32_t connection, uint32_t first, uint32_t last,
             uint32_t flags) {
  return new Share(module.engine, connection, first, last, flags);
}
bool Push(Share& share, const Module& module, size_t size) {
  return share.Push(module.Input(size));
}
void Finish(Share& share) { share.Finish(); }
val Take(Share& share) {
  const auto bytes = share.Take();
  const auto* first = reinterpret_cast<const uint8_t*>(bytes.data());
  return val(typed_memory_view(bytes.size(), first)).call<val>("slice");
}

}  // namespace
}  // namespace tcpladder::wasm::on_demand

EMSCRIPTEN_BINDINGS(share) {
  using namespace tcpladder::wasm;
  emscripten::class_<tcpladder::Share>("Share")
      .constructor(&on_demand::Begin, emscripten::allow_raw_pointers())
      .function("push", &on_demand::Push)
      .function("finish", &on_demand::Finish)
      .function("take", &on_demand::Take);
}
