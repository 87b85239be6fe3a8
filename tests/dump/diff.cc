// The command `diff`: what differs between two connections, the first divergence first.

#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/compare/compare.h"
#include "core/engine/connection_number.h"
#include "tests/dump/command.h"

namespace tcpladder::dump {
namespace {

struct Side {
  explicit Side(const Settings& settings) : engine(OptionsOf(settings)) {}

  Engine engine;
  std::vector<std::byte> file;
};

// Of the first connection that begins in a stream.
const Connection* Find(const Engine& engine, const char* stream) {
  const uint32_t index =
      FindConnection(engine, {static_cast<uint32_t>(std::strtoul(stream, nullptr, 10)), 1});
  return index == kNone ? nullptr : &engine.connections()[index];
}

Story Tell(const Side& side, const Connection& connection) {
  const std::vector<uint32_t> segments = SegmentsToReread(side.engine, connection);
  const auto bytes = ReadPlaces(PlacesOf(side.engine, segments), side.file);
  return StoryOf(side.engine, connection, Rereads(segments, bytes));
}

std::string RowText(uint32_t row) { return row == kNone ? "-" : std::to_string(row + 1); }

}  // namespace

int DumpDiff(const Settings& settings, Arguments arguments) {
  Side a(settings), b(settings);
  for (const auto& [side, path] : {std::pair{&a, arguments[0]}, std::pair{&b, arguments[2]}}) {
    if (const int status = ReadCapture(path, side->engine, &side->file); status != kDone) {
      return status;
    }
  }
  const Connection* first = Find(a.engine, arguments[1]);
  const Connection* second = Find(b.engine, arguments[3]);
  if (!first || !second) {
    std::fputs("tcpladder-dump: no such stream\n", stderr);
    return kWrongUsage;
  }
  const Comparison comparison = Compare(Tell(a, *first), Tell(b, *second));
  std::puts("kind\tend\tdetail\tfirst\tsecond\tsegment_first\tsegment_second\tstep");
  for (const Divergence& divergence : comparison.divergences) {
    std::printf("%s\t%s\t%" PRIu32 "\t%" PRId64 "\t%" PRId64 "\t%s\t%s\t%" PRIu32 "\n",
                std::string(kDivergenceNames[static_cast<size_t>(divergence.kind)]).c_str(),
                divergence.end ? "server" : "client", divergence.detail, divergence.values[0],
                divergence.values[1], RowText(divergence.rows[0]).c_str(),
                RowText(divergence.rows[1]).c_str(), divergence.step);
  }
  return kDone;
}

}  // namespace tcpladder::dump
