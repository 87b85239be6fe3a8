// The interface of all capture formats: takes complete records, emits frames.
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

// The largest captured length that is accepted without further checks, as in libpcap and Wireshark.
inline constexpr uint32_t kUsualFrameLimit = 262144;
// Longer frames, up to this limit, are accepted if the rest of the record is plausible.
inline constexpr uint32_t kFrameLimit = 16 << 20;

// Plausible capture times, from 1990 to 2100, in nanoseconds since the Unix epoch.
inline constexpr int64_t kOurDays = 631'152'000'000'000'000;
inline constexpr int64_t kOurDaysEnd = 4'102'444'800'000'000'000;

// The result of Container::Read().
struct Progress {
  size_t consumed = 0;  // number of bytes consumed at the front
  size_t need = 1;      // number of bytes after them that the next call needs
  bool refused = false;
  bool another = false;  // another file begins after the consumed bytes
};

// Emits frames and findings, and counts records, for all formats.
class CaptureOutput {
 public:
  CaptureOutput(FrameSink& frames, Findings& findings) : frames_(frames), findings_(findings) {}

  // Numbers the frame and passes it on. A time outside the limits is set to 0. Once a frame had a
  // time from 1990 to 2100, a time outside these years is replaced by that of the previous frame,
  // and the frame is marked as doubtful.
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
  // Time of the newest frame whose time was plausible and that was not doubtful, or 0.
  int64_t previous_ns() const { return previous_ns_; }
  // Counts a record without a frame that Wireshark numbers like a frame.
  void CountRecord() { ++frames_seen_; }
  // The number of the next frame.
  uint32_t next_frame() const { return frames_seen_ + 1; }

  // Adds a finding about the last frame that was emitted or counted.
  void Add(FindingId id, uint64_t key, uint64_t offset, std::array<int64_t, 3> args = {}) {
    findings_.Add(id, key, frames_seen_, offset, args);
  }

 private:
  FrameSink& frames_;
  Findings& findings_;
  uint32_t frames_seen_ = 0;
  int64_t previous_ns_ = 0;
};

// Prefetches the next record while this one is processed, because large records are too far apart
// for the processor's own prefetching.
inline void Prefetch(ByteReader input, size_t next) {
  constexpr size_t kLine = 64;
  if (!input.Has(next + 2 * kLine)) return;
  __builtin_prefetch(input.bytes().data() + next);
  __builtin_prefetch(input.bytes().data() + next + kLine);
}

// One capture format; exists as long as the file is read.
class Container {
 public:
  virtual ~Container() = default;
  // Reads as many complete records as `input` contains. The first call begins at the first byte of
  // the file, later ones after the consumed bytes. With `last`, `input` ends the file: all of it is
  // consumed, and a truncated record is reported.
  virtual Progress Read(ByteReader input, bool last) = 0;
};

std::unique_ptr<Container> MakePcap(CaptureOutput& output);
std::unique_ptr<Container> MakePcapng(CaptureOutput& output, CaptureMetadata& metadata);
std::unique_ptr<Container> MakeSnoop(CaptureOutput& output);
std::unique_ptr<Container> MakeNetmon(CaptureOutput& output);
std::unique_ptr<Container> MakeNetxray(CaptureOutput& output);
std::unique_ptr<Container> MakePeekTagged(CaptureOutput& output);
std::unique_ptr<Container> MakeErf(CaptureOutput& output);

// Whether the input has a format that has no magic number.
struct Likeness {
  bool likely = false;
  size_t need = 0;  // number of bytes needed to decide; 0: decided
};
// In erf.cc. With `last`, `input` ends the file.
Likeness LooksLikeErf(ByteReader input, bool last);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_CAPTURE_CONTAINER_H_
