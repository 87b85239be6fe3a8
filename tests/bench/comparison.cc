// The time of comparing two connections, without reading their captures.
//
//   tcpladder-comparison FILE_A FILE_B [RUNS]   compares the first connections of both; prints for
//                                               both stories and for the comparison of them the
//                                               least, median and greatest milliseconds

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <span>
#include <vector>

#include "core/compare/comparison_tables.h"
#include "core/compare/story.h"
#include "core/engine/engine.h"
#include "core/engine/reread.h"

namespace {

using namespace tcpladder;
using Clock = std::chrono::steady_clock;

std::vector<std::byte> Contents(const char* path) {
  std::vector<std::byte> bytes;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path, "rb"), std::fclose);
  if (!file) return bytes;
  std::vector<std::byte> chunk(1 << 20);
  while (const size_t size = std::fread(chunk.data(), 1, chunk.size(), file.get())) {
    bytes.insert(bytes.end(), chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(size));
  }
  return bytes;
}

// The first connection of a capture, as it is when somebody asks for the comparison.
struct Subject {
  explicit Subject(const char* path) : file(Contents(path)) {
    engine.Push(file);
    engine.Finish();
    if (engine.connections().empty()) return;
    segments = SegmentsToReread(engine, connection());
    for (const uint64_t place : PlacesOf(engine, segments)) {
      for (size_t i = 0; i < Rereads::kLength; ++i) {
        const size_t at = static_cast<size_t>(place) + i;
        const bool inside = at >= Rereads::kBefore && at - Rereads::kBefore < file.size();
        reread.push_back(inside ? file[at - Rereads::kBefore] : std::byte{});
      }
    }
  }
  const Connection& connection() const { return engine.connections()[0]; }
  uint32_t count() const { return connection().segments[0] + connection().segments[1]; }
  Story Tell() const { return StoryOf(engine, connection(), Rereads(segments, reread)); }

  std::vector<std::byte> file, reread;
  Engine engine;
  std::vector<uint32_t> segments;
};

double MsSince(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

void Print(const char* what, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  std::printf("%-10s %8.2f %8.2f %8.2f ms\n", what, times.front(), times[times.size() / 2],
              times.back());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: tcpladder-comparison FILE_A FILE_B [RUNS]\n", stderr);
    return 2;
  }
  const Subject a(argv[1]), b(argv[2]);
  if (a.engine.connections().empty() || b.engine.connections().empty()) {
    std::fputs("tcpladder-comparison: a file has no connection\n", stderr);
    return 1;
  }
  const int runs = std::max(argc > 3 ? std::atoi(argv[3]) : 20, 1);
  std::vector<double> stories, comparisons;
  size_t lines = 0, divergences = 0;
  for (int i = 0; i < runs; ++i) {
    auto begin = Clock::now();
    const Story first = a.Tell(), second = b.Tell();
    stories.push_back(MsSince(begin));
    begin = Clock::now();
    const ComparisonTables tables = TablesOfComparison(first, second);
    comparisons.push_back(MsSince(begin));
    lines = tables.lines.count;
    divergences = tables.divergences.count;
  }
  std::printf("%u and %u segments: %zu lines, %zu divergences\n", a.count(), b.count(), lines,
              divergences);
  Print("stories", stories);
  Print("comparison", comparisons);
  return 0;
}
