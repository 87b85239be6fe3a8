// Scripts: any text becomes a capture that contains all its frames, and the scripts written for its
// connections can be read again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/engine/engine.h"
#include "core/script/player.h"
#include "core/script/script_capture.h"
#include "core/script/script_writer.h"

namespace {

using namespace tcpladder;

// Every problem has a place within the text.
void CheckPlaces(const Script& script, std::string_view text) {
  size_t lines = 1;
  for (const char c : text) lines += c == '\n';
  for (const Problem& problem : script.problems.entries()) {
    if (problem.at.line == 0 || problem.at.column == 0 || problem.at.line > lines) std::abort();
  }
}

void CheckWriter(const Engine& engine, std::span<const std::byte> file) {
  if (engine.connections().size() == 0) return;
  for (const size_t local : {size_t{0}, size_t{1}}) {
    ScriptWriter writer(engine, 0, local);
    if (writer.Push(file)) writer.Finish();
    const std::string text = writer.Take();
    if (ReadScript(text).problems.count() != 0) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const Script script = ReadScript(text);
  CheckPlaces(script, text);
  const std::vector<std::byte> file = CaptureOf(script);
  Engine engine;
  engine.Push(file);
  engine.Finish();
  if (engine.totals().packets != script.packets.size()) std::abort();
  CheckWriter(engine, file);
  return 0;
}
