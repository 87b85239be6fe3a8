// What every capture format implements: whole records in, frames out.
#ifndef TCPLADDER_CORE_CAPTURE_CONTAINER_H_
#define TCPLADDER_CORE_CAPTURE_CONTAINER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "core/base/byte_reader.h"
#include "core/capture/capture_metadata.h"
#include "core/capture/frame.h"
#include "core/findings/findings.h"

namespace tcpladder {

// The largest captured frame taken on its length field alone, as in libpcap and Wireshark.
inline constexpr uint32_t kUsualFrameLimit = 262144;
// Longer ones, up to this, are believed when the rest of the record makes sense.
inline constexpr uint32_t kFrameLimit = 16 << 20;

// Captures of packets are of these years: 1990 to 2100, in nanoseconds since the Unix epoch.
inline constexpr int64_t kOurDays = 631'152'000'000'000'000;
inline constexpr int64_t kOurDaysEnd = 4'102'444'800'000'000'000;

// What a call of Container::Read achieved.
struct Progress {
  size_t consumed = 0;  // bytes at the front that are done with
  size_t need = 1;      // bytes wanted from there on before the next call makes sense
  bool refused = false;
  bool another = false;  // another file begins behind what was consumed
};

// The frames, findings and counters all formats share.
class CaptureOutput {
 public:
  CaptureOutput(FrameSink& frames, Findings& findings) : frames_(frames), findings_(findings) {}

  // Numbers the frame and hands it on. A time outside the limits becomes 0. Between frames of our
  // days, a time outside of them becomes that of the frame before, and the frame doubtful.
  void Emit(Frame& frame) {
    frame.number = ++frames_seen_;
    if (frame.time_ns >= kTimeLimit || frame.time_ns < kEarliestTime) {
      Add(FindingId::k_odd_time, 0, frame.file_offset,
          {frame.time_ns, frame.time_ns < 0 ? kEarliestTime : kTimeLimit});
      frame.time_ns = 0;
    }
    const bool of_our_days = frame.time_ns >= kOurDays && frame.time_ns < kOurDaysEnd;
    if (!of_our_days && previous_ns_ != 0 && !frame.doubtful) {
      frame.time_ns = previous_ns_;
      frame.doubtful = true;
    }
    if (of_our_days && !frame.doubtful) previous_ns_ = frame.time_ns;
    if (frame.bytes.size() > frame.original_length) {
      Add(FindingId::k_captured_more_than_original, 0, frame.file_offset,
          {static_cast<int64_t>(frame.bytes.size()), frame.original_length});
    }
    frames_.OnFrame(frame);
  }
  // Of the newest frame that was of our days and not doubtful, or 0.
  int64_t previous_ns() const { return previous_ns_; }
  // A record that is numbered as Wireshark numbers it but carries no frame.
  void CountRecord() { ++frames_seen_; }
  // The number the next frame gets.
  uint32_t next_frame() const { return frames_seen_ + 1; }

  // Reports at the frame emitted or counted last.
  void Add(FindingId id, uint64_t key, uint64_t offset, std::array<int64_t, 3> args = {}) {
    findings_.Add(id, key, frames_seen_, offset, args);
  }

 private:
  FrameSink& frames_;
  Findings& findings_;
  uint32_t frames_seen_ = 0;
  int64_t previous_ns_ = 0;
};

// Asks the memory for the record behind this one while this one is being worked on: large records
// lie too far apart for the processor to guess.
inline void Prefetch(ByteReader input, size_t next) {
  constexpr size_t kLine = 64;
  if (!input.Has(next + 2 * kLine)) return;
  __builtin_prefetch(input.bytes().data() + next);
  __builtin_prefetch(input.bytes().data() + next + kLine);
}

// One format. Lives as long as its file.
class Container {
 public:
  virtual ~Container() = default;
  // Reads as many whole records as `input` holds. The first call starts at the first byte of the
  // file, each later one where the consumed bytes ended. With `last`, nothing follows `input`:
  // everything is consumed and a cut tail reported.
  virtual Progress Read(ByteReader input, bool last) = 0;
};

std::unique_ptr<Container> MakePcap(CaptureOutput& output);
std::unique_ptr<Container> MakePcapng(CaptureOutput& output, CaptureMetadata& metadata);
std::unique_ptr<Container> MakeSnoop(CaptureOutput& output);
std::unique_ptr<Container> MakeNetmon(CaptureOutput& output);
std::unique_ptr<Container> MakeNetxray(CaptureOutput& output);
std::unique_ptr<Container> MakePeekTagged(CaptureOutput& output);
std::unique_ptr<Container> MakeErf(CaptureOutput& output);

// Whether input is of a format that has no magic number.
struct Likeness {
  bool likely = false;
  size_t need = 0;  // not 0: as many bytes are wanted before that can be told
};
// erf.cc. With `last`, nothing follows `input`.
Likeness LooksLikeErf(ByteReader input, bool last);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_CAPTURE_CONTAINER_H_
