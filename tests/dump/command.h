// One command of tcpladder-dump, and what all commands share.
#ifndef TCPLADDER_TESTS_DUMP_COMMAND_H_
#define TCPLADDER_TESTS_DUMP_COMMAND_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/engine/engine.h"
#include "core/script/problem.h"

namespace tcpladder::dump {

// Exit statuses.
inline constexpr int kDone = 0;
inline constexpr int kRefused = 1;
inline constexpr int kWrongUsage = 2;

// What comes before the command.
struct Settings {
  bool set_aside_duplicates = false;
};

// What the engine is asked for by the words before the command.
Engine::Options OptionsOf(const Settings& settings);

using Arguments = std::span<const char* const>;

struct Command {
  const char* name;
  const char* arguments;  // as shown in the usage
  size_t argument_count;
  int (*run)(const Settings& settings, Arguments arguments);  // returns the exit status
  size_t optional_count = 0;                                  // arguments that may follow
};

// Reads the file at `path` into `engine`. `copy`, where not null, receives its bytes. Prints why
// and returns kRefused or kWrongUsage where the file is no capture or cannot be read.
int ReadCapture(const char* path, Engine& engine, std::vector<std::byte>* copy = nullptr);

// What a file holds at places to be read again, as core/engine/reread.h wants it.
std::vector<std::byte> ReadPlaces(std::span<const uint64_t> places,
                                  std::span<const std::byte> file);

// LINE:COLUMN and what is wrong there.
std::string TextOf(const Problem& problem);

int DumpSegments(const Settings& settings, Arguments arguments);
int DumpConnections(const Settings& settings, Arguments arguments);
int DumpFields(const Settings& settings, Arguments arguments);
int DumpFacts(const Settings& settings, Arguments arguments);
int DumpNotes(const Settings& settings, Arguments arguments);
int DumpSummary(const Settings& settings, Arguments arguments);
int DumpResets(const Settings& settings, Arguments arguments);
int DumpLimits(const Settings& settings, Arguments arguments);
int DumpIncidents(const Settings& settings, Arguments arguments);
int DumpCurves(const Settings& settings, Arguments arguments);
int DumpPayload(const Settings& settings, Arguments arguments);
int DumpFind(const Settings& settings, Arguments arguments);
int DumpDiff(const Settings& settings, Arguments arguments);
int DumpMoments(const Settings& settings, Arguments arguments);
int DumpTaps(const Settings& settings, Arguments arguments);
int DumpAnnotate(const Settings& settings, Arguments arguments);
int DumpScript(const Settings& settings, Arguments arguments);
int DumpToScript(const Settings& settings, Arguments arguments);
int DumpScriptPcap(const Settings& settings, Arguments arguments);

}  // namespace tcpladder::dump

#endif  // TCPLADDER_TESTS_DUMP_COMMAND_H_
