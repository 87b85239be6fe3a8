// The engine for <tcp-ladder>: reads a capture and returns its connections, without the page's
// other functions. The functions take the address of an engine; without Embind's classes, the
// script is 2 kB smaller (brotli). Declared in element.d.mts.

#include <emscripten/bind.h>

#include <cstddef>
#include <cstdint>

#include "core/engine/tables.h"
#include "wasm/module.h"
#include "wasm/values.h"

namespace tcpladder::wasm {

// Converts a member function of Module to a function that takes the address of the object.
template <auto function>
struct ByAddress;
template <typename Result, typename Target, typename... Args, Result (*function)(Target&, Args...)>
struct ByAddress<function> {
  static Result Call(size_t address, Args... args) {
    return function(*reinterpret_cast<Module*>(address), args...);
  }
};

size_t Create(uint32_t hash_seed, bool set_aside_duplicates) {
  return reinterpret_cast<size_t>(new Module(hash_seed, set_aside_duplicates));
}
val Ends(const Module& module, uint32_t first, uint32_t count) {
  return ValueOf(TableWithoutZeek(module.engine, first, count));
}
void Delete(const Module& module) { delete &module; }

}  // namespace tcpladder::wasm

EMSCRIPTEN_BINDINGS(element) {
  using namespace tcpladder::wasm;
  using emscripten::function;
  function("create", &Create);
  function("delete", &ByAddress<&Delete>::Call);
  function("buffer", &ByAddress<&Buffer>::Call);
  function("push", &ByAddress<&Push>::Call);
  function("finish", &ByAddress<&Finish>::Call);
  function("info", &ByAddress<&Info>::Call);
  function("connections", &ByAddress<&Ends>::Call);
  function("findConnection", &ByAddress<&FindConnection>::Call);
  function("segmentsAndVerdict", &ByAddress<&SegmentsAndVerdict>::Call);
  function("port", &ByAddress<&Of<tcpladder::TableOfPort>>::Call);
  function("icmp", &ByAddress<&Of<tcpladder::TableOfIcmp>>::Call);
  function("events", &ByAddress<&Of<tcpladder::TableOfEvents>>::Call);
  function("findings", &ByAddress<&Findings>::Call);
  function("notes", &ByAddress<&Notes>::Call);
}
