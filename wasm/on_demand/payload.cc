// The payload of a connection, and a search in the payload of all. Declared in engine.d.mts.

#include <emscripten/bind.h>

#include <cstddef>
#include <cstdint>

#include "core/payload/payload_search.h"
#include "core/payload/payload_stream.h"
#include "wasm/module.h"
#include "wasm/values.h"

namespace tcpladder::wasm::on_demand {
namespace {

using tcpladder::PayloadSearch;
using tcpladder::PayloadStream;

uint64_t Number(double number) { return number > 0 ? static_cast<uint64_t>(number) : 0; }

PayloadStream* BeginStream(const Module& module, uint32_t connection, uint32_t end) {
  return new PayloadStream(module.engine, connection, static_cast<uint8_t>(end));
}
double Length(const PayloadStream& stream) { return static_cast<double>(stream.length()); }
double FirstOf(const PayloadStream& stream, uint32_t row) {
  return static_cast<double>(stream.FirstOf(row));
}
val Places(const PayloadStream& stream, double from, double to) {
  return ValueOf(stream.Places(Number(from), Number(to)));
}
val Page(const PayloadStream& stream, const Module& module, double from, double to, size_t size) {
  return ValueOf(stream.Page(Number(from), Number(to), module.Input(size)));
}

PayloadSearch* BeginSearch(const Module& module, size_t size) {
  return new PayloadSearch(module.engine, module.Input(size));
}
bool Push(PayloadSearch& search, const Module& module, size_t size) {
  return search.Push(module.Input(size));
}
void Finish(PayloadSearch& search) { search.Finish(); }
val Take(PayloadSearch& search) { return ValueOf(search.Take()); }

}  // namespace
}  // namespace tcpladder::wasm::on_demand

EMSCRIPTEN_BINDINGS(payload) {
  using namespace tcpladder::wasm;
  emscripten::class_<tcpladder::PayloadStream>("PayloadStream")
      .constructor(&on_demand::BeginStream, emscripten::allow_raw_pointers())
      .function("length", &on_demand::Length)
      .function("firstOf", &on_demand::FirstOf)
      .function("places", &on_demand::Places)
      .function("page", &on_demand::Page);
  emscripten::class_<tcpladder::PayloadSearch>("PayloadSearch")
      .constructor(&on_demand::BeginSearch, emscripten::allow_raw_pointers())
      .function("push", &on_demand::Push)
      .function("finish", &on_demand::Finish)
      .function("take", &on_demand::Take);
}
