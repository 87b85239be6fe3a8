// tcpladder-dump: the engine's native test instrument.
//
// Exit status: 0 with a result, 1 when the input is refused, 2 for wrong usage.

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "core/engine/engine.h"
#include "tests/dump/dump.h"

namespace {

constexpr int kRefused = 1;
constexpr int kWrongUsage = 2;
// Fits into the processor's cache: what was just read is still there when it is looked at.
constexpr size_t kChunk = size_t{128} << 10;

int WrongUsage(const char* problem) {
  std::fprintf(stderr,
               "tcpladder-dump: %s\nusage: tcpladder-dump [--set-aside-duplicates] "
               "segments|connections|fields|facts|notes|summary FILE\n",
               problem);
  return kWrongUsage;
}

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

// `copy`, where not null, receives what was read.
void Read(std::FILE* file, tcpladder::Engine& engine, std::vector<std::byte>* copy) {
  std::vector<std::byte> chunk(kChunk);
  while (const size_t size = std::fread(chunk.data(), 1, chunk.size(), file)) {
    if (copy) copy->insert(copy->end(), chunk.begin(), chunk.begin() + static_cast<long>(size));
    if (engine.Push({chunk.data(), size}) != tcpladder::EngineStatus::reading) break;
  }
  engine.Finish();
}

}  // namespace

int main(int argc, char** argv) {
  using tcpladder::Engine;
  const bool set_aside = argc > 1 && argv[1] == std::string_view("--set-aside-duplicates");
  const char* const* words = argv + (set_aside ? 2 : 1);
  if (argc - (set_aside ? 1 : 0) != 3) return WrongUsage("a command and a file are needed");
  const std::string_view command = words[0];
  if (command != "segments" && command != "connections" && command != "fields" &&
      command != "facts" && command != "notes" && command != "summary") {
    return WrongUsage("no such command");
  }
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(words[1], "rb"));
  if (!file) return WrongUsage(std::strerror(errno));

  Engine::Options options;
  options.set_aside_duplicates = set_aside;
  std::unique_ptr<tcpladder::dump::SegmentPrinter> printer;
  if (command == "segments") {
    printer = std::make_unique<tcpladder::dump::SegmentPrinter>(stdout);
    options.observer = printer.get();
  }
  Engine engine(options);
  const bool rereads = command == "fields" || command == "facts";
  std::vector<std::byte> copy;
  Read(file.get(), engine, rereads ? &copy : nullptr);
  if (command == "fields") tcpladder::dump::PrintFields(engine, copy, stdout);
  if (command == "facts") tcpladder::dump::PrintFacts(engine, copy, stdout);
  if (command == "connections") tcpladder::dump::PrintConnections(engine, stdout);
  if (command == "notes") tcpladder::dump::PrintNotes(engine, stdout);
  if (command == "summary") tcpladder::dump::PrintSummary(engine, stdout);
  if (engine.status() != tcpladder::EngineStatus::refused) return 0;
  std::fputs("tcpladder-dump: refused: ", stderr);
  tcpladder::dump::PrintNotes(engine, stderr);
  return kRefused;
}
