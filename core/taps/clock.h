// How far one capture's clock is ahead of another's and how much faster it runs, estimated from the
// packets that both captured.
#ifndef TCPLADDER_CORE_TAPS_CLOCK_H_
#define TCPLADDER_CORE_TAPS_CLOCK_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace tcpladder {

// The clock of capture b relative to that of capture a. Offsets are b's time minus a's in ns, at
// the time `reference_ns` of a's clock.
struct ClockEstimate {
  int64_t reference_ns = 0;
  // No packet arrives before it was sent, so the true offset is in [low_ns, high_ns]. A bound is
  // missing if no packet passed both taps in the direction that determines it.
  std::optional<int64_t> low_ns{}, high_ns{};
  // The middle of the bounds, which assumes equal delays in both directions; known only with both
  // bounds.
  std::optional<int64_t> offset_ns{};
  // Known if the pairs cover enough time to show it.
  std::optional<double> drift_ppm{};
  // The pairs contradict each other for any drift that a clock may have: a clock was set, or pairs
  // are wrong. Nothing else is given then.
  bool contradictory = false;
  std::array<uint64_t, 2> pairs{};  // passed a's tap first, passed b's tap first

  // b's offset at a time of a's clock; 0 if unknown.
  int64_t OffsetAt(int64_t a_ns) const;
  bool known() const { return offset_ns.has_value(); }
};

// Collects pairs in any order. Memory is bounded for any number of pairs: pairs that no bound
// depends on are removed, immediately if pairs arrive in time order, otherwise whenever many have
// accumulated.
class ClockEstimator {
 public:
  // Crystals deviate by up to 100 ppm; a clock that is being slewed, by up to 500 ppm (ntpd,
  // adjtime).
  static constexpr double kMaxDriftPpm = 500;

  explicit ClockEstimator(int64_t reference_ns) : reference_ns_(reference_ns) {}

  // One packet that passed both taps. `a_first`: it passed a's tap before b's.
  void Add(bool a_first, int64_t a_ns, int64_t b_ns);
  ClockEstimate Estimate() const;

 private:
  // Values relative to the reference and to the first difference: small enough that a double is
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
    size_t limit = kCompacted;  // maximum size of `points` before they are compacted
  };

  void AddTo(Side& side, double sign, Point point);
  static void DropInner(Side& side, double sign, const Point& point);
  static void Compact(Side& side, double sign);
  double Refinement(double drift) const;

  int64_t reference_ns_;
  int64_t base_ns_ = 0;
  bool begun_ = false;
  std::array<Side, 2> sides_;  // upper bounds on the offset, lower bounds on the offset
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TAPS_CLOCK_H_
