// The cost of comparing two captures, in addition to reading one.
//
//   tcpladder-two-taps make FILE_A FILE_B   writes what a second tap would have captured of
//                                           FILE_A: a pcap with microseconds, 5 ms later or
//                                           earlier depending on the direction, one packet in a
//                                           hundred lost
//   tcpladder-two-taps FILE_A [FILE_B]      reads one or both, compares them, prints processor
//                                           time in seconds and peak memory

#include "core/taps/two_taps.h"

#include <sys/resource.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "core/taps/packet_traits.h"

namespace {

using namespace tcpladder;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

constexpr size_t kFileHeader = 24, kRecordHeader = 16, kSourcePort = 34;
constexpr uint32_t kDelayUs = 5000;

int Make(const char* from, const char* to) {
  const File in(std::fopen(from, "rb")), out(std::fopen(to, "wb"));
  if (!in || !out) return 2;
  std::vector<unsigned char> bytes(65536 + kRecordHeader);
  if (std::fread(bytes.data(), 1, kFileHeader, in.get()) != kFileHeader) return 1;
  std::fwrite(bytes.data(), 1, kFileHeader, out.get());
  for (uint32_t count = 1; std::fread(bytes.data(), 1, kRecordHeader, in.get()) == kRecordHeader;
       ++count) {
    std::array<uint32_t, 3> header;  // seconds, microseconds, captured length
    std::memcpy(header.data(), bytes.data(), sizeof header);
    if (header[2] > 65536) return 1;
    if (std::fread(bytes.data() + kRecordHeader, 1, header[2], in.get()) != header[2]) return 1;
    if (count % 100 == 0) continue;
    const unsigned char* ports = bytes.data() + kRecordHeader + kSourcePort;
    const bool from_server = (ports[0] << 8 | ports[1]) < (ports[2] << 8 | ports[3]);
    const uint64_t time = header[0] * uint64_t{1'000'000} + header[1] + 10 * kDelayUs +
                          (from_server ? 0 : 2 * kDelayUs);
    header[0] = static_cast<uint32_t>(time / 1'000'000);
    header[1] = static_cast<uint32_t>(time % 1'000'000);
    std::memcpy(bytes.data(), header.data(), 2 * sizeof(uint32_t));
    std::fwrite(bytes.data(), 1, kRecordHeader + header[2], out.get());
  }
  return 0;
}

struct Tap {
  explicit Tap(bool with_traits) : engine({.observer = with_traits ? &traits : nullptr}) {}

  bool Read(const char* path) {
    const File file(std::fopen(path, "rb"));
    if (!file) return false;
    std::vector<std::byte> chunk(size_t{128} << 10);
    while (const size_t size = std::fread(chunk.data(), 1, chunk.size(), file.get())) {
      engine.Push({chunk.data(), size});
    }
    engine.Finish();
    return true;
  }

  PacketTraits traits;
  Engine engine;
};

// Processor time is less affected by other programs than wall-clock time.
double Now() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

int Measure(const char* a, const char* b) {
  Tap first(b != nullptr), second(true);
  const double start = Now();
  if (!first.Read(a) || (b && !second.Read(b))) return 2;
  const double read = Now();
  if (b) {
    const TapComparison comparison =
        CompareTaps({first.engine, first.traits}, {second.engine, second.traits});
    std::printf("connections in both %u\n", comparison.connections);
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("read %.3f s, compared %.3f s, peak %ld KB\n", read - start, Now() - read,
              usage.ru_maxrss);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 4 && argv[1] == std::string_view("make")) return Make(argv[2], argv[3]);
  if (argc == 2 || argc == 3) return Measure(argv[1], argc == 3 ? argv[2] : nullptr);
  std::fputs("usage: tcpladder-two-taps make FILE_A FILE_B | FILE_A [FILE_B]\n", stderr);
  return 2;
}
