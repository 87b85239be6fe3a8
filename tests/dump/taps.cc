// Two captures of the same traffic beside each other, as tab-separated text.
#include <cinttypes>
#include <cstdio>
#include <optional>
#include <string>

#include "core/taps/moments.h"
#include "core/taps/packet_traits.h"
#include "core/taps/two_taps.h"
#include "tests/dump/command.h"

namespace tcpladder::dump {
namespace {

struct LoadedTap {
  LoadedTap() : engine({.observer = &traits}) {}

  TapCapture capture() const { return {engine, traits}; }

  PacketTraits traits;
  Engine engine;
};

std::string FrameOf(const Engine& engine, uint32_t segment) {
  return segment == kNone ? "" : std::to_string(engine.segments()[segment].frame);
}

void PrintRow(const LoadedTap& a, const LoadedTap& b, const FurtherRow& row) {
  const std::string verdict(kTapVerdictNames[static_cast<size_t>(row.verdict)]);
  std::printf("%s\t%s\t%s\n", FrameOf(a.engine, row.a).c_str(), FrameOf(b.engine, row.b).c_str(),
              verdict.c_str());
}

void PrintNumber(const char* name, const std::optional<int64_t>& value) {
  if (value) {
    std::printf("# %s %" PRId64 "\n", name, *value);
  } else {
    std::printf("# %s -\n", name);
  }
}

void PrintComparison(const LoadedTap& a, const LoadedTap& b, const TapComparison& comparison) {
  std::puts("frame_a\tframe_b\tverdict");
  const auto verdict_of = [&](size_t file, uint32_t segment) {
    return static_cast<TapVerdict>(comparison.verdict[file][segment]);
  };
  for (uint32_t i = 0; i < comparison.peer[0].size(); ++i) {
    PrintRow(a, b, {i, comparison.peer[0][i], verdict_of(0, i)});
  }
  for (uint32_t i = 0; i < comparison.peer[1].size(); ++i) {
    const uint32_t peer = comparison.peer[1][i];
    if (peer == kNone) PrintRow(a, b, {kNone, i, verdict_of(1, i)});
  }
  for (const FurtherRow& row : comparison.further) PrintRow(a, b, row);
  PrintNumber("offset_ns", comparison.clock.offset_ns);
  PrintNumber("low_ns", comparison.clock.low_ns);
  PrintNumber("high_ns", comparison.clock.high_ns);
  if (comparison.clock.drift_ppm) {
    std::printf("# drift_ppm %.4f\n", *comparison.clock.drift_ppm);
  } else {
    std::puts("# drift_ppm -");
  }
}

void PrintMoment(bool known, const Moment& moment) {
  if (known) {
    std::printf("\t%" PRId64 "\t%" PRId64 "\t%" PRId64, moment.best_ns, moment.low_ns,
                moment.high_ns);
  } else {
    std::fputs("\t\t\t", stdout);
  }
}

void PrintMoments(const LoadedTap& tap) {
  std::puts(
      "frame\tsent_ns\tsent_low_ns\tsent_high_ns\tarrived_ns\tarrived_low_ns\tarrived_high_ns");
  for (uint32_t i = 0; i < tap.engine.connections().size(); ++i) {
    const MomentTable table = MomentsOf(tap.capture(), i);
    for (size_t row = 0; row < table.segment.size(); ++row) {
      std::fputs(FrameOf(tap.engine, table.segment[row]).c_str(), stdout);
      PrintMoment(table.sent_known[row] != 0, table.sent[row]);
      const auto arrival = static_cast<Arrival>(table.arrival[row]);
      if (arrival == Arrival::lost) {
        std::fputs("\tlost\t\t", stdout);
      } else {
        PrintMoment(arrival == Arrival::estimated, table.arrived[row]);
      }
      std::putchar('\n');
    }
  }
}

}  // namespace

int DumpMoments(const Settings&, Arguments arguments) {
  LoadedTap tap;
  if (const int status = ReadCapture(arguments[0], tap.engine); status != kDone) return status;
  PrintMoments(tap);
  return kDone;
}

int DumpTaps(const Settings&, Arguments arguments) {
  LoadedTap a, b;
  if (const int status = ReadCapture(arguments[0], a.engine); status != kDone) return status;
  if (const int status = ReadCapture(arguments[1], b.engine); status != kDone) return status;
  PrintComparison(a, b, CompareTaps(a.capture(), b.capture()));
  return kDone;
}

}  // namespace tcpladder::dump
