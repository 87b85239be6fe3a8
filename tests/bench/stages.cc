// tcpladder-stages FILE [--benchmark_...]: the cost of each stage of the analysis for one capture,
// which is read into memory first. Every stage includes the ones before it, except those that start
// from the finished index: zeek, tables, events, statistics.

#include <benchmark/benchmark.h>

#include <cstdio>
#include <memory>
#include <vector>

#include "core/engine/endpoint_statistics.h"
#include "core/engine/engine.h"
#include "core/engine/replay.h"
#include "core/engine/tables.h"
#include "core/net/dissector.h"

namespace {

using namespace tcpladder;

// The chunk size of the page.
constexpr size_t kChunk = size_t{256} << 10;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

std::vector<std::byte> Load(const char* path) {
  std::vector<std::byte> bytes;
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path, "rb"));
  if (!file) return bytes;
  std::vector<std::byte> chunk(kChunk);
  while (const size_t size = std::fread(chunk.data(), 1, chunk.size(), file.get())) {
    bytes.insert(bytes.end(), chunk.begin(), chunk.begin() + static_cast<ptrdiff_t>(size));
  }
  return bytes;
}

class CountFrames final : public FrameSink {
 public:
  void OnFrame(const Frame& frame) override {
    ++frames;
    bytes += frame.bytes.size();
  }
  uint64_t frames = 0, bytes = 0;
};

class CountSegments final : public SegmentSink {
 public:
  void OnSegment(const Frame&, const TcpSegment& segment) override {
    ++segments;
    numbers += segment.seq;
  }
  uint64_t segments = 0, numbers = 0;
};

template <typename Reader>
void PushAll(Reader& reader, std::span<const std::byte> bytes) {
  for (size_t at = 0; at < bytes.size(); at += kChunk) {
    reader.Push(bytes.subspan(at, std::min(kChunk, bytes.size() - at)));
  }
  reader.Finish();
}

class Stages {
 public:
  explicit Stages(std::vector<std::byte> bytes) : bytes_(std::move(bytes)) {
    PushAll(finished_, bytes_);
  }

  uint32_t packets() const { return finished_.totals().packets; }

  void Register() {
    Add("container", [this] {
      CountFrames frames;
      Findings findings;
      CaptureReader reader(frames, findings);
      PushAll(reader, bytes_);
      benchmark::DoNotOptimize(frames.bytes);
    });
    Add("dissect", [this] {
      CountSegments segments;
      Findings findings;
      Dissector dissector(segments, findings);
      CaptureReader reader(dissector, findings);
      PushAll(reader, bytes_);
      benchmark::DoNotOptimize(segments.numbers);
    });
    Add("analysis", [this] {
      Engine engine;
      PushAll(engine, bytes_);
      benchmark::DoNotOptimize(engine.totals().segments);
    });
    Add("zeek", [this] {
      for (size_t i = 0; i < finished_.connections().size(); ++i) {
        benchmark::DoNotOptimize(ZeekOf(finished_, finished_.connections()[i]).State());
      }
    });
    Add("tables", [this] {
      benchmark::DoNotOptimize(
          TableOfConnections(finished_, 0, finished_.totals().connections).count);
      benchmark::DoNotOptimize(TableOfSegments(finished_, 0).count);
    });
    Add("events", [this] { benchmark::DoNotOptimize(TableOfEvents(finished_, 0).count); });
    Add("statistics",
        [this] { benchmark::DoNotOptimize(EndpointStatisticsOf(finished_).open_at_end); });
  }

 private:
  template <typename Run>
  void Add(const char* name, Run run) {
    benchmark::RegisterBenchmark(name, [this, run](benchmark::State& state) {
      for (auto _ : state) run();
      state.counters["ns_per_packet"] = benchmark::Counter(
          static_cast<double>(packets()) * 1e-9,
          benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
    })->Unit(benchmark::kMillisecond);
  }

  std::vector<std::byte> bytes_;
  Engine finished_;
};

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc != 2) {
    std::fputs("usage: tcpladder-stages FILE [--benchmark_...]\n", stderr);
    return 2;
  }
  Stages stages(Load(argv[1]));
  if (stages.packets() == 0) {
    std::fprintf(stderr, "%s: no packets\n", argv[1]);
    return 1;
  }
  stages.Register();
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
