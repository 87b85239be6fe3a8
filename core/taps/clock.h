// How far one capture's clock is ahead of another's, and how much faster it runs, from packets that
// both captured.
#ifndef TCPLADDER_CORE_TAPS_CLOCK_H_
#define TCPLADDER_CORE_TAPS_CLOCK_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace tcpladder {

// The clock of capture b against that of capture a. Offsets are b's time minus a's, in ns, at the
// moment `reference_ns` of a's clock.
struct ClockEstimate {
  int64_t reference_ns = 0;
  // Nothing arrives before it left, so the true offset lies in [low_ns, high_ns]. Open where no
  // packet passed both taps in the direction that would tell.
  std::optional<int64_t> low_ns{}, high_ns{};
  // The middle where both directions are equally fast; known only with both bounds.
  std::optional<int64_t> offset_ns{};
  // Known where the pairs last long enough to show it.
  std::optional<double> drift_ppm{};
  // The pairs contradict each other at any drift a clock may have: a clock was set, or pairs are
  // wrong. Nothing else is given then.
  bool contradictory = false;
  std::array<uint64_t, 2> pairs{};  // that passed a first, b first

  // b's offset at a moment of a's clock; 0 where it is not known.
  int64_t OffsetAt(int64_t a_ns) const;
  bool known() const { return offset_ns.has_value(); }
};

// Collects pairs in any order. What no bound needs is forgotten: at once where pairs come in the
// order of time, otherwise whenever many have come. So memory is bounded, however many pairs there
// are.
class ClockEstimator {
 public:
  // Crystals keep to 100 ppm, a clock that is being slewed to 500 ppm (ntpd, adjtime).
  static constexpr double kMaxDriftPpm = 500;

  explicit ClockEstimator(int64_t reference_ns) : reference_ns_(reference_ns) {}

  // One packet that passed both taps. `a_first`: it passed a's tap on its way to b's.
  void Add(bool a_first, int64_t a_ns, int64_t b_ns);
  ClockEstimate Estimate() const;

 private:
  // Distances from the reference and from the first difference: small enough for a double to be
  // exact to a fraction of a nanosecond.
  struct Point {
    double t;  // ns on a's clock
    double d;  // b's time minus a's, ns
  };
  static constexpr size_t kCompacted = size_t{1} << 14;
  struct Side {
    std::vector<Point> points;
    double first = 0, last = 0;  // the times of all pairs
    uint64_t count = 0;
    size_t limit = kCompacted;  // of `points`, before they are compacted
  };

  void AddTo(Side& side, double sign, Point point);
  static void Compact(Side& side, double sign);
  double Refinement(double drift) const;

  int64_t reference_ns_;
  int64_t base_ns_ = 0;
  bool begun_ = false;
  std::array<Side, 2> sides_;  // upper bounds on the offset, lower bounds
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TAPS_CLOCK_H_
