// How several capture files relate to each other. Declared in engine.d.mts.

#include "core/file_set/file_set.h"

#include <emscripten/bind.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/file_set/interface_taps.h"
#include "wasm/module.h"
#include "wasm/values.h"

namespace tcpladder::wasm::on_demand {
namespace {

template <typename Reader>
void Push(Reader& reader, const Module& module, size_t size) {
  reader.Push(module.Input(size));
}
val Take(const FileSetReader& reader) {
  const FileSet set = reader.Result();
  std::vector<double> gaps, packets;
  for (const int64_t gap_ns : set.gaps_ns) gaps.push_back(Seconds(gap_ns));
  for (const CaptureSpan& file : reader.files()) {
    packets.push_back(static_cast<double>(file.packets));
  }
  val object = val::object();
  object.set("relation", ValueOf(static_cast<int>(set.relation)));
  object.set("order", ValueOf(set.order));
  object.set("gaps", ValueOf(gaps));
  object.set("packets", ValueOf(packets));
  object.set("taps", ValueOf(set.taps));
  return object;
}
val TakeInterfaces(const InterfaceTapsReader& reader) {
  const auto found = reader.Result();
  if (!found) return val::null();
  return ValueOf(std::vector<uint32_t>(found->begin(), found->end()));
}

}  // namespace
}  // namespace tcpladder::wasm::on_demand

EMSCRIPTEN_BINDINGS(file_set) {
  using namespace tcpladder::wasm;
  emscripten::class_<tcpladder::FileSetReader>("FileSet")
      .constructor<>()
      .function("begin", &tcpladder::FileSetReader::Begin)
      .function("push", &on_demand::Push<tcpladder::FileSetReader>)
      .function("end", &tcpladder::FileSetReader::End)
      .function("take", &on_demand::Take);
  emscripten::class_<tcpladder::InterfaceTapsReader>("InterfaceTaps")
      .constructor<>()
      .function("push", &on_demand::Push<tcpladder::InterfaceTapsReader>)
      .function("take", &on_demand::TakeInterfaces);
}
