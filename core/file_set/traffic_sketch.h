// Which segments a capture holds, as a sample small enough to compare with that of another capture.
#ifndef TCPLADDER_CORE_FILE_SET_TRAFFIC_SKETCH_H_
#define TCPLADDER_CORE_FILE_SET_TRAFFIC_SKETCH_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/findings/findings.h"
#include "core/net/dissector.h"

namespace tcpladder {

// The least of many hashes are a fair sample of what they stand for: captures that share most
// segments share most of their samples (bottom-k sketches, Cohen and Kaplan 2007).
class SegmentSample {
 public:
  static constexpr size_t kKept = 256;

  struct Entry {
    uint64_t hash;
    int64_t time_ns;  // of the first such segment
  };

  void Add(uint64_t hash, int64_t time_ns);
  // As if the segments of a later part of the same capture had been added.
  void Merge(const SegmentSample& later);
  // By hash, ascending; valid until the next Add().
  const std::vector<Entry>& entries() const;

 private:
  void Shrink() const;

  mutable std::vector<Entry> entries_;
  mutable size_t sorted_ = 0;
  uint64_t limit_ = UINT64_MAX;
};

// Two samples, because a box between two taps may rewrite numbers, or leave payload unequal to
// none: opening and data segments by their numbers, and by what they carry.
struct TrafficSketch {
  SegmentSample numbers, payloads;

  void Merge(const TrafficSketch& later) {
    numbers.Merge(later.numbers);
    payloads.Merge(later.payloads);
  }
};

// Whether two captures saw the same segments at two places: a share of either sample is in both,
// and the time between the two moments differs, as the way to the one place and from the other
// does. Where it never differs, the captures are of one place: parts of one, or one whose clock was
// moved.
bool AreTwoTaps(const TrafficSketch& a, const TrafficSketch& b);

// How many segments of their samples both hold.
size_t SharedSegments(const TrafficSketch& a, const TrafficSketch& b);

class TrafficSketcher final : private SegmentSink {
 public:
  TrafficSketcher() : dissector_(*this, findings_) {}
  TrafficSketcher(const TrafficSketcher&) = delete;
  TrafficSketcher& operator=(const TrafficSketcher&) = delete;

  void OnFrame(const Frame& frame) { dissector_.OnFrame(frame); }
  const TrafficSketch& sketch() const { return sketch_; }

 private:
  void OnSegment(const Frame& frame, const TcpSegment& segment) override;

  Findings findings_;
  Dissector dissector_;
  TrafficSketch sketch_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_FILE_SET_TRAFFIC_SKETCH_H_
