// The commands `limits` and `curves`: what limited each transfer, and the points of its curves.

#include <charconv>
#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "core/limits/curves.h"
#include "core/limits/limit_spans.h"
#include "tests/dump/command.h"

namespace tcpladder::dump {
namespace {

const char* NameOfEnd(uint8_t end) { return end ? "server" : "client"; }

}  // namespace

int DumpLimits(const Settings& settings, Arguments arguments) {
  Engine engine(OptionsOf(settings));
  const int status = ReadCapture(arguments[0], engine);
  if (status == kWrongUsage) return status;
  const int64_t start_ns = engine.totals().start_ns;
  std::puts("stream\tdirection\tfrom_ns\tto_ns\tlimit");
  for (uint32_t i = 0; i < engine.connections().size(); ++i) {
    for (const uint8_t sender : {uint8_t{0}, uint8_t{1}}) {
      for (const LimitSpan& span : LimitSpansOf(engine, engine.connections()[i], sender)) {
        std::printf("%" PRIu32 "\t%s\t%" PRId64 "\t%" PRId64 "\t%s\n", i, NameOfEnd(sender),
                    start_ns + span.from_ns, start_ns + span.to_ns,
                    std::string(kLimitNames[static_cast<size_t>(span.limit)]).c_str());
      }
    }
  }
  return status;
}

int DumpCurves(const Settings& settings, Arguments arguments) {
  uint32_t stream = 0;
  const char* const word = arguments[1];
  const auto read = std::from_chars(word, word + std::strlen(word), stream);
  Engine engine(OptionsOf(settings));
  std::vector<std::byte> file;
  const int status = ReadCapture(arguments[0], engine, &file);
  if (status == kWrongUsage) return status;
  if (read.ec != std::errc() || *read.ptr != '\0' || stream >= engine.connections().size()) {
    std::fprintf(stderr, "tcpladder-dump: no connection %s\n", word);
    return kWrongUsage;
  }
  const Connection& connection = engine.connections()[stream];
  const std::vector<uint32_t> segments = SegmentsToReread(engine, connection);
  const std::vector<std::byte> bytes = ReadPlaces(PlacesOf(engine, segments), file);
  const int64_t start_ns = engine.totals().start_ns;
  std::puts("time_ns\tdirection\tkind\tlow\thigh");
  for (const CurvePoint& point : CurvesOf(engine, connection, Rereads(segments, bytes))) {
    std::printf("%" PRId64 "\t%s\t%s\t%" PRId64 "\t%" PRId64 "\n", start_ns + point.time_ns,
                NameOfEnd(point.sender),
                std::string(kCurveNames[static_cast<size_t>(point.curve)]).c_str(), point.low,
                point.high);
  }
  return status;
}

}  // namespace tcpladder::dump
