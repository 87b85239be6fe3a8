// The comparison of two captures: any input yields consistent columns. The input begins with the
// length of the first capture (16 bits); the rest is the second capture. The whole is also read as
// one capture with several interfaces.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "core/file_set/interface_taps.h"
#include "core/taps/moments.h"
#include "core/taps/packet_traits.h"
#include "core/taps/two_taps.h"

namespace {

using namespace tcpladder;

struct Tap {
  explicit Tap(std::span<const std::byte> file) : engine({.observer = &traits}) {
    engine.Push(file);
    engine.Finish();
  }
  Tap(const Tap&) = delete;
  Tap& operator=(const Tap&) = delete;

  TapCapture capture() const { return {engine, traits}; }

  PacketTraits traits;
  Engine engine;
};

void Require(bool holds) {
  if (!holds) std::abort();
}

void CheckColumns(const std::array<const Tap*, 2>& taps, const TapComparison& comparison) {
  for (size_t file = 0; file < 2; ++file) {
    const size_t count = taps[file]->engine.segments().size();
    const size_t others = taps[1 - file]->engine.segments().size();
    Require(taps[file]->traits.size() == count);
    Require(comparison.peer[file].size() == count);
    Require(comparison.verdict[file].size() == count);
    Require(comparison.a_first[file].size() == count);
    for (size_t i = 0; i < count; ++i) {
      const bool paired = comparison.peer[file][i] != kNone;
      Require(!paired || comparison.peer[file][i] < others);
      Require(paired == (comparison.verdict[file][i] == static_cast<uint8_t>(TapVerdict::both)));
    }
  }
  for (const FurtherRow& row : comparison.further) {
    Require(row.a != kNone || row.b != kNone);
    Require(row.a == kNone || row.a < comparison.peer[0].size());
    Require(row.b == kNone || row.b < comparison.peer[1].size());
  }
}

void CheckClock(const ClockEstimate& clock) {
  if (clock.low_ns && clock.high_ns) Require(*clock.low_ns <= *clock.high_ns);
  if (!clock.offset_ns) return;
  Require(*clock.low_ns <= *clock.offset_ns && *clock.offset_ns <= *clock.high_ns);
}

void CheckMoments(const Tap& tap) {
  for (uint32_t i = 0; i < tap.engine.connections().size(); ++i) {
    const MomentTable table = MomentsOf(tap.capture(), i);
    for (size_t row = 0; row < table.segment.size(); ++row) {
      const Moment &sent = table.sent[row], &arrived = table.arrived[row];
      if (table.sent_known[row])
        Require(sent.low_ns <= sent.best_ns && sent.best_ns <= sent.high_ns);
      if (table.arrival[row] != static_cast<uint8_t>(Arrival::estimated)) continue;
      Require(arrived.low_ns <= arrived.best_ns && arrived.best_ns <= arrived.high_ns);
    }
  }
}

// Two interfaces of one capture: the same ones however the file is divided into chunks.
void CheckInterfaces(std::span<const std::byte> file) {
  InterfaceTapsReader whole, divided;
  whole.Push(file);
  const size_t half = file.size() / 2;
  divided.Push(file.first(half));
  divided.Push(file.subspan(half));
  const auto pair = whole.Result();
  Require(pair == divided.Result());
  if (pair) Require((*pair)[0] < (*pair)[1]);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const auto bytes = std::as_bytes(std::span(data + 2, size - 2));
  const size_t first = std::min(size_t{data[0]} << 8 | data[1], bytes.size());
  const Tap a(bytes.first(first)), b(bytes.subspan(first));
  const TapComparison comparison = CompareTaps(a.capture(), b.capture());
  CheckColumns({&a, &b}, comparison);
  CheckClock(comparison.clock);
  CheckMoments(a);
  CheckInterfaces(bytes);
  return 0;
}
