// The commands that print what the engine knows of one capture.

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/engine/reread.h"
#include "core/text/text_capture.h"
#include "tests/dump/command.h"
#include "tests/dump/dump.h"

namespace tcpladder::dump {
namespace {

// Fits into the processor's cache: what was just read is still there when it is looked at.
constexpr size_t kChunk = size_t{128} << 10;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

// Reads the capture and hands the engine on, even where the capture is refused: findings stand.
template <typename Print>
int Dump(const Settings& settings, const char* path, Print print) {
  Engine engine(OptionsOf(settings));
  const int status = ReadCapture(path, engine);
  if (status != kWrongUsage) print(engine, stdout);
  return status;
}

// The same where parts of the file are read again.
template <typename Print>
int DumpAndReread(const Settings& settings, const char* path, Print print) {
  Engine engine(OptionsOf(settings));
  std::vector<std::byte> copy;
  const int status = ReadCapture(path, engine, &copy);
  if (status != kWrongUsage) print(engine, copy, stdout);
  return status;
}

bool IsText(std::span<const std::byte> beginning) {
  const std::string text(reinterpret_cast<const char*>(beginning.data()), beginning.size());
  return FormatOf(text) != TextFormat::none;
}

// A script or a listing becomes a capture first, and that is what `copy` receives.
int ReadTextFile(std::span<const std::byte> beginning, std::FILE* file, Engine& engine,
                 std::vector<std::byte>* copy) {
  std::string text(reinterpret_cast<const char*>(beginning.data()), beginning.size());
  std::vector<char> chunk(kChunk);
  while (const size_t size = std::fread(chunk.data(), 1, chunk.size(), file)) {
    text.append(chunk.data(), size);
  }
  const TextCapture capture = ReadText(text);
  engine.Push(capture.pcapng);
  engine.Finish();
  if (copy) *copy = capture.pcapng;
  for (const Problem& problem : capture.problems.entries()) {
    std::fprintf(stderr, "%s\n", TextOf(problem).c_str());
  }
  return engine.status() == EngineStatus::refused ? kRefused : kDone;
}

}  // namespace

Engine::Options OptionsOf(const Settings& settings) {
  Engine::Options options;
  options.set_aside_duplicates = settings.set_aside_duplicates;
  return options;
}

int ReadCapture(const char* path, Engine& engine, std::vector<std::byte>* copy) {
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path, "rb"));
  if (!file) {
    std::fprintf(stderr, "tcpladder-dump: %s: %s\n", path, std::strerror(errno));
    return kWrongUsage;
  }
  std::vector<std::byte> chunk(kChunk);
  bool first = true;
  while (const size_t size = std::fread(chunk.data(), 1, chunk.size(), file.get())) {
    if (std::exchange(first, false) && IsText({chunk.data(), size})) {
      return ReadTextFile({chunk.data(), size}, file.get(), engine, copy);
    }
    if (copy) copy->insert(copy->end(), chunk.begin(), chunk.begin() + static_cast<long>(size));
    if (engine.Push({chunk.data(), size}) != EngineStatus::reading) break;
  }
  engine.Finish();
  if (engine.status() != EngineStatus::refused) return kDone;
  std::fputs("tcpladder-dump: refused: ", stderr);
  PrintNotes(engine, stderr);
  return kRefused;
}

std::vector<std::byte> ReadPlaces(std::span<const uint64_t> places,
                                  std::span<const std::byte> file) {
  std::vector<std::byte> bytes;
  for (const uint64_t place : places) {
    const size_t at = bytes.size();
    bytes.resize(at + Rereads::kLength);
    for (size_t i = 0; i < Rereads::kLength; ++i) {
      const uint64_t from = place + i;
      if (from < Rereads::kBefore || from - Rereads::kBefore >= file.size()) continue;
      bytes[at + i] = file[static_cast<size_t>(from - Rereads::kBefore)];
    }
  }
  return bytes;
}

int DumpSegments(const Settings& settings, Arguments arguments) {
  SegmentPrinter printer(stdout);
  Engine::Options options = OptionsOf(settings);
  options.observer = &printer;
  Engine engine(options);
  return ReadCapture(arguments[0], engine);
}

int DumpConnections(const Settings& settings, Arguments arguments) {
  return Dump(settings, arguments[0], PrintConnections);
}

int DumpFields(const Settings& settings, Arguments arguments) {
  return DumpAndReread(settings, arguments[0], PrintFields);
}

int DumpFacts(const Settings& settings, Arguments arguments) {
  return DumpAndReread(settings, arguments[0], PrintSummaryItems);
}

int DumpNotes(const Settings& settings, Arguments arguments) {
  return Dump(settings, arguments[0], PrintNotes);
}

int DumpSummary(const Settings& settings, Arguments arguments) {
  return Dump(settings, arguments[0], PrintSummary);
}

}  // namespace tcpladder::dump
