// What several capture files are to each other. Declared in engine.d.mts.

#include "core/file_set/file_set.h"

#include <emscripten/bind.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "wasm/module.h"
#include "wasm/values.h"

namespace tcpladder::wasm::on_demand {
namespace {

void Push(FileSetReader& reader, const Module& module, size_t size) {
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
  return object;
}

}  // namespace
}  // namespace tcpladder::wasm::on_demand

EMSCRIPTEN_BINDINGS(file_set) {
  using namespace tcpladder::wasm;
  emscripten::class_<tcpladder::FileSetReader>("FileSet")
      .constructor<>()
      .function("begin", &tcpladder::FileSetReader::Begin)
      .function("push", &on_demand::Push)
      .function("end", &tcpladder::FileSetReader::End)
      .function("take", &on_demand::Take);
}
