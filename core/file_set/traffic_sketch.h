// A sample of the segments in a capture, small enough to compare with that of another capture.
#ifndef TCPLADDER_CORE_FILE_SET_TRAFFIC_SKETCH_H_
#define TCPLADDER_CORE_FILE_SET_TRAFFIC_SKETCH_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/findings/findings.h"
#include "core/net/dissector.h"

namespace tcpladder {

// Keeps the smallest hashes, which are a fair sample of all segments: captures that share most
// segments share most of their samples (bottom-k sketches, Cohen and Kaplan 2007).
class SegmentSample {
 public:
  static constexpr size_t kKept = 256;

  struct Entry {
    uint64_t hash;
    int64_t time_ns;  // of the first segment with this hash
  };

  void Add(uint64_t hash, int64_t time_ns);
  // Adds the segments of a later part of the same capture.
  void Merge(const SegmentSample& later);
  // Sorted by hash, ascending; valid until the next Add().
  const std::vector<Entry>& entries() const;

 private:
  void Shrink() const;

  mutable std::vector<Entry> entries_;
  mutable size_t sorted_ = 0;
  uint64_t limit_ = UINT64_MAX;
};

// Two samples, because a middlebox between two taps may rewrite sequence numbers or change every
// payload. One identifies opening and data segments by their numbers, the other data segments by
// their payload.
struct TrafficSketch {
  SegmentSample numbers, payloads;

  void Merge(const TrafficSketch& later) {
    numbers.Merge(later.numbers);
    payloads.Merge(later.payloads);
  }
};

// Whether two captures saw the same segments at two places. A share of either sample is in both,
// and the time difference varies, because the delay between the places adds to it in one direction
// and subtracts from it in the other. If the difference is constant, both captures were made at one
// place: they are parts of one capture, or the clock of one was shifted.
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
