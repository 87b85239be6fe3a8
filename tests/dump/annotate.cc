// Captures written back as pcapng with comments.
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "core/share/capture_writer.h"
#include "tests/dump/command.h"

namespace tcpladder::dump {

int DumpAnnotate(const Settings& settings, Arguments arguments) {
  Engine engine(OptionsOf(settings));
  std::vector<std::byte> file;
  if (const int status = ReadCapture(arguments[0], engine, &file)) return status;
  const bool all = arguments[2] == std::string_view("all");
  CaptureWriter writer(
      engine, all ? kNone : static_cast<uint32_t>(std::strtoul(arguments[2], nullptr, 10)));
  for (const char* const argument : arguments.subspan(3)) {
    char* end = nullptr;
    const auto frame = static_cast<uint32_t>(std::strtoul(argument, &end, 10));
    if (*end != '=') {
      std::fprintf(stderr, "tcpladder-dump: %s is not FRAME=TEXT\n", argument);
      return kWrongUsage;
    }
    writer.Comment(frame, end + 1);
  }
  if (writer.Push(file)) writer.Finish();
  const std::vector<std::byte> written = writer.Take();
  std::FILE* const out = std::fopen(arguments[1], "wb");
  const bool done = out && std::fwrite(written.data(), 1, written.size(), out) == written.size();
  if ((out && std::fclose(out) != 0) || !done) {
    std::fprintf(stderr, "tcpladder-dump: %s: %s\n", arguments[1], std::strerror(errno));
    return kWrongUsage;
  }
  return kDone;
}

}  // namespace tcpladder::dump
