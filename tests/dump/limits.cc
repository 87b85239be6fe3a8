// The commands `limits` and `curves`: what limited each transfer, and the points of its curves.

#include <algorithm>
#include <array>
#include <charconv>
#include <cinttypes>
#include <cstdint>
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
  const std::vector<uint32_t> segments = SegmentsOfCurves(engine, connection);
  const std::vector<std::byte> bytes = ReadPlaces(PlacesOf(engine, segments), file);
  const Rereads rereads(segments, bytes);
  const std::array curves{CurvesOf(engine, connection, 0, rereads),
                          CurvesOf(engine, connection, 1, rereads)};
  std::array<std::array<size_t, kCurveNames.size()>, 2> next{};
  const int64_t start_ns = engine.totals().start_ns;
  int64_t latest_ns = INT64_MIN;
  uint32_t row = 0;
  std::puts("time_ns\tdirection\tkind\tlow\thigh\tframe");
  for (uint32_t i = connection.first_segment; i != kNone; i = engine.segments()[i].next, ++row) {
    const SegmentRecord& record = engine.segments()[i];
    latest_ns = std::max(latest_ns, record.time_ns);
    for (const uint8_t sender : {uint8_t{0}, uint8_t{1}}) {
      for (size_t kind = 0; kind < kCurveNames.size(); ++kind) {
        const CurvePoints& points = curves[sender].kinds[kind];
        for (size_t& k = next[sender][kind]; k < points.row.size() && points.row[k] == row; ++k) {
          const double low = points.low[k], high = points.high.empty() ? low : points.high[k];
          std::printf("%" PRId64 "\t%s\t%s\t%.0f\t%.0f\t%" PRIu32 "\n", start_ns + latest_ns,
                      NameOfEnd(sender), std::string(kCurveNames[kind]).c_str(), low, high,
                      record.frame);
        }
      }
    }
  }
  return status;
}

}  // namespace tcpladder::dump
