// tcpladder-dump: the engine's native test instrument.
//
// Exit status: 0 with a result, 1 when the input is refused, 2 for wrong usage.

#include <cstdio>
#include <span>
#include <string_view>

#include "tests/dump/command.h"

namespace tcpladder::dump {
namespace {

constexpr Command kCommands[] = {
    {"segments", "FILE", 1, DumpSegments},
    {"connections", "FILE", 1, DumpConnections},
    {"fields", "FILE", 1, DumpFields},
    {"facts", "FILE", 1, DumpFacts},
    {"notes", "FILE", 1, DumpNotes},
    {"summary", "FILE", 1, DumpSummary},
    {"resets", "FILE", 1, DumpResets},
    {"limits", "FILE", 1, DumpLimits},
    {"incidents", "FILE", 1, DumpIncidents},
    {"curves", "FILE CONNECTION", 2, DumpCurves},
    {"payload", "FILE CONNECTION", 2, DumpPayload},
    {"find", "FILE TEXT", 2, DumpFind},
    {"diff", "FILE_A STREAM_A FILE_B STREAM_B", 4, DumpDiff},
    {"moments", "FILE", 1, DumpMoments},
    {"taps", "FILE_A FILE_B", 2, DumpTaps},
    {"script", "FILE", 1, DumpScript},
    {"script-pcap", "FILE OUT", 2, DumpScriptPcap},
    {"annotate", "FILE OUT CONNECTION|all [FRAME=TEXT ...]", 3, DumpAnnotate, 8},
    {"to-script", "CAPTURE STREAM [client|server]", 2, DumpToScript, 1},
};

int WrongUsage(std::string_view problem) {
  std::fprintf(stderr, "tcpladder-dump: %.*s\nusage: tcpladder-dump [--set-aside-duplicates] ...\n",
               static_cast<int>(problem.size()), problem.data());
  for (const Command& command : kCommands) {
    std::fprintf(stderr, "  %s %s\n", command.name, command.arguments);
  }
  return kWrongUsage;
}

int Run(std::span<const char* const> words) {
  Settings settings;
  if (!words.empty() && words[0] == std::string_view("--set-aside-duplicates")) {
    settings.set_aside_duplicates = true;
    words = words.subspan(1);
  }
  if (words.empty()) return WrongUsage("a command is needed");
  for (const Command& command : kCommands) {
    if (words[0] != std::string_view(command.name)) continue;
    const std::span arguments = words.subspan(1);
    const size_t most = command.argument_count + command.optional_count;
    if (arguments.size() < command.argument_count || arguments.size() > most) {
      return WrongUsage("wrong number of arguments");
    }
    return command.run(settings, arguments);
  }
  return WrongUsage("no such command");
}

}  // namespace
}  // namespace tcpladder::dump

int main(int argc, char** argv) {
  const std::span<const char* const> words(argv, static_cast<size_t>(argc));
  return tcpladder::dump::Run(words.subspan(1));
}
